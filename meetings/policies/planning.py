"""What the calendar says of a meeting on its day: holidays, clashes, rooms, and the time between two meetings.

Nothing here is refused: these are warnings, and the officer decides.
"""

import datetime as dt
from collections.abc import Iterable

from meetings.clear_days import is_working_day
from meetings.editions.spelling import clock
from meetings.models import Meeting, MeetingStatus, Membership
from meetings.policies.attendance import listed
from meetings.policies.deadlines import Deadlines, HolidayTable, deadlines_before, holidays_around

# A meeting whose end nobody knows is taken to last so long.
USUAL_LENGTH = dt.timedelta(hours=3)
LONGEST_INTERVAL = dt.timedelta(weeks=13)
# Meetings of the same committee around the days in question, for the time between two of them.
_AROUND = dt.timedelta(days=200)
_SATURDAY = 5
NOT_HELD = [MeetingStatus.CANCELLED, MeetingStatus.POSTPONED]


class Plan:
    """The meetings between two days, of all committees, against which each of them is held. Three queries.

    `proposed` are meetings that are not entered yet, or that would move; `instead_of` is the number of the row of one
    that would.
    """

    def __init__(
        self, first: dt.date, last: dt.date, *, proposed: Iterable[Meeting] = (), instead_of: int | None = None
    ) -> None:
        reach_back, reach_on = min(_AROUND, first - dt.date.min), min(_AROUND, dt.date.max - last)
        rows = Meeting.objects.filter(date__range=(first - reach_back, last + reach_on))
        rows = (
            rows.exclude(pk=instead_of or 0)
            .select_related("committee", "venue", "replaced_by")
            .defer("notes", "office_notes")
        )
        known = list(rows.order_by("date", "start", "pk"))
        self.meetings = [meeting for meeting in known if first <= meeting.date <= last]
        self.proposed = list(proposed)
        self._held = [it for it in [*known, *self.proposed] if it.status not in NOT_HELD]
        self._by_day: dict[dt.date, list[Meeting]] = {}
        for meeting in self._held:
            self._by_day.setdefault(meeting.date, []).append(meeting)
        self.table: HolidayTable = holidays_around([first, last])
        seats = Membership.objects.select_related("person").filter(first_day__lte=last)
        self._seats: dict[int, list[Membership]] = {}
        for seat in seats.exclude(last_day__lt=first).order_by("person__sort_name"):
            self._seats.setdefault(seat.committee_id, []).append(seat)

    def deadlines(self, day: dt.date) -> Deadlines:
        return deadlines_before(day, self.table)

    def warnings(self, meeting: Meeting) -> list[str]:
        """What an officer should know of the meeting's day, in sentences."""
        return [
            *self._of_the_day(meeting.date),
            *self._of_deadlines(meeting),
            *self._of_others(meeting),
            *self._of_the_interval(meeting),
            *([] if meeting.venue_id or meeting.venue else ["No venue is entered."]),
            *([] if meeting.start else ["No time is entered."]),
        ]

    def _of_the_day(self, day: dt.date) -> list[str]:
        if day in self.table.names:
            return [f"The day is a holiday: {self.table.names[day]}."]
        return [f"The day is a {day:%A}."] if day.weekday() >= _SATURDAY else []

    def _of_deadlines(self, meeting: Meeting) -> list[str]:
        """A last day on which the office is closed: by section 243 any day may be one."""
        deadlines = self.deadlines(meeting.date)
        told = []
        for what, day in (("agenda", deadlines.agenda), ("questions", deadlines.questions)):
            if not is_working_day(day, self.table.days_off):
                name = self.table.names.get(day, f"a {day:%A}")
                told.append(f"The last day for {'its ' if what == 'agenda' else ''}{what}, {_day(day)}, is {name}.")
        return [*told, *filter(None, [deadlines.warning])]

    def _of_others(self, meeting: Meeting) -> list[str]:
        found = []
        for other in self._by_day.get(meeting.date, []):
            if other is meeting or (other.pk is not None and other.pk == meeting.pk):
                continue
            if other.committee_id == meeting.committee_id:
                found.append("The committee has another meeting on this day.")
            elif not overlap(meeting, other):
                continue
            else:
                shared = self._shared(meeting, other)
                if shared:
                    found.append(f"{listed(shared)} also sit{'s' if len(shared) == 1 else ''} on {_called(other)}.")
            if meeting.venue and other.venue_id == meeting.venue.pk and overlap(meeting, other):
                found.append(f"The room is taken by {_called(other)}.")
        return found

    def _shared(self, one: Meeting, other: Meeting) -> list[str]:
        there = {seat.person_id for seat in self._seated(other)}
        names = [seat.person.full_name for seat in self._seated(one) if seat.person_id in there]
        return list(dict.fromkeys(names))

    def _seated(self, meeting: Meeting) -> list[Membership]:
        day = meeting.date
        seats = self._seats.get(meeting.committee_id, [])
        return [it for it in seats if it.first_day <= day and (it.last_day is None or it.last_day >= day)]

    def _of_the_interval(self, meeting: Meeting) -> list[str]:
        own = [it for it in self._held if it.committee_id == meeting.committee_id and it.date < meeting.date]
        before = max(own, key=lambda it: it.date, default=None)
        if before is None:
            return []
        gap = meeting.date - before.date
        if gap > LONGEST_INTERVAL:
            return [f"The committee has not met for {gap.days // 7} weeks by then."]
        last = self.deadlines(meeting.date).agenda
        if last <= before.date:
            return [f"Its agenda is due on {_day(last)}, before the committee has met on {_day(before.date)}."]
        return []


def overlap(one: Meeting, other: Meeting) -> bool:
    """Whether two meetings of one day are, or may be, held at the same time; one without a time may be at any."""
    if one.start is None or other.start is None:
        return True
    first, second = sorted((_times(one), _times(other)))
    return second[0] < first[1]


def _times(meeting: Meeting) -> tuple[dt.datetime, dt.datetime]:
    start = dt.datetime.combine(meeting.date, meeting.start or dt.time())
    end = dt.datetime.combine(meeting.date, meeting.end) if meeting.end else start + USUAL_LENGTH
    return start, end


def _called(meeting: Meeting) -> str:
    at = f" at {clock(meeting.start.isoformat())}" if meeting.start else ", at a time that is not entered"
    return f"{meeting.committee}{at}"


def _day(day: dt.date) -> str:
    return f"{day:%A} {day.day} {day:%B}"
