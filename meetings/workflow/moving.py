"""Moving a meeting that the public has not been told of to another day, time or room."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from meetings.editions.spelling import clock
from meetings.models import FutureDate, Meeting, MeetingStatus, MinutesState, Venue
from meetings.policies.deadlines import deadlines_before, holidays_around, minutes_aim
from meetings.workflow.change import RefusedError, change
from meetings.workflow.meetings import (
    PUBLIC_MOVES_BY_THE_DOOR,
    followed,
    free_slug,
    is_called,
    is_fixed,
)
from portal.accounts.models import User

_LOST = (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED)


@dataclass(frozen=True, slots=True)
class Moved:
    """One fact of a meeting before and after it moves; `is_past` where the new day lies behind already."""

    what: str
    old: str
    new: str
    is_past: bool = False
    rule: str = ""


def why_not_move(meeting: Meeting) -> list[str]:
    """The reasons against moving it; none: it can be moved."""
    if meeting.status in _LOST:
        return [f"The meeting is {meeting.get_status_display().lower()}. The publish page gives it a new date."]
    if meeting.status == MeetingStatus.HELD or meeting.minutes_state != MinutesState.NONE:
        return ["The meeting was held. Mend a wrong date among its facts."]
    if meeting.date < timezone.localdate():
        return ["The day of the meeting has passed. Mend a wrong date among its facts."]
    return [PUBLIC_MOVES_BY_THE_DOOR] if is_called(meeting) else []


def move_meeting(
    *, meeting: Meeting, date: dt.date, start: dt.time | None, venue: Venue | None, by: User
) -> tuple[Meeting, list[Moved]]:
    """Moves the meeting with its deadlines and, while it is not fixed, its address; says what moved.

    Questions and papers that came in, its place in work programmes and what was deferred to it stay with it. Raises
    NotPermittedError or RefusedError.
    """
    with change(meeting, "moved the meeting", by=by) as locked:
        reasons = why_not_move(locked)
        if date < timezone.localdate():
            reasons.append("The new day has passed. Choose a day to come.")
        if reasons:
            raise RefusedError(*reasons)
        told = what_moves(locked, date=date, start=start, venue=venue)
        if date != locked.date:
            for name, value in followed(locked, date).items():
                setattr(locked, name, value)
            locked.date = date
            if not is_fixed(locked):
                locked.slug = free_slug(locked.committee, date)
        locked.start, locked.venue = start, venue
        if locked.end is not None and start is not None and locked.end < start:
            locked.end = None
        locked.save()
        return locked, told


def what_moves(meeting: Meeting, *, date: dt.date, start: dt.time | None, venue: Venue | None) -> list[Moved]:
    """Everything about the meeting that would be another, before and after. Two queries."""
    today = timezone.localdate()
    found = []
    if date != meeting.date:
        table = holidays_around([meeting.date, date])
        old, new = deadlines_before(meeting.date, table), deadlines_before(date, table)
        found.append(Moved("Date", _day(meeting.date), _day(date)))
        for was, will in zip(old.for_agenda(), new.for_agenda(), strict=True):
            what = f"Agenda and notice by ({was.label.lower()})"
            found.append(Moved(what, _day(was.last_day), _day(will.last_day), will.last_day < today, will.rule))
        found += _of_columns(meeting, date, today)
        aims = (minutes_aim(meeting.date, table), minutes_aim(date, table))
        found.append(Moved("Draft minutes by (own aim)", _day(aims[0]), _day(aims[1])))
    if start != meeting.start:
        found.append(Moved("Starts at", _clock(meeting.start), _clock(start)))
    if (venue.pk if venue else None) != meeting.venue_id:
        found.append(Moved("Venue", str(meeting.venue or "not known"), str(venue or "not known")))
    return found


def announced_elsewhere(meeting: Meeting) -> list[Meeting]:
    """Other meetings of the committee whose papers announce the day of this one."""
    rows = FutureDate.objects.filter(date=meeting.date, meeting__committee=meeting.committee_id)
    return [row.meeting for row in rows.exclude(meeting=meeting.pk).select_related("meeting__committee")]


def seats_differ(meeting: Meeting, date: dt.date) -> bool:
    """Whether others sit on the committee on the new day."""
    seats = meeting.committee.seats_on
    return set(seats(meeting.date).values_list("person", "role")) != set(seats(date).values_list("person", "role"))


def _of_columns(meeting: Meeting, date: dt.date, today: dt.date) -> list[Moved]:
    """The deadlines that stand among the facts: those that follow, and those that were set by hand and stay."""
    follow = followed(meeting, date)
    found = []
    closes = meeting.questions_deadline
    if closes is not None:
        will = follow.get("questions_deadline", closes)
        if isinstance(will, dt.datetime):
            day = timezone.localdate(will)
            note = "" if "questions_deadline" in follow else "Set by hand among the facts, so it stays."
            found.append(Moved("Questions by", _day(timezone.localdate(closes)), _day(day), day < today, note))
    own = meeting.publication_deadline
    if own is not None and "publication_deadline" not in follow:
        note = "Set by hand among the facts, so it stays."
        found.append(Moved("Agenda by, as the facts say", _day(own), _day(own), own < today, note))
    return found


def _day(day: dt.date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def _clock(time: dt.time | None) -> str:
    return clock(time.isoformat()) if time else "not known"
