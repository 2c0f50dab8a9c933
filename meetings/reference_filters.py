"""Filters of the office's lists of reference data."""

import django_filters
from django.db.models import Q, QuerySet
from django.db.models.functions import ExtractYear
from django.utils import timezone

from meetings.choice_filters import NamingChoiceFilter, NamingModelChoiceFilter
from meetings.models import Committee, CommitteeKind, Holiday, Membership, Person, Post, Venue

_WORDS = 10


def _words(value: str) -> list[str]:
    return value.replace("\x00", "").split()[:_WORDS]


class CommitteeFilter(django_filters.FilterSet):
    """Words of the name, of another name or of the code; the kind."""

    text = django_filters.CharFilter(method="with_words", label="Name or code", max_length=200)
    kind = NamingChoiceFilter(choices=CommitteeKind.choices, empty_label="All kinds", label="Kind")

    class Meta:
        model = Committee
        fields: list[str] = []

    def with_words(self, queryset: "QuerySet[Committee]", name: str, value: str) -> "QuerySet[Committee]":
        for word in _words(value):
            named = Q(name__icontains=word) | Q(code__iexact=word)
            queryset = queryset.filter(named | Q(pk__in=Committee.objects.filter(aliases__name__icontains=word)))
        return queryset


class PersonFilter(django_filters.FilterSet):
    """Words of the name or of a spelling; who has an account, who sits anywhere."""

    WHO = [("sits", "Who sits on a committee today"), ("signs in", "Who has an account")]

    text = django_filters.CharFilter(method="with_words", label="Name or spelling", max_length=200)
    who = NamingChoiceFilter(method="of_those", choices=WHO, empty_label="Everybody", label="Who")

    class Meta:
        model = Person
        fields: list[str] = []

    def with_words(self, queryset: "QuerySet[Person]", name: str, value: str) -> "QuerySet[Person]":
        for word in _words(value):
            spelt = Person.objects.filter(spellings__spelling__icontains=word)
            queryset = queryset.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(pk__in=spelt))
        return queryset

    def of_those(self, queryset: "QuerySet[Person]", name: str, value: str) -> "QuerySet[Person]":
        if value == "signs in":
            return queryset.filter(account__isnull=False)
        return queryset.filter(pk__in=held_today(Membership.objects.all()).values("person"))


def held_today(seats: "QuerySet[Membership]") -> "QuerySet[Membership]":
    """Of these seats those that are held today."""
    today = timezone.localdate()
    return seats.filter(Q(last_day__isnull=True) | Q(last_day__gte=today), first_day__lte=today)


class SeatFilter(django_filters.FilterSet):
    """Committee, name, and when the seat is held; unless asked otherwise, the seats of today and those to come."""

    WHEN = [("today", "Held today"), ("ended", "Ended"), ("all", "All")]

    committee = NamingModelChoiceFilter(
        queryset=Committee.objects.all(), empty_label="All committees", label="Committee", to_field_name="slug"
    )
    text = django_filters.CharFilter(method="with_words", label="Name", max_length=200)
    when = NamingChoiceFilter(method="held", choices=WHEN, empty_label="Today and to come", label="When")

    class Meta:
        model = Membership
        fields: list[str] = []

    @property
    def qs(self) -> "QuerySet[Membership]":
        rows: QuerySet[Membership] = super().qs
        if self.data.get("when"):
            return rows
        return rows.filter(Q(last_day__isnull=True) | Q(last_day__gte=timezone.localdate()))

    def with_words(self, queryset: "QuerySet[Membership]", name: str, value: str) -> "QuerySet[Membership]":
        for word in _words(value):
            queryset = queryset.filter(person__name__icontains=word)
        return queryset

    def held(self, queryset: "QuerySet[Membership]", name: str, value: str) -> "QuerySet[Membership]":
        if value == "today":
            return held_today(queryset)
        if value == "ended":
            return queryset.filter(last_day__lt=timezone.localdate())
        return queryset


class PostFilter(django_filters.FilterSet):
    """Words of the title or the directorate."""

    text = django_filters.CharFilter(method="with_words", label="Title or directorate", max_length=200)

    class Meta:
        model = Post
        fields: list[str] = []

    def with_words(self, queryset: "QuerySet[Post]", name: str, value: str) -> "QuerySet[Post]":
        for word in _words(value):
            queryset = queryset.filter(Q(title__icontains=word) | Q(directorate__icontains=word))
        return queryset


class VenueFilter(django_filters.FilterSet):
    """Words of the name or the address."""

    text = django_filters.CharFilter(method="with_words", label="Name or address", max_length=200)

    class Meta:
        model = Venue
        fields: list[str] = []

    def with_words(self, queryset: "QuerySet[Venue]", name: str, value: str) -> "QuerySet[Venue]":
        for word in _words(value):
            queryset = queryset.filter(Q(name__icontains=word) | Q(address__icontains=word))
        return queryset


def holiday_years() -> list[tuple[str, str]]:
    """The years of which the table holds a day, the latest first."""
    years = Holiday.objects.order_by().values_list(ExtractYear("day"), flat=True).distinct()
    return [(str(year), str(year)) for year in sorted(years, reverse=True)]


class HolidayFilter(django_filters.FilterSet):
    """The year; unless asked otherwise, this year and those to come."""

    year = NamingChoiceFilter("day__year", choices=holiday_years, empty_label="From this year on", label="Year")

    class Meta:
        model = Holiday
        fields: list[str] = []

    @property
    def qs(self) -> "QuerySet[Holiday]":
        rows: QuerySet[Holiday] = super().qs
        return rows if self.data.get("year") else rows.filter(day__year__gte=timezone.localdate().year)
