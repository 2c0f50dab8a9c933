"""Meetings as calendars (RFC 5545), one event for each published meeting.

A calendar holds the current and the previous municipal year and all that is to come, so that it stays small however
long the record grows; older meetings stand in the list of meetings. Everything comes from the public rows of
meetings: no document is read for it.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Max, QuerySet
from django.utils import timezone
from icalendar import Calendar, Event, Timezone, vDuration

from meetings.editions.models import EditionWithdrawal, PublishedCommittee, PublishedMeeting
from meetings.editions.state import edition_of
from meetings.municipal_year import municipal_year_days, municipal_year_of
from portal.addresses import absolute
from portal.feeds.identity import meeting_uid, record_namespace
from portal.machines import fit_text

LONDON = "Europe/London"
# Where minutes do not say when a meeting ended; the description says that it is an estimate.
ESTIMATE = dt.timedelta(hours=2)
LOST = {"cancelled", "postponed"}
# How often a program should look again.
LOOK_AGAIN = dt.timedelta(hours=6)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """How many editions of a meeting were withdrawn, and when the last was."""

    count: int = 0
    at: dt.datetime | None = None


def first_day(today: dt.date) -> dt.date:
    """The day on which calendars begin: that of the municipal year before the one of `today`."""
    return municipal_year_days(municipal_year_of(today) - 1)[0]


def calendar_of(committee: PublishedCommittee | None, *, title: str, council: str, path: str, today: dt.date) -> bytes:
    """The calendar of a committee, or of all (None), as the bytes of a file; four queries at most."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{fit_text(council)}//Scrutiny records//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, fit_text(title))
    calendar.add("x-wr-timezone", LONDON)
    calendar.add("source", absolute(path), parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", vDuration(LOOK_AGAIN), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(LOOK_AGAIN))
    record = record_namespace()
    withdrawals = _withdrawals(committee)
    for meeting in _meetings(committee, today):
        address = f"{meeting.committee.slug}/{meeting.slug}"
        calendar.add_component(_event(meeting, meeting_uid(record, address), withdrawals.get(address, Withdrawals())))
    if not calendar.subcomponents:  # a calendar must hold something
        calendar.add_component(Timezone.from_tzid(LONDON))
    content: bytes = calendar.to_ical()
    return content


def _meetings(committee: PublishedCommittee | None, today: dt.date) -> QuerySet[PublishedMeeting]:
    meetings = (
        PublishedMeeting.objects.filter(date__gte=first_day(today))
        .select_related("committee")
        .order_by("date", "start", "pk")
    )
    return meetings.filter(committee=committee) if committee else meetings


def _withdrawals(committee: PublishedCommittee | None) -> dict[str, Withdrawals]:
    """By the address of the meeting; withdrawals are rare, so all are counted."""
    withdrawals = EditionWithdrawal.objects.alias(address=F("edition__address"))
    withdrawals = withdrawals.filter(edition_of(committee.slug if committee else "")).order_by()
    counted = withdrawals.values_list("edition__address").annotate(Count("pk"), Max("at"))
    return {address: Withdrawals(count, at) for address, count, at in counted}


def _event(meeting: PublishedMeeting, uid: str, withdrawals: Withdrawals) -> Event:
    """One meeting. Where all of its editions were withdrawn, only that, its committee and its day are told."""
    changed_at = max(meeting.published_at, withdrawals.at or meeting.published_at)
    event = Event()
    event.add("uid", uid)
    event.add("sequence", meeting.edition_count - 1 + withdrawals.count)
    event.add("dtstamp", changed_at.astimezone(dt.UTC))
    event.add("last-modified", changed_at.astimezone(dt.UTC))
    event.add("url", absolute(meeting.get_absolute_url()))
    event.add("status", _status(meeting))
    if meeting.edition_id is None:
        event.add("summary", fit_text(f"{meeting.committee.name}: record withdrawn"))
        event.add("dtstart", meeting.date)
        event.add("dtend", meeting.date + _DAY)
        return event
    event.add("summary", fit_text(_summary(meeting)))
    start, end = _span(meeting)
    event.add("dtstart", start)
    event.add("dtend", end)
    if meeting.venue:
        event.add("location", fit_text(meeting.venue))
    event.add("categories", [fit_text(name) for name in (meeting.committee.name, meeting.kind_label) if name])
    event.add("description", fit_text(_description(meeting)))
    return event


def _status(meeting: PublishedMeeting) -> str:
    if meeting.edition_id is None or meeting.status in LOST:
        return "CANCELLED"
    return "TENTATIVE" if meeting.status == "provisional" else "CONFIRMED"


def _summary(meeting: PublishedMeeting) -> str:
    """Says what is unusual too, because not every program shows the status."""
    unusual = meeting.status in LOST or meeting.status == "provisional"
    return f"{meeting.committee.name} ({meeting.status_label.lower()})" if unusual else meeting.committee.name


def _span(meeting: PublishedMeeting) -> tuple[dt.date, dt.date]:
    """Start and end in UTC; the whole day where no start is given."""
    if meeting.start is None:
        return meeting.date, meeting.date + _DAY
    start = _in_utc(meeting.date, meeting.start)
    if meeting.end is None:
        return start, start + ESTIMATE
    return start, _in_utc(meeting.date, meeting.end)


def _in_utc(day: dt.date, at: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, at, timezone.get_default_timezone()).astimezone(dt.UTC)


def _description(meeting: PublishedMeeting) -> str:
    lines = [f"{meeting.kind_label}: {meeting.status_label.lower()}."]
    if meeting.start is None:
        lines.append("The time has not been published.")
    elif meeting.end is None:
        lines.append("The end is an estimate: two hours after the start.")
    if meeting.livestream:
        lines.append(f"Live stream: {meeting.livestream}")
    if meeting.titles:
        lines += ["", "Business:", *(f"- {title}" for title in meeting.titles.splitlines())]
    return "\n".join([*lines, "", f"Agenda, papers and minutes: {absolute(meeting.get_absolute_url())}"])
