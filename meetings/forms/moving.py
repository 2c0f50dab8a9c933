"""The form that moves a meeting."""

from typing import Any

from django import forms
from django.utils import timezone

from meetings.forms.facts import day_input, time_input
from meetings.models import Meeting, Venue


class MoveForm(forms.Form):
    """Day, time and room; what is not changed stays."""

    use_required_attribute = False

    date = forms.DateField(
        label="New date",
        widget=day_input(),
        error_messages={"required": "Say to which day it moves.", "invalid": "Write the day as 26/04/2026."},
    )
    start = forms.TimeField(label="Starts at", widget=time_input(), required=False)
    venue = forms.ModelChoiceField(queryset=Venue.objects.all(), required=False, empty_label="Not known yet")
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        self.meeting = meeting
        shown = {"date": meeting.date, "start": meeting.start, "venue": meeting.venue_id, "seen": seen_of(meeting)}
        super().__init__(data, initial=shown)

    def clean_date(self) -> Any:
        day = self.cleaned_data["date"]
        if day < timezone.localdate():
            raise forms.ValidationError("This day has passed. Choose a day to come.")
        return day

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not self.errors and not self.is_other:
            raise forms.ValidationError(
                "This is where and when the meeting is held already. Change the day, time or room."
            )
        return told

    @property
    def is_other(self) -> bool:
        told = self.cleaned_data
        now = (self.meeting.date, self.meeting.start, self.meeting.venue)
        return (told["date"], told["start"], told["venue"]) != now

    @property
    def to(self) -> dict[str, Any]:
        """Where a valid form moves the meeting, as `move_meeting` takes it."""
        return {name: self.cleaned_data[name] for name in ("date", "start", "venue")}

    @property
    def shown(self) -> list[forms.BoundField]:
        return [self[name] for name in ("date", "start", "venue")]


def seen_of(meeting: Meeting) -> str:
    """When and where the meeting is, so that nobody moves what somebody else has just moved."""
    return f"{meeting.date.isoformat()} {meeting.start or 'none'} {meeting.venue_id or 'none'}"
