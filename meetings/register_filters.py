"""Filters of the public registers of people, questions and documents."""

import django_filters
from django.db.models import QuerySet

from meetings.choice_filters import NamingChoiceFilter, NamingModelChoiceFilter
from meetings.editions.models import PublishedCommittee
from meetings.editions.registers import (
    PaperKind,
    PublishedPaper,
    PublishedPerson,
    PublishedQuestion,
    QuestionOrigin,
    QuestionOutcome,
)
from meetings.filters import municipal_years
from meetings.municipal_year import municipal_year_days

WORDS_AT_MOST = 10


def words_of(value: str) -> list[str]:
    """The words of a filter by text, without the characters that the database does not hold."""
    return value.replace("\x00", "").split()[:WORDS_AT_MOST]


class CommitteeFilter(NamingModelChoiceFilter):
    """One committee, by the word that stands for it in addresses."""

    def __init__(self, field_name: str = "committee") -> None:
        super().__init__(
            field_name=field_name,
            queryset=PublishedCommittee.objects.all(),
            to_field_name="slug",
            empty_label="All committees",
            label="Committee",
        )


class PersonFilter(django_filters.FilterSet):
    """Committee on which a seat is or was held, and words of the name."""

    committee = CommitteeFilter("seats__committee")
    text = django_filters.CharFilter(method="with_words", label="Name", max_length=200)

    class Meta:
        model = PublishedPerson
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[PublishedPerson]) -> QuerySet[PublishedPerson]:
        filtered: QuerySet[PublishedPerson] = super().filter_queryset(queryset)
        return filtered.distinct()

    def with_words(self, queryset: QuerySet[PublishedPerson], name: str, value: str) -> QuerySet[PublishedPerson]:
        for word in words_of(value):
            queryset = queryset.filter(name__icontains=word)
        return queryset


class _RegisterFilter(django_filters.FilterSet):
    """Committee, municipal year and words."""

    committee = CommitteeFilter()
    year = NamingChoiceFilter(
        method="in_year", choices=municipal_years, empty_label="All years", label="Municipal year"
    )

    def in_year(self, queryset: QuerySet[PublishedPaper], name: str, value: str) -> QuerySet[PublishedPaper]:
        return queryset.filter(date__range=municipal_year_days(int(value)))

    def with_words(self, queryset: QuerySet[PublishedPaper], name: str, value: str) -> QuerySet[PublishedPaper]:
        """Every word must stand in what is said about it."""
        for word in words_of(value):
            queryset = queryset.filter(words__icontains=word)
        return queryset


class QuestionFilter(_RegisterFilter):
    """Committee, municipal year, who asks, what became of it, and words of everything said about it."""

    kind = NamingChoiceFilter(choices=QuestionOrigin.choices, empty_label="Anybody", label="Asked by")
    outcome = NamingChoiceFilter(choices=QuestionOutcome.choices, empty_label="Any outcome", label="Outcome")
    text = django_filters.CharFilter(method="with_words", label="Words", max_length=200)

    class Meta:
        model = PublishedQuestion
        fields: list[str] = []


class PaperFilter(_RegisterFilter):
    """Committee, municipal year, kind of document, and words of its title, of its item or of who reports."""

    kind = NamingChoiceFilter(choices=PaperKind.choices, empty_label="Any kind", label="Kind")
    text = django_filters.CharFilter(method="with_words", label="Words of the title", max_length=200)

    class Meta:
        model = PublishedPaper
        fields: list[str] = []
