"""The form of the ledger's filters, and the fields that it is made of."""

import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.utils import timezone

from actions.choices import Choices
from actions.words import Status
from meetings.choice_filters import NamingChoiceFilter
from meetings.editions.spelling import long_date
from meetings.filters import DATE_INPUT

NO_DATE = "This is not a date. Write it as in 26/04/2026."
NOT_YET = "This day has not come yet. The ledger can be shown as it stood on any day up to today."
TOO_LONG = "Use 200 characters at most."


# The day and the order are told by themselves.
UNSAID = frozenset({"as_at", "sort"})


class EntryFilterForm(forms.Form):
    """The filters in the order in which they are most asked for. The last day of a period is not before its first."""

    often = ["text", "committee", "status", "addressee", "owner", "as_at", "late"]
    rarely = [
        "answered",
        "addressee_kind",
        "directorate",
        "attention",
        "origin",
        "year",
        "since",
        "until",
        "due_since",
        "due_until",
        "sort",
    ]
    field_order = [*often, *rarely]

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """The filters that a page shows at once."""
        return [self[name] for name in self.often if name in self.fields]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """Those that a page folds away, unless one of them holds something."""
        return [self[name] for name in self.rarely if name in self.fields]

    @property
    def more_are_in_use(self) -> bool:
        return any(field.value() or field.errors for field in self.more_fields)

    @property
    def as_at(self) -> dt.date:
        """The day as of which the ledger is shown: today, where none was asked for that has come."""
        asked = None if "as_at" in self.errors else self.cleaned_data.get("as_at")
        return asked or timezone.localdate()

    @property
    def in_words(self) -> list[tuple[str, str]]:
        """What each filter that is in use asks for, as pairs of its label and what was chosen."""
        chosen = ((self[name], value) for name, value in self.cleaned_data.items() if value and name not in UNSAID)
        return [(str(field.label), _told(field.field, value)) for field, value in chosen]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for first, last in (("since", "until"), ("due_since", "due_until")):
            if cleaned.get(first) and cleaned.get(last) and cleaned[last] < cleaned[first]:
                self.add_error(last, f"This day comes before the one in “{self.fields[first].label}”.")
        if cleaned.get("as_at") and cleaned["as_at"] > timezone.localdate():
            self.add_error("as_at", NOT_YET)
        for name in ("since", "until", "due_since", "due_until", "as_at"):
            if name in self.errors:  # a browser's own field for dates would not show what is no date
                self.fields[name].widget.input_type = "text"
        return cleaned


def _told(field: forms.Field, value: Any) -> str:
    if isinstance(value, dt.date):
        return long_date(value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]  # pairs, as we give them
    return "Yes" if value is True else str(value)


def choice(label: str, empty: str, method: str, choices: Choices | None = None) -> NamingChoiceFilter:
    """A choice from a list; without `choices` the FilterSet fills them in, read from the database once a page."""
    return NamingChoiceFilter(label=label, empty_label=empty, choices=choices or [], method=method)


def day(column: str, comparison: str, label: str) -> django_filters.DateFilter:
    return django_filters.DateFilter(
        column, comparison, label=label, widget=DATE_INPUT, error_messages={"invalid": NO_DATE}
    )


def whole_list(label: str, method: str) -> django_filters.DateFilter:
    """A day that no entry is compared with: it says when the whole list is looked at."""
    return django_filters.DateFilter(label=label, method=method, widget=DATE_INPUT, error_messages={"invalid": NO_DATE})


def words(label: str, method: str) -> django_filters.CharFilter:
    return django_filters.CharFilter(
        label=label, method=method, max_length=200, error_messages={"max_length": TOO_LONG}
    )


def statuses(of_kind: list[Status]) -> Choices:
    return [(status.value, str(status.label)) for status in of_kind]
