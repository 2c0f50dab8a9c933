"""Filters of public lists of meetings."""

import django_filters
from django import forms
from django.db.models import Max, Min

from meetings.choice_filters import NamingChoiceFilter, NamingModelChoiceFilter
from meetings.editions.models import PublishedCommittee, PublishedMeeting, PublishedMeetingQuerySet
from meetings.municipal_year import municipal_year_label, municipal_year_of

DATE_INPUT = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
# As editions write them; the working record that defines them is no business of a public page.
STATUSES = [
    ("held", "Held"),
    ("scheduled", "Scheduled"),
    ("provisional", "Provisional"),
    ("postponed", "Postponed"),
    ("cancelled", "Cancelled"),
]


def municipal_years() -> list[tuple[str, str]]:
    """The municipal years from the first published meeting to the last, the latest first, as choices of a field."""
    ends = PublishedMeeting.objects.standing().aggregate(first=Min("date"), last=Max("date"))
    if ends["first"] is None:
        return []
    years = range(municipal_year_of(ends["last"]), municipal_year_of(ends["first"]) - 1, -1)
    return [(str(year), municipal_year_label(year)) for year in years]


class MeetingFilter(django_filters.FilterSet):
    """Committee, municipal year, status, dates, and words of the titles of its business."""

    committee = NamingModelChoiceFilter(
        queryset=PublishedCommittee.objects.all(), to_field_name="slug", empty_label="All committees", label="Committee"
    )
    year = NamingChoiceFilter(
        "municipal_year", choices=municipal_years, empty_label="All years", label="Municipal year"
    )
    status = NamingChoiceFilter(choices=STATUSES, empty_label="Any status", label="Status")
    since = django_filters.DateFilter("date", "gte", label="From", widget=DATE_INPUT)
    until = django_filters.DateFilter("date", "lte", label="To", widget=DATE_INPUT)
    text = django_filters.CharFilter(method="with_words", label="Words in the business", max_length=200)

    class Meta:
        model = PublishedMeeting
        fields: list[str] = []

    def with_words(self, queryset: PublishedMeetingQuerySet, name: str, value: str) -> PublishedMeetingQuerySet:
        """Every word must stand in a title of the meeting's business."""
        for word in value.replace("\x00", "").split()[:10]:
            queryset = queryset.filter(titles__icontains=word)
        return queryset
