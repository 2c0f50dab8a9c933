"""Filters of public lists of the ledger."""

import django_filters
from django import forms
from django.db.models import Q

from actions.models import LedgerEntry
from actions.models.entry import LedgerEntryQuerySet
from actions.words import Status
from meetings.editions.models import PublishedCommittee
from meetings.filters import DATE_INPUT

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


def choices(statuses: list[Status]) -> list[tuple[str, str]]:
    return [(status.value, str(status.label)) for status in statuses]


def only_late() -> django_filters.BooleanFilter:
    return django_filters.BooleanFilter(method="only_late", label="Overdue only", widget=forms.CheckboxInput)


class EntryFilter(django_filters.FilterSet):
    """Committee, dates of the meeting, who has to answer, lateness and words."""

    committee = django_filters.ModelChoiceFilter(
        queryset=PublishedCommittee.objects.all(), to_field_name="slug", empty_label="All committees", label="Committee"
    )
    since = django_filters.DateFilter("made_on", "gte", label="Made from", widget=DATE_INPUT)
    until = django_filters.DateFilter("made_on", "lte", label="Made to", widget=DATE_INPUT)
    text = django_filters.CharFilter(method="with_words", label="Words", max_length=200)

    class Meta:
        model = LedgerEntry
        fields: list[str] = []

    def only_late(self, queryset: LedgerEntryQuerySet, name: str, value: bool) -> LedgerEntryQuerySet:
        return queryset.late() if value else queryset

    def with_words(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        """Every word must stand in its text, its reference or the title of its item."""
        for word in value.replace("\x00", "").split()[:10]:
            queryset = queryset.filter(
                Q(text__icontains=word) | Q(reference__icontains=word) | Q(item_title__icontains=word)
            )
        return queryset


class RecommendationFilter(EntryFilter):
    addressee = django_filters.CharFilter("addressee", "icontains", label="Addressee", max_length=200)
    status = django_filters.ChoiceFilter(
        "fact_status", choices=choices(RECOMMENDATION_STATUSES), empty_label="Any status", label="Status"
    )
    late = only_late()


class ActionFilter(EntryFilter):
    owner = django_filters.CharFilter(method="owned_by", label="Owner", max_length=200)
    status = django_filters.ChoiceFilter(
        "fact_status", choices=choices(ACTION_STATUSES), empty_label="Any status", label="Status"
    )
    late = only_late()

    def owned_by(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        """The owner in force: the last to whom it was handed over, else the first one."""
        return queryset.filter(answerable__contains=value.lower())
