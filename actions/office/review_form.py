"""The form of a review: at which item of which meeting the committee looked at what came of it."""

import datetime as dt
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone

from actions.office.fact_form import FactForm, words_field
from actions.office.published_items import held_meetings, item_choices, items_of, meeting_choices
from actions.words import UpdateKind
from actions.workflow.recording import NewFact
from meetings.editions.models import PublishedCommittee, PublishedMeeting


class MeetingAndItem:
    """The fields `meeting` and `item` of a form: the item is chosen among those of the meeting."""

    def __init__(self, form: forms.Form, meetings: list[PublishedMeeting], committee: PublishedCommittee) -> None:
        self.meetings = {meeting.slug: meeting for meeting in meetings}
        meeting_choice, item_choice = form.fields["meeting"], form.fields["item"]
        meeting_choice.choices = meeting_choices(meetings)  # type: ignore[attr-defined]
        meeting_choice.widget.attrs |= {
            "hx-get": reverse("ledger:meeting-items", args=[committee.slug]),
            "hx-trigger": "change",
            "hx-target": "#items-of-meeting",
            # The form takes one part out of a whole page; here the answer is the part itself.
            "hx-select": "unset",
            "hx-swap": "outerHTML",
        }
        chosen = self.meetings.get(str(form["meeting"].value() or ""))
        self.items = {item.anchor: item for item in items_of(chosen)} if chosen else {}
        item_choice.choices = item_choices(list(self.items.values()))  # type: ignore[attr-defined]
        item_choice.widget.attrs["id"] = "item-of-meeting"


def meeting_field(*, required: bool, hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Meeting",
        required=required,
        help_text=hint,
        error_messages={"required": "Choose the meeting.", "invalid_choice": "Choose one of the committee’s meetings."},
    )


def item_field(*, required: bool) -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Item",
        required=required,
        error_messages={"required": "Choose the item.", "invalid_choice": "Choose an item of the meeting above."},
    )


class ReviewedForm(FactForm):
    """That the committee looked at the outcome, at a named item of one of its published meetings."""

    kind = UpdateKind.REVIEWED
    said = ("text",)
    field_order = ["seen", "meeting", "item", "text"]

    on = None  # type: ignore[assignment]  # it is the day of the meeting
    meeting = meeting_field(required=True, hint="Meetings since it was made, as they were published.")
    item = item_field(required=True)
    text = words_field("What the committee said of it", required=True, sentence="Say what the committee concluded.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.right is not None and self.right.meeting is not None:
            self.initial.update(meeting=self.right.meeting.slug, item=self.right.anchor)
        meetings = held_meetings(self.entry.committee, since=self.entry.made_on, until=timezone.localdate())
        self._chosen = MeetingAndItem(self, meetings, self.entry.committee)

    def day(self) -> dt.date:
        return self._chosen.meetings[self.cleaned_data["meeting"]].date

    def fact(self) -> NewFact:
        told = super().fact()
        item = self._chosen.items[self.cleaned_data["item"]]
        told.said.update(
            meeting=self._chosen.meetings[self.cleaned_data["meeting"]], item_title=item.title, anchor=item.anchor
        )
        return told


class ItemForm(forms.Form):
    """The items of one published meeting, by themselves."""

    item = item_field(required=False)

    def __init__(self, meeting: PublishedMeeting | None) -> None:
        super().__init__()
        self.fields["item"].choices = item_choices(items_of(meeting) if meeting else [])  # type: ignore[attr-defined]
        self.fields["item"].widget.attrs["id"] = "item-of-meeting"
