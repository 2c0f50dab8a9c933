"""The public list of meetings: those to come first, the next one on top; then those before today, the latest first."""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.editions.models import PublishedMeeting, PublishedMeetingQuerySet
from meetings.filters import MeetingFilter
from meetings.pagination import ForgivingPaginator

PAGE_SIZE = 25


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    """All published meetings by the filters in the address, those to come told apart from those before today."""
    today = timezone.localdate()
    filtered = MeetingFilter(request.GET, queryset=PublishedMeeting.objects.standing().for_lists())
    meetings: Any = ToComeThenPast(filtered.qs, today)
    page = ForgivingPaginator(meetings, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    parts = [
        {"anchor": "to-come", "label": "To come", "months": by_month(row for row in rows if row.date >= today)},
        {"anchor": "past", "label": "Past meetings", "months": by_month(row for row in rows if row.date < today)},
    ]
    context = {"filter": filtered, "page_obj": page, "parts": [part for part in parts if part["months"]]}
    return render(request, "public/meeting_list.html", context)


class ToComeThenPast:
    """A sequence for the paginator: one query for its length, two for a page of it, whatever the page holds."""

    def __init__(self, meetings: PublishedMeetingQuerySet, today: dt.date) -> None:
        self.meetings = meetings
        self.today = today

    @cached_property
    def counts(self) -> dict[str, int]:
        to_come = Count("pk", filter=Q(date__gte=self.today))
        return self.meetings.order_by().aggregate(all=Count("pk"), to_come=to_come)

    def __len__(self) -> int:
        return self.counts["all"]

    def __getitem__(self, part: slice) -> list[PublishedMeeting]:
        to_come = self.meetings.filter(date__gte=self.today).order_by("date", "start", "pk")
        past = self.meetings.filter(date__lt=self.today).order_by("-date", "-start", "pk")
        before = self.counts["to_come"]
        return _part(to_come, part.start, part.stop) + _part(past, part.start - before, part.stop - before)


def _part(rows: PublishedMeetingQuerySet, start: int, stop: int) -> list[PublishedMeeting]:
    """Rows `start` to `stop`, of which either may lie before the first; always by one query."""
    start, stop = max(start, 0), max(stop, 0)
    return list(rows[start : max(stop, start + 1)])[: stop - start]


def by_month(meetings: Iterable[PublishedMeeting]) -> list[dict[str, Any]]:
    """The meetings in their order, gathered under the first day of their month."""
    months = groupby(meetings, key=lambda meeting: meeting.date.replace(day=1))
    return [{"first_day": first_day, "meetings": list(group)} for first_day, group in months]
