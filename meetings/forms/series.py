"""The form that makes several meetings of a committee at once."""

import datetime as dt
import hashlib
import json
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from meetings.forms.facts import day_input, time_input
from meetings.forms.future_dates import FutureDatesField
from meetings.models import Committee, MeetingKind, MeetingStatus, Venue
from meetings.policies.deadlines import holidays_around
from meetings.policies.recurrence import Every, OnHoliday, Proposed, Weekday, around_holidays, days_of
from meetings.workflow.meetings import Announced
from meetings.workflow.series import AT_MOST, Sitting

LONGEST_SPAN = dt.timedelta(days=3 * 366)
FURTHEST = dt.timedelta(days=10 * 366)
_RULE = ("weekday", "first", "last")
_WHAT = ("committee", "status", "kind", "start", "venue", "dates", "every", *_RULE, "on_holiday")


class SeriesForm(forms.Form):
    """A committee, and its dates: typed one a line, by a rule, or both."""

    use_required_attribute = False

    committee = forms.ModelChoiceField(
        queryset=Committee.objects.none(),
        to_field_name="slug",
        empty_label="Choose a committee",
        error_messages={"required": "Choose the committee that meets."},
    )
    status = forms.ChoiceField(
        choices=[(it.value, it.label) for it in (MeetingStatus.PROVISIONAL, MeetingStatus.SCHEDULED)],
        initial=MeetingStatus.PROVISIONAL,
    )
    kind = forms.ChoiceField(choices=MeetingKind.choices, initial=MeetingKind.ORDINARY)
    start = forms.TimeField(label="Starts at", widget=time_input(), required=False)
    venue = forms.ModelChoiceField(queryset=Venue.objects.all(), required=False, empty_label="The usual venue")
    dates = FutureDatesField(
        label="Dates", required=False, help_text="One a line: 2 June 2026, or 2 June 2026, 2.30pm.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    every = forms.ChoiceField(label="Rule", choices=[("", "None"), *Every.choices], required=False)
    weekday = forms.TypedChoiceField(
        label="On", choices=[("", "Choose a day"), *Weekday.choices], coerce=int, empty_value=None, required=False
    )
    first = forms.DateField(label="From", widget=day_input(), required=False)
    last = forms.DateField(label="To", widget=day_input(), required=False)
    on_holiday = forms.ChoiceField(label="On a holiday", choices=OnHoliday.choices, initial=OnHoliday.LEAVE_OUT)
    with_standing_items = forms.BooleanField(
        label="Make each agenda from the standing items", required=False, initial=True
    )

    def __init__(self, data: Any = None, *, committees: QuerySet[Committee], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["committee"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = committees
        self.notes: list[str] = []

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("every"):
            for name in _RULE:
                if told.get(name) is None and name not in self.errors:
                    self.add_error(name, "The rule needs this.")
        elif not told.get("dates") and "dates" not in self.errors:
            self.add_error("dates", "Type at least one date, or choose a rule below.")
        first, last = told.get("first"), told.get("last")
        if first and last and last < first:
            self.add_error("last", "This day comes before the first.")
        if first and last and last - first > LONGEST_SPAN:
            self.add_error("last", "A series reaches over three years at most.")
        furthest = timezone.localdate() + FURTHEST
        for name, day in (("last", last), ("dates", max((one.date for one in told.get("dates") or []), default=None))):
            if day and day > furthest:
                self.add_error(name, "A date lies more than ten years ahead. Check the year.")
        if not self.errors:
            told["sittings"] = self._sittings(told)
            if len(told["sittings"]) > AT_MOST:
                raise forms.ValidationError(f"These are more than {AT_MOST} dates. Make them in two series.")
            if not told["sittings"]:
                raise forms.ValidationError("No day fits this rule. Choose other days.")
        return told

    def _sittings(self, told: dict[str, Any]) -> list[Sitting]:
        """Every date once, in order, with its own time or the one of the form; notes tell of holidays."""
        typed: list[Announced] = told.get("dates") or []
        found: dict[dt.date, dt.time | None] = {}
        for proposed in self._by_rule(told):
            if proposed.note:
                self.notes.append(proposed.note)
            if proposed.day:
                found[proposed.day] = told.get("start")
        for one in typed:
            found[one.date] = one.start or told.get("start")
        return sorted(found.items(), key=lambda sitting: sitting[0])

    def _by_rule(self, told: dict[str, Any]) -> list[Proposed]:
        if not told.get("every"):
            return []
        days = days_of(Every(told["every"]), told["weekday"], told["first"], told["last"])
        return around_holidays(days, holidays_around(days).names, OnHoliday(told["on_holiday"]))

    @property
    def digest(self) -> str:
        """Tells whether the form still says what was shown."""
        told = {name: self.data.get(name, "") for name in _WHAT}
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]

    @property
    def about(self) -> list[forms.BoundField]:
        return [self[name] for name in ("committee", "status", "kind", "start", "venue")]

    @property
    def by_rule(self) -> list[forms.BoundField]:
        return [self[name] for name in ("every", *_RULE, "on_holiday")]
