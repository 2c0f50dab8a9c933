"""The filter of the office's list of meetings."""

from typing import Any

import django_filters
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from meetings.choice_filters import NamingChoiceFilter, NamingModelChoiceFilter
from meetings.models import AgendaItem, Committee, Meeting, MinutesState
from meetings.municipal_year import municipal_year_days, municipal_year_label, municipal_year_of
from meetings.policies.steps import OPEN, Step
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.reach import scopes_of

WORDS_AT_MOST = 10


def committees_of(user: User) -> QuerySet[Committee]:
    """Those whose record the user may edit."""
    scopes = scopes_of(user, Permission.EDIT_RECORD)
    return Committee.objects.all() if scopes is None else Committee.objects.filter(code__in=scopes)


def meetings_of(user: User) -> QuerySet[Meeting]:
    """Those whose record the user may edit, with their committees and venues."""
    scopes = scopes_of(user, Permission.EDIT_RECORD)
    meetings = Meeting.objects.select_related("committee", "venue")
    return meetings if scopes is None else meetings.filter(committee__code__in=scopes)


def _committees(request: Any) -> QuerySet[Committee]:
    return committees_of(request.user)


def _years() -> list[tuple[str, str]]:
    ends = Meeting.objects.aggregate(first=Min("date"), last=Max("date"))
    if ends["first"] is None:
        return []
    years = range(municipal_year_of(ends["last"]), municipal_year_of(ends["first"]) - 1, -1)
    return [(str(year), municipal_year_label(year)) for year in years]


class OfficeMeetingFilter(django_filters.FilterSet):
    """Committee, what is next, municipal year, and words of the agenda."""

    committee = NamingModelChoiceFilter(
        queryset=_committees, to_field_name="slug", empty_label="All committees", label="Committee"
    )
    step = NamingChoiceFilter(
        method="at_step",
        choices=[(step.value, step.label) for step in OPEN],
        empty_label="Anything",
        label="What is next",
    )
    year = NamingChoiceFilter(method="in_year", choices=_years, empty_label="All years", label="Municipal year")
    text = django_filters.CharFilter(method="with_words", label="Words of the agenda", max_length=200)

    class Meta:
        model = Meeting
        fields: list[str] = []

    def at_step(self, queryset: QuerySet[Meeting], name: str, value: str) -> QuerySet[Meeting]:
        """Of the meetings that are not done with, which an index holds, however long the record is."""
        if value != Step.PUBLISH_APPROVED:
            queryset = queryset.exclude(minutes_state=MinutesState.APPROVED)
        return queryset.filter(Q(("step", value)))

    def in_year(self, queryset: QuerySet[Meeting], name: str, value: str) -> QuerySet[Meeting]:
        return queryset.filter(date__range=municipal_year_days(int(value)))

    def with_words(self, queryset: QuerySet[Meeting], name: str, value: str) -> QuerySet[Meeting]:
        """One item's title must hold every word."""
        words = value.replace("\x00", "").split()[:WORDS_AT_MOST]
        if not words:
            return queryset
        has_all = Q()
        for word in words:
            has_all &= Q(title__icontains=word)
        return queryset.filter(Exists(AgendaItem.objects.filter(has_all, meeting=OuterRef("pk"))))
