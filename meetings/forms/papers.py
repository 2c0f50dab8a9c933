"""Forms of the papers part: bringing files in, placing, replacing and removing one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from meetings.models import AgendaItem, Document
from meetings.paper_checks.kinds import ENDINGS
from meetings.policies.papers import file_was_published, was_published

WHOLE = "The meeting as a whole"
BY_NAME = "name"
MOST_IN_A_FORM = 20


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        found: list[UploadedFile] = files.getlist(name) if hasattr(files, "getlist") else []
        return found

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files


class FilesField(forms.Field):
    """Several files; each of them is looked into by itself, so nothing is asked of them here."""

    widget = ManyFiles(attrs={"accept": ENDINGS, "multiple": True})

    def clean(self, value: Any) -> list[UploadedFile]:
        return list(value or [])


class AddForm(forms.Form):
    """Files, and the item to which they belong; `position` keeps the order of files that are sent one by one."""

    item = forms.ChoiceField(label="They belong to", required=False, initial=BY_NAME)
    chosen = FilesField(label="Files", required=False)
    position = forms.IntegerField(required=False, min_value=1, max_value=1_000_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, items: Sequence[AgendaItem], **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "papers-%s", **options})
        self._items = {str(item.pk): item for item in items}
        choices = [(BY_NAME, "The item that the name begins with (“Item 5 …”), else the meeting"), ("", WHOLE)]
        self.fields["item"].choices = [*choices, *_named(items)]  # type: ignore[attr-defined]

    @property
    def goes_by_name(self) -> bool:
        return bool(self.cleaned_data.get("item") == BY_NAME)

    @property
    def chosen_item(self) -> AgendaItem | None:
        return self._items.get(self.cleaned_data.get("item", ""))


class PlaceForm(forms.Form):
    """Where a paper goes: to an item, and there before as many others as `position` says."""

    item = forms.ChoiceField(label="Belongs to", required=False)
    position = forms.IntegerField(required=False, min_value=0, max_value=100_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, document: Document, items: Sequence[AgendaItem], **options: Any) -> None:
        super().__init__(*args, **{"auto_id": f"paper-{document.pk}-%s", **options})
        self._items = {str(item.pk): item for item in items}
        self.fields["item"].choices = [("", WHOLE), *_named(items)]  # type: ignore[attr-defined]
        self.initial["item"] = str(document.item_id or "")

    @property
    def chosen_item(self) -> AgendaItem | None:
        return self._items.get(self.cleaned_data.get("item", ""))


class ReplaceForm(forms.Form):
    """A new file for a paper, and why it takes the place of the one that the public has."""

    file = forms.Field(label="New file", required=False, widget=forms.FileInput(attrs={"accept": ENDINGS}))
    reason = forms.CharField(label="Why it takes the place of the published file", required=False, max_length=500)

    def __init__(self, *args: Any, document: Document, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": f"paper-{document.pk}-new-%s", **options})
        if not file_was_published(document):
            del self.fields["reason"]


class RemoveForm(forms.Form):
    """Why a paper that was published is taken out of the next edition."""

    reason = forms.CharField(label="Why it is taken out", required=False, max_length=500)

    def __init__(self, *args: Any, document: Document, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": f"paper-{document.pk}-gone-%s", **options})
        if not was_published(document):
            del self.fields["reason"]


class PaperForms:
    """What is done with one paper, as its row shows it where it stands open; one of them may hold what was sent."""

    def __init__(
        self,
        document: Document,
        items: Sequence[AgendaItem],
        *,
        place: PlaceForm | None = None,
        replace: ReplaceForm | None = None,
        remove: RemoveForm | None = None,
    ) -> None:
        self.document = document
        self.place = place or PlaceForm(document=document, items=items)
        self.replace = replace or ReplaceForm(document=document)
        self.remove = remove or RemoveForm(document=document)


def _named(items: Sequence[AgendaItem]) -> list[tuple[str, str]]:
    return [
        (str(item.pk), f"{item.agenda_number}. {item.title}"[:100] if item.agenda_number else item.title[:100])
        for item in items
    ]
