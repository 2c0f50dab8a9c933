"""The form of a meeting's facts."""

from typing import Any

from django import forms

from meetings.editions.models import LOST
from meetings.forms.future_dates import FutureDatesField, lines_of
from meetings.forms.seen import SeenForm
from meetings.models import Meeting, MeetingStatus, Venue

# Cancelling and postponing are published, so they go through the door.
STATUSES = [
    (status.value, status.label) for status in (MeetingStatus.PROVISIONAL, MeetingStatus.SCHEDULED, MeetingStatus.HELD)
]


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def time_input() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class FactsForm(SeenForm[Meeting]):
    """What the public is told of a meeting, and notes that stay in the office."""

    use_required_attribute = False
    new_venue = forms.CharField(
        label="Or a new venue", max_length=300, required=False, help_text="Its name; it joins the list."
    )
    livestream = forms.URLField(
        label="Live stream",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="A web address that begins with https://.",
    )
    future_dates = FutureDatesField(
        label="Dates of future meetings", required=False, help_text="One a line: 2 June 2026, 2.30pm."
    )

    class Meta:
        model = Meeting
        fields = [
            "date", "start", "end", "kind", "status", "venue", "livestream", "contact_name", "contact_post",
            "contact_phone", "contact_email", "publication_deadline", "questions_deadline", "extended_until", "notes",
            "office_notes",
        ]  # fmt: skip
        labels = {
            "start": "Starts at",
            "end": "Ended at",
            "contact_name": "Contact: name",
            "contact_post": "Contact: post",
            "contact_phone": "Contact: telephone",
            "contact_email": "Contact: e-mail",
            "publication_deadline": "Agenda to be published by",
            "questions_deadline": "Questions to be received by",
            "extended_until": "Meeting extended until",
            "notes": "Notes for the public",
            "office_notes": "Notes for the office",
        }
        help_texts = {
            "office_notes": "Never published.",
        }
        widgets = {
            "date": day_input(),
            "start": time_input(),
            "end": time_input(),
            "extended_until": time_input(),
            "publication_deadline": day_input(),
            "questions_deadline": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            "notes": forms.Textarea(attrs={"rows": 2}),
            "office_notes": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, instance: Meeting, **options: Any) -> None:
        shown = {"future_dates": lines_of(instance.future_dates.all())}
        super().__init__(*args, instance=instance, initial=shown, **options)
        self.also_seen("future_dates")
        self.fields["status"] = self._status(instance)
        venue = self.fields["venue"]
        if isinstance(venue, forms.ModelChoiceField):
            venue.queryset = Venue.objects.all()
            venue.empty_label = "Not known yet"

    def _status(self, instance: Meeting) -> forms.Field:
        if instance.status in LOST:
            lost = [(instance.status, instance.get_status_display())]
            return forms.ChoiceField(choices=lost, help_text="Published as such; the publish page changes it.")
        return forms.ChoiceField(choices=STATUSES)

    @property
    def columns(self) -> dict[str, object]:
        """What a valid form changes, by the columns of the meeting."""
        changed = set(self.changed_data)
        return {name: self.cleaned_data[name] for name in self._meta.fields or [] if name in changed}

    @property
    def ordinary(self) -> list[forms.BoundField]:
        names = ("date", "start", "kind", "status", "venue", "new_venue")
        return [self[name] for name in names]

    @property
    def contact(self) -> list[forms.BoundField]:
        return [self[name] for name in ("contact_name", "contact_post", "contact_phone", "contact_email", "livestream")]

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[name] for name in ("publication_deadline", "questions_deadline", "end", "extended_until")]

    @property
    def words(self) -> list[forms.BoundField]:
        return [self[name] for name in ("future_dates", "notes", "office_notes")]
