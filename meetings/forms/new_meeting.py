"""The form that makes a meeting."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from meetings.forms.facts import day_input, time_input
from meetings.models import Committee, MeetingKind, Venue
from meetings.workflow.meetings import CONTACT


class NewMeetingForm(forms.Form):
    """Committee and day; everything else is usual for the committee unless something is said here."""

    use_required_attribute = False

    committee = forms.ModelChoiceField(
        queryset=Committee.objects.none(),
        to_field_name="slug",
        empty_label="Choose a committee",
        error_messages={"required": "Choose the committee that meets."},
    )
    date = forms.DateField(
        widget=day_input(),
        help_text="A day that has passed makes a meeting that was held, for minutes that are brought in late.",
        error_messages={"required": "Say on which day it meets.", "invalid": "Write the day as 26/04/2026."},
    )
    start = forms.TimeField(label="Starts at", widget=time_input(), required=False)
    kind = forms.ChoiceField(choices=MeetingKind.choices, initial=MeetingKind.ORDINARY)
    venue = forms.ModelChoiceField(
        queryset=Venue.objects.all(), required=False, empty_label="The committee's usual venue, if it has one"
    )
    contact_name = forms.CharField(label="Contact: name", max_length=200, required=False)
    contact_post = forms.CharField(label="Contact: post", max_length=200, required=False)
    contact_phone = forms.CharField(label="Contact: telephone", max_length=40, required=False)
    contact_email = forms.EmailField(label="Contact: e-mail", required=False)
    with_standing_items = forms.BooleanField(
        label="Make the agenda from the standing items", required=False, initial=True
    )
    with_deferred = forms.BooleanField(label="Take over what earlier meetings deferred", required=False, initial=True)

    prefilled_for = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None = None, *, committees: QuerySet[Committee], initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self._committees = committees
        # Who comes to make a meeting begins with the first field; after a refusal, with what is wrong.
        if data is None:
            first = "date" if self.initial.get("committee") else "committee"
            self.fields[first].widget.attrs["autofocus"] = True
        field = self.fields["committee"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = committees

    def clean(self) -> dict[str, Any]:
        """What was filled in for another committee than the one that is chosen gives way to what is usual for that."""
        cleaned = super().clean() or self.cleaned_data
        before = self._committees.filter(slug=cleaned.get("prefilled_for", "")).first()
        if before is not None and before != cleaned.get("committee"):
            for name, value in usual_of(before).items():
                given = cleaned.get(name)
                if name not in ("committee", "prefilled_for") and getattr(given, "pk", given) == value:
                    cleaned[name] = "" if isinstance(value, str) else None
        return cleaned

    @property
    def given(self) -> dict[str, Any]:
        """What a valid form says, as `new_meeting` takes it."""
        names = ("committee", "date", "start", "kind", "venue", "with_standing_items", "with_deferred")
        contact = {name: self.cleaned_data[name] for name in CONTACT}
        return {**{name: self.cleaned_data[name] for name in names}, "contact": contact}

    @property
    def first(self) -> list[forms.BoundField]:
        return [self["committee"], self["date"]]

    @property
    def rest(self) -> list[forms.BoundField]:
        return [self[name] for name in ("start", "kind", "venue", *CONTACT)]

    @property
    def choices(self) -> list[forms.BoundField]:
        return [self["with_standing_items"], self["with_deferred"]]


def usual_of(committee: Committee) -> dict[str, Any]:
    """What is usual for the committee, by the fields of the form."""
    return {
        "committee": committee.slug,
        "prefilled_for": committee.slug,
        "start": committee.usual_start,
        "venue": committee.usual_venue_id,
        **{name: getattr(committee, name) for name in CONTACT},
    }
