"""Filters of public lists of the ledger, and their order."""

import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.db.models import F, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone

from actions.choices import Choices, offered
from actions.filter_form import EntryFilterForm, choice, day, statuses, whole_list, words
from actions.models import LedgerEntry
from actions.models.entry import LedgerEntryQuerySet
from actions.words import Attention, EntryKind, Origin, Status
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
    Status.SUPERSEDED,
    Status.MERGED,
    Status.WITHDRAWN,
]
ACTION_STATUSES = [
    Status.OVERDUE,
    Status.OPEN,
    Status.IN_PROGRESS,
    Status.COMPLETE,
    Status.SUPERSEDED,
    Status.MERGED,
    Status.WITHDRAWN,
]

# name in the address → what the reader is told, and the order; of today each follows an index in both directions.
ORDERS: dict[str, tuple[str, list[Any]]] = {
    "due": ("Due date, earliest first", [F("fact_due_in_force").asc(nulls_last=True), "pk"]),
    "-due": ("Due date, latest first", [F("fact_due_in_force").desc(nulls_last=True), "-pk"]),
    "-made": ("Meeting, latest first", ["-made_on", "-pk"]),
    "made": ("Meeting, earliest first", ["made_on", "pk"]),
    "committee": ("Committee and number", ["committee_code", "year", "number"]),
    "-committee": ("Committee and number, backwards", ["-committee_code", "-year", "-number"]),
    "status": ("Status", ["fact_settled", "fact_rank", F("fact_clock").asc(nulls_last=True), "-made_on", "pk"]),
    "-status": ("Status, backwards", ["-fact_settled", "-fact_rank", F("fact_clock").desc(), "made_on", "-pk"]),
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
ANYTHING = "anything"
ATTENTION = [(ANYTHING, "Anything that needs attention"), *((lack.value, str(lack.label)) for lack in Attention)]
ORIGINS = [(origin.value, str(origin.label)) for origin in Origin]


class EntryFilter(django_filters.FilterSet):
    """Committee, when it was made and is due, who has to answer, status, lateness and words; the order, and the day.

    It is given entries without facts and adds those of the day that the address names (`as_at`), so that every filter
    and every order speaks of that day.
    """

    committee = choice("Committee", "All committees", "of_committee")
    year = choice("Municipal year", "All years", "in_municipal_year")
    since = day("made_on", "gte", "Made from")
    until = day("made_on", "lte", "Made to")
    due_since = day("fact_due_in_force", "gte", "Due from")
    due_until = day("fact_due_in_force", "lte", "Due to")
    text = words("Words", "with_words")
    sort = choice("Order", "Most urgent first", "in_order", [(name, label) for name, (label, _) in ORDERS.items()])
    late = django_filters.BooleanFilter(method="only_late", label="Overdue only", widget=forms.CheckboxInput)
    origin = choice("Came from", "Anywhere", "of_origin", ORIGINS)
    attention = choice("Needs attention", "Whether or not", "needing_attention", ATTENTION)
    as_at = whole_list("As it stood on", "on_the_day")

    class Meta:
        model = LedgerEntry
        form = EntryFilterForm
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered()
        self.committees = {committee.slug: committee.pk for committee in self.offered.committees}
        self.offer("committee", [(committee.slug, committee.name) for committee in self.offered.committees])
        self.offer("year", self.offered.municipal_years)

    def offer(self, name: str, choices: Choices) -> None:
        self.filters[name].extra["choices"] = choices

    def filter_queryset(self, queryset: LedgerEntryQuerySet) -> LedgerEntryQuerySet:
        """Of the entries that there were on the day: those that the filters leave."""
        stood = queryset.as_it_stood(self.stood_on) if self.is_past else queryset.published().with_facts(self.stood_on)
        found: LedgerEntryQuerySet = super().filter_queryset(stood)
        return found

    @property
    def stood_on(self) -> dt.date:
        """The day as of which the ledger is shown."""
        asked: dt.date = self.form.as_at
        return asked

    @property
    def is_past(self) -> bool:
        return self.stood_on < timezone.localdate()

    def on_the_day(self, queryset: LedgerEntryQuerySet, name: str, value: dt.date) -> LedgerEntryQuerySet:
        """Leaves no entry out: the facts of the day are there already."""
        return queryset

    def of_origin(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        return queryset.filter(origin=value)

    def needing_attention(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        return queryset.needing_attention(None if value == ANYTHING else Attention(value))

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
        return queryset.filter(Q(fact_answerable__contains=Lower(Value(value))))

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
        self.offer("addressee_kind", self.offered.addressee_kinds)

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
        self.offer("directorate", self.offered.directorates)

    def in_directorate(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        return queryset.filter(Q(kind=EntryKind.ACTION, fact_directorate_in_force=value))
