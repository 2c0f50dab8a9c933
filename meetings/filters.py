"""Filters of public lists of meetings."""

import django_filters
from django import forms
from django.db.models import Q

from meetings.editions.models import PublishedCommittee, PublishedMeeting, PublishedMeetingQuerySet

DATE_INPUT = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class MeetingFilter(django_filters.FilterSet):
    """Committee, dates, and words of the titles of its business."""

    committee = django_filters.ModelChoiceFilter(
        queryset=PublishedCommittee.objects.all(), to_field_name="slug", empty_label="All committees", label="Committee"
    )
    since = django_filters.DateFilter("date", "gte", label="From", widget=DATE_INPUT)
    until = django_filters.DateFilter("date", "lte", label="To", widget=DATE_INPUT)
    text = django_filters.CharFilter(method="with_words", label="Words in the business", max_length=200)

    class Meta:
        model = PublishedMeeting
        fields: list[str] = []

    def with_words(self, queryset: PublishedMeetingQuerySet, name: str, value: str) -> PublishedMeetingQuerySet:
        """Every word must stand in a title of the meeting's business or in the committee's name."""
        for word in value.replace("\x00", "").split()[:10]:
            queryset = queryset.filter(Q(titles__icontains=word) | Q(committee__name__icontains=word))
        return queryset
