"""The form of an action that stands in no published minutes."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils import timezone

from actions.office.fact_form import day_field, name_field, words_field
from actions.office.published_items import held_meetings
from actions.office.review_form import MeetingAndItem, item_field, meeting_field
from actions.words import Origin
from meetings.editions.models import PublishedCommittee

ORIGINS = [
    (Origin.BETWEEN.value, "Agreed between meetings"),
    (Origin.UNDERTAKING.value, "An undertaking given at a meeting, which its minutes tell in the narrative"),
]


class ActionForm(forms.Form):
    """What is to be done, by whom and by when; and the meeting at which it was promised or spoken of, if any."""

    use_required_attribute = False
    whole: ClassVar[tuple[str, ...]] = ("text", "origin")

    committee = forms.ChoiceField(
        label="Committee",
        error_messages={"required": "Choose the committee.", "invalid_choice": "Choose one of your committees."},
    )
    made_on = day_field("Agreed on", sentence="Give the day on which it was agreed.")
    text = words_field("Action", required=True, sentence="Say what is to be done.")
    owner = name_field("Owner", hint="A person or a post. It may be found later.")
    directorate = name_field("Directorate")
    due_on = day_field("Due date", required=False)
    origin = forms.ChoiceField(
        label="Where it comes from", choices=ORIGINS, initial=Origin.BETWEEN, widget=forms.RadioSelect
    )
    meeting = meeting_field(required=False, hint="At which it was promised, or spoken of.")
    item = item_field(required=False)

    def __init__(self, data: Any = None, *, committees: list[PublishedCommittee], **options: Any) -> None:
        super().__init__(data, **{"auto_id": "action-%s", **options})
        self._committees = {committee.slug: committee for committee in committees}
        choices = [(slug, committee.name) for slug, committee in self._committees.items()]
        one = len(choices) == 1
        self.fields["committee"].choices = choices if one else [("", "Choose"), *choices]  # type: ignore[attr-defined]
        if one:
            self.initial["committee"] = choices[0][0]
        self.initial.setdefault("made_on", timezone.localdate())
        named = self._committees.get(str(self["committee"].value() or ""))
        meetings = held_meetings(named, until=timezone.localdate()) if named else []
        if named is None:
            for name in ("meeting", "item"):
                self.fields[name].choices = [("", "Choose the committee first")]  # type: ignore[attr-defined]
        self.fields["committee"].widget.attrs |= {
            "hx-post": reverse("ledger:action-new"),
            "hx-vals": '{"deed": "show"}',
            "hx-trigger": "change",
            "hx-target": "#action-new",
            "hx-select": "#action-new",
            "hx-swap": "outerHTML",
        }
        self._chosen = MeetingAndItem(self, meetings, named) if named else None

    @property
    def lines(self) -> list[tuple[forms.BoundField, bool]]:
        """The fields, each with whether it fills a line."""
        return [(field, field.name in self.whole) for field in self.visible_fields()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("origin") == Origin.UNDERTAKING and not cleaned.get("meeting") and "meeting" not in self.errors:
            self.add_error("meeting", "Choose the meeting at which the undertaking was given.")
        return cleaned

    def values(self) -> dict[str, Any]:
        """What `add_action` takes, of a valid form."""
        names = ("made_on", "text", "owner", "directorate", "due_on")
        told: dict[str, Any] = {name: self.cleaned_data[name] for name in names}
        told["origin"] = Origin(self.cleaned_data["origin"])
        told["committee"] = self._committees[self.cleaned_data["committee"]]
        chosen = self._chosen.meetings.get(self.cleaned_data["meeting"]) if self._chosen else None
        item = self._chosen.items.get(self.cleaned_data["item"]) if self._chosen and chosen else None
        told["meeting"] = chosen
        if item is not None:
            told |= {
                "item_title": item.title,
                "item_number": item.number,
                "item_kind": item.kind,
                "anchor": item.anchor,
            }
        return told
