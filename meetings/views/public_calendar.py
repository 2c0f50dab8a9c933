"""The public calendar: a month of published meetings."""

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from django.db.models import Max, Min
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.editions.models import PublishedMeeting

# So far after the last published meeting one may turn the pages.
MONTHS_AHEAD = 12
WEEKS_START_ON = calendar.MONDAY


@require_safe
def calendar_now(request: HttpRequest) -> HttpResponseRedirect:
    """The way to the month in which we are."""
    return HttpResponseRedirect(_url(timezone.localdate()))


@require_safe
def month_calendar(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """One month as weeks of days; 404 before the first published meeting, and more than a year after the last."""
    today = timezone.localdate()
    first, last = _span(today)
    shown = _month(year, month)
    if not first <= shown <= last:
        raise Http404("no month of this calendar")
    if request.path != _url(shown):
        return redirect(_url(shown), permanent=True)
    after = shifted(shown, 1)
    meetings = (
        PublishedMeeting.objects.standing()
        .for_lists()
        .filter(date__gte=shown, date__lt=after)
        .order_by("date", "start", "pk")
    )
    before = shifted(shown, -1)
    on_day = by_day(meetings)
    context = {
        "month": shown,
        "weeks": weeks(shown, on_day, today),
        "count": sum(len(group) for group in on_day.values()),
        "previous": {"url": _url(before), "month": before} if before >= first else None,
        "next": {"url": _url(after), "month": after} if after <= last else None,
        "is_now": shown == today.replace(day=1),
    }
    return render(request, "public/calendar.html", context)


def by_day(meetings: Iterable[PublishedMeeting]) -> dict[dt.date, list[PublishedMeeting]]:
    """Meetings, which come in the order of their dates, by their day."""
    return {day: list(group) for day, group in groupby(meetings, key=lambda meeting: meeting.date)}


def weeks(month: dt.date, on_day: Mapping[dt.date, list[Any]], today: dt.date) -> list[list[dict[str, Any]]]:
    """The weeks of the month, Monday to Sunday; each day with its meetings, and empty where it is another month's."""
    days = calendar.Calendar(WEEKS_START_ON).monthdatescalendar(month.year, month.month)
    return [
        [
            {"date": day, "is_today": day == today, "meetings": on_day.get(day, [])} if day.month == month.month else {}
            for day in week
        ]
        for week in days
    ]


def shifted(month: dt.date, by: int) -> dt.date:
    """The first day of the month `by` months later (or earlier)."""
    number = month.year * 12 + month.month - 1 + by
    return dt.date(number // 12, number % 12 + 1, 1)


def _month(year: int, month: int) -> dt.date:
    try:
        return dt.date(year, month, 1)
    except (ValueError, OverflowError) as error:
        raise Http404("no such month") from error


def _span(today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last month that the calendar has: those of the published record and of today, and a year."""
    ends = PublishedMeeting.objects.standing().aggregate(first=Min("date"), last=Max("date"))
    days = [day for day in (ends["first"], ends["last"], today) if day]
    return min(days).replace(day=1), shifted(max(days), MONTHS_AHEAD)


def _url(month: dt.date) -> str:
    return reverse("meetings:calendar", args=[month.year, month.month])
