"""Filters of pages that show the ledger as at a day: the open register and the figures of impact."""

import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils import timezone

from actions.choices import offered
from actions.models import AddresseeClock, LedgerEntry
from actions.models.entry import LedgerEntryQuerySet
from meetings.choice_filters import NamingChoiceFilter
from meetings.editions.models import PublishedCommittee
from meetings.filters import DATE_INPUT
from meetings.municipal_year import municipal_year_days

NO_DATE = "This is not a date. Write it as in 26/04/2026."
NOT_YET = "This day has not come yet. Choose today or an earlier day."
TOO_LONG = "Use 200 characters at most."


class DayForm(forms.Form):
    """The filters; the day as at which the ledger is shown is not in the future."""

    def clean_as_at(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data.get("as_at")
        if day and day > timezone.localdate():
            raise forms.ValidationError(NOT_YET)
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "as_at" in self.errors:  # a browser's own field for dates would not show what is no date
            self.fields["as_at"].widget.input_type = "text"
        return cleaned


class DayFilter(django_filters.FilterSet):
    """Committee, kind of addressee, and the day; leaves the entries that stood on it, still without their facts.

    `with_facts` comes after the filters, so that the history of entries that are left out is not gone through.
    """

    committee = NamingChoiceFilter(label="Committee", empty_label="All committees", choices=[], method="of_committee")
    addressee_kind = NamingChoiceFilter(
        label="Kind of addressee", empty_label="Every kind", choices=[], method="of_addressee_kind"
    )
    as_at = django_filters.DateFilter(
        label="As at", widget=DATE_INPUT, error_messages={"invalid": NO_DATE}, method="made_by_then"
    )

    class Meta:
        model = LedgerEntry
        form = DayForm
        fields: list[str] = []

    def __init__(self, data: Any) -> None:
        super().__init__(data, queryset=LedgerEntry.objects.published())
        self.committees = list(PublishedCommittee.objects.all())
        self.clocks = {clock.addressee_kind: clock for clock in AddresseeClock.objects.all()}
        self.offer("committee", [(committee.slug, committee.name) for committee in self.committees])
        self.offer("addressee_kind", [(kind, clock.label) for kind, clock in self.clocks.items()])

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.filters[name].extra["choices"] = choices

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for, and could be understood."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def day(self) -> dt.date:
        """As at which the ledger is shown."""
        asked: dt.date = self.asked.get("as_at") or timezone.localdate()
        return asked

    @property
    def is_past(self) -> bool:
        return self.day < timezone.localdate()

    @property
    def committee_shown(self) -> PublishedCommittee | None:
        """The one that was chosen; None: all."""
        return next((one for one in self.committees if one.slug == self.asked.get("committee")), None)

    def of_committee(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        return queryset.filter(committee=next(one.pk for one in self.committees if one.slug == value))

    def of_addressee_kind(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        return queryset.filter(addressee_kind=value)

    def made_by_then(self, queryset: LedgerEntryQuerySet, name: str, value: dt.date) -> LedgerEntryQuerySet:
        return queryset.filter(made_on__lte=value)


class WordsFilter(DayFilter):
    """With words: every one must stand in the text of the entry, its reference or the title of its item."""

    text = django_filters.CharFilter(
        label="Words", method="with_words", max_length=200, error_messages={"max_length": TOO_LONG}
    )

    def with_words(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        for word in value.split()[:10]:
            queryset = queryset.filter(words__contains=Lower(Value(word)))
        return queryset


class YearFilter(DayFilter):
    """With the municipal year in which entries were made."""

    year = NamingChoiceFilter(label="Municipal year", empty_label="All years", choices=[], method="in_municipal_year")

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.offer("year", offered().municipal_years)

    def in_municipal_year(self, queryset: LedgerEntryQuerySet, name: str, value: str) -> LedgerEntryQuerySet:
        """From 1 May to the last day of April."""
        return queryset.filter(made_on__range=municipal_year_days(int(value)))
