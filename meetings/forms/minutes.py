"""The shape of what is sent when minutes are saved."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from meetings.models import AgendaItem
from meetings.workspace.writing import MARKUP, PLAIN, from_written

LARGEST_NUMBER = 2_147_483_647


class SavedText(forms.Form):
    """One text, as the editor sends it."""

    html = forms.CharField(required=False, strip=False)
    based_on = forms.IntegerField(min_value=0, max_value=LARGEST_NUMBER)
    save_key = forms.UUIDField()


class SettledText(forms.Form):
    """Of two texts the one that shall stand. `based_on`: the version that stood when both were compared."""

    kind = forms.ChoiceField(choices=[(PLAIN, PLAIN), (MARKUP, MARKUP)], widget=forms.HiddenInput)
    text = forms.CharField(
        required=False, strip=False, label="The text that shall stand", widget=forms.Textarea(attrs={"rows": 12})
    )
    based_on = forms.IntegerField(min_value=0, max_value=LARGEST_NUMBER, widget=forms.HiddenInput)

    @property
    def html(self) -> str:
        return from_written(self.cleaned_data["kind"], self.cleaned_data["text"])


class ChosenVersion(forms.Form):
    """A version to be restored, and the one that stood when it was chosen."""

    number = forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER)
    based_on = forms.IntegerField(min_value=0, max_value=LARGEST_NUMBER)


class TwoVersions(forms.Form):
    """Two versions to be compared."""

    before = forms.IntegerField(min_value=0, max_value=LARGEST_NUMBER)
    after = forms.IntegerField(min_value=0, max_value=LARGEST_NUMBER)


class Here(forms.Form):
    """Which page tells that it is open, and at which item; `left` when it closes."""

    page = forms.UUIDField()
    item = forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER, required=False)
    left = forms.BooleanField(required=False)


@dataclass
class Written:
    """The field of one item, as a page without scripts sends it; `error` says why it was not saved."""

    item: AgendaItem
    kind: str
    text: str
    based_on: int
    key: uuid.UUID
    error: str = ""

    @property
    def html(self) -> str:
        return from_written(self.kind, self.text)


def written_texts(data: QueryDict, items: list[AgendaItem]) -> list[Written]:
    """The fields of those items that were sent and are well-formed; each with a key of its own made of the page's."""
    try:
        key = uuid.UUID(data.get("save_key", ""))
    except ValueError:
        key = uuid.uuid4()
    found = []
    for item in items:
        shape: dict[str, Any] = {name: data.get(f"{name}-{item.pk}") for name in ("kind", "text", "based_on")}
        form = SettledText(shape)
        if shape["text"] is not None:
            shape["text"] = shape["text"].replace("\x00", "")
            if form.is_valid():
                values = form.cleaned_data
                own_key = uuid.uuid5(key, f"{item.pk}")
                found.append(Written(item, values["kind"], values["text"], values["based_on"], own_key))
    return found
