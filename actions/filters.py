"""Filters of public lists of the ledger, and their order."""

from typing import Any

import django_filters
from django import forms
from django.db.models import F, Value
from django.db.models.functions import Lower

from actions.choices import Choices, addressee_kinds, directorates, municipal_years
from actions.models import LedgerEntry
from actions.models.entry import LedgerEntryQuerySet
from actions.words import EntryKind, Status
from meetings.choice_filters import NamingChoiceFilter
from meetings.editions.models import PublishedCommittee
from meetings.filters import DATE_INPUT
from meetings.municipal_year import municipal_year_days

RECOMMENDATION_STATUSES = [
    Status.RESPONSE_OVERDUE,
    Status.AWAITING,
    Status.NOT_SENT,
    Status.OPEN,
    Status.ACCEPTED,
    Status.IN_PART,
    Status.IN_PRINCIPLE,
    Status.REJECTED,
    Status.NOTED,
    Status.IMPLEMENTED,
    Status.WITHDRAWN,
]
ACTION_STATUSES = [Status.OVERDUE, Status.OPEN, Status.IN_PROGRESS, Status.COMPLETE, Status.WITHDRAWN]

# name in the address → what the reader is told, and the order; each follows an index in both directions.
ORDERS: dict[str, tuple[str, list[Any]]] = {
    "due": ("Due date, earliest first", [F("due_in_force").asc(nulls_last=True), "pk"]),
    "-due": ("Due date, latest first", [F("due_in_force").desc(nulls_last=True), "-pk"]),
    "-made": ("Meeting, latest first", ["-made_on", "-pk"]),
    "made": ("Meeting, earliest first", ["made_on", "pk"]),
    "committee": ("Committee and number", ["committee_code", "year", "number"]),
    "-committee": ("Committee and number, backwards", ["-committee_code", "-year", "-number"]),
    "status": ("Status", ["settled", "rank", F("clock_ends_on").asc(nulls_last=True), "-made_on", "pk"]),
    "-status": ("Status, backwards", ["-settled", "-rank", F("clock_ends_on").desc(), "made_on", "-pk"]),
}

# The columns by which a table can be sorted, each with the orders of its first and its second click.
COLUMNS = {
    "committee": ("committee", "-committee"),
    "made": ("-made", "made"),
    "due": ("due", "-due"),
    "status": ("status", "-status"),
}

# Of a recommendation: when its first response came. The second choice is every late response there is or was.
ANSWERS = [("late", "Response came late"), ("any-late", "Was or is late")]

NO_DATE = "This is not a date. Write it as in 26/04/2026."
TOO_LONG = "Use 200 characters at most."


class EntryFilterForm(forms.Form):
    """The filters in the order in which they are most asked for. The last day of a period is not before its first."""

    often = ["text", "committee", "status", "addressee", "owner", "late", "answered"]
    rarely = ["addressee_kind", "directorate", "year", "since", "until", "due_since", "due_until", "sort"]
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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for first, last in (("since", "until"), ("due_since", "due_until")):
            if cleaned.get(first) and cleaned.get(last) and cleaned[last] < cleaned[first]:
                self.add_error(last, f"This day comes before the one in “{self.fields[first].label}”.")
        for name in ("since", "until", "due_since", "due_until"):
            if name in self.errors:  # a browser's own field for dates would not show what is no date
                self.fields[name].widget.input_type = "text"
        return cleaned


def choice(label: str, empty: str, method: str, choices: Choices | None = None) -> NamingChoiceFilter:
    """A choice from a list; without `choices` the FilterSet fills them in, read from the database once a page."""
    return NamingChoiceFilter(label=label, empty_label=empty, choices=choices or [], method=method)


def day(column: str, comparison: str, label: str) -> django_filters.DateFilter:
    return django_filters.DateFilter(
        column, comparison, label=label, widget=DATE_INPUT, error_messages={"invalid": NO_DATE}
    )


def words(label: str, method: str) -> django_filters.CharFilter:
    return django_filters.CharFilter(
        label=label, method=method, max_length=200, error_messages={"max_length": TOO_LONG}
    )


def statuses(of_kind: list[Status]) -> Choices:
    return [(status.value, str(status.label)) for status in of_kind]


class EntryFilter(django_filters.FilterSet):
    """Committee, when it was made and is due, who has to answer, status, lateness and words; and the order."""

    committee = choice("Committee", "All committees", "of_committee")
    year = choice("Municipal year", "All years", "in_municipal_year")
    since = day("made_on", "gte", "Made from")
    until = day("made_on", "lte", "Made to")
    due_since = day("due_in_force", "gte", "Due from")
    due_until = day("due_in_force", "lte", "Due to")
    text = words("Words", "with_words")
    sort = choice("Order", "Most urgent first", "in_order", [(name, label) for name, (label, _) in ORDERS.items()])
    late = django_filters.BooleanFilter(method="only_late", label="Overdue only", widget=forms.CheckboxInput)

    class Meta:
        model = LedgerEntry
        form = EntryFilterForm
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        committees = PublishedCommittee.objects.values_list("slug", "name", "pk")
        self.committees = {slug: pk for slug, _, pk in committees}
        self.offer("committee", [(slug, name) for slug, name, _ in committees])
        self.offer("year", municipal_years())

    def offer(self, name: str, choices: Choices) -> None:
        self.filters[name].extra["choices"] = choices

    def of_committee(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        return queryset.filter(committee=self.committees[value])

    def in_municipal_year(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        """From 1 May to the last day of April."""
        return queryset.filter(made_on__range=municipal_year_days(int(value)))

    def only_late(self, queryset: LedgerEntryQuerySet, name: str, value: bool) -> LedgerEntryQuerySet:
        return queryset.late() if value else queryset

    def with_status(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        return queryset.with_status(Status(value))

    def with_words(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        """Every word must stand in its text, its reference or the title of its item."""
        for word in value.split()[:10]:
            queryset = queryset.filter(words__contains=Lower(Value(word)))
        return queryset

    def answered_by(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        """The addressee, or the owner in force: the last to whom it was handed over, else the first one."""
        return queryset.filter(answerable__contains=Lower(Value(value)))

    def in_order(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        return queryset.order_by(*ORDERS[value][1])

    @property
    def ordered(self) -> LedgerEntryQuerySet:
        """The entries that the filters leave, in the order that was asked for, else the most urgent first."""
        found: LedgerEntryQuerySet = self.qs
        return found if self.form.cleaned_data.get("sort") else found.by_urgency()

    @property
    def order(self) -> str:
        """The order of the list, in words."""
        sort = self.form.cleaned_data.get("sort")
        return ORDERS[sort][0] if sort else "Most urgent first"

    @property
    def heads(self) -> dict[str, dict[str, str]]:
        """For each column that sorts: the order that its link asks for, and `aria`, how it is sorted now or ""."""
        sort = self.form.cleaned_data.get("sort")
        return {
            column: {
                "next": second if sort == first else first,
                "aria": "" if sort not in (first, second) else "descending" if sort.startswith("-") else "ascending",
            }
            for column, (first, second) in COLUMNS.items()
        }


class RecommendationFilter(EntryFilter):
    addressee = words("Addressee", "answered_by")
    addressee_kind = choice("Kind of addressee", "Every kind", "of_addressee_kind")
    status = choice("Status", "Any status", "with_status", statuses(RECOMMENDATION_STATUSES))
    answered = choice("Late responses", "In time or late", "with_answer", ANSWERS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("addressee_kind", addressee_kinds())

    def of_addressee_kind(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        return queryset.filter(kind=EntryKind.RECOMMENDATION, addressee_kind=value)

    def with_answer(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        return queryset.answered_late() if value == "late" else queryset.ever_late()


class ActionFilter(EntryFilter):
    owner = words("Owner", "answered_by")
    directorate = choice("Directorate", "All directorates", "in_directorate")
    status = choice("Status", "Any status", "with_status", statuses(ACTION_STATUSES))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("directorate", directorates())

    def in_directorate(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        return queryset.filter(kind=EntryKind.ACTION, directorate_in_force=value)
