"""How often a person attended, from published minutes.

Definitions, as the page prints them: a person was *expected* at every held meeting with published minutes of a
committee on which they had a seat that day, and wherever the minutes list them as a member or co-optee. *Present*
means in the room; who joins remotely is counted apart, since they are not present in law and do not vote (LGA 1972,
Schedule 12, paragraph 39). *Not listed*: the minutes do not mention a person who had a seat.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from meetings.editions.models import PublishedCommittee, PublishedMeeting, PublishedMeetingQuerySet
from meetings.editions.registers import PublishedAttendance, PublishedPerson, PublishedSeat
from meetings.municipal_year import municipal_year_days

NOT_LISTED = "not listed"
MODES = ("present", "remote", "apologies", "absent", NOT_LISTED)
MODE_LABELS = {
    "present": "Present",
    "remote": "Remote",
    "apologies": "Apologies",
    "absent": "Absent",
    NOT_LISTED: "Not listed",
}
# Whoever comes in one of these groups was expected there; the others came as guests of the meeting.
EXPECTED_GROUPS = ("member", "co-optee")
GUEST_LABELS = {"substitute": "as a substitute", "in attendance": "in attendance", "officer": "as an officer"}


@dataclass(frozen=True, slots=True)
class Line:
    """One meeting and how the person stands in its minutes; `guest` says in what part, where not as a member."""

    meeting: PublishedMeeting
    mode: str
    guest: str = ""
    note: str = ""

    @property
    def mode_label(self) -> str:
        return MODE_LABELS[self.mode]


@dataclass(slots=True)
class Tally:
    """How often the person was there in one municipal year, for one committee."""

    committee: PublishedCommittee
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MODES, 0))
    guest: int = 0

    @property
    def expected(self) -> int:
        return sum(self.counts.values())

    @property
    def figures(self) -> list[tuple[str, int]]:
        """Label and number of each way of attending, in the order of the columns."""
        return [(MODE_LABELS[mode], self.counts[mode]) for mode in MODES]


def years_of(person: PublishedPerson, seats: Iterable[PublishedSeat]) -> list[int]:
    """The municipal years of the meetings that can stand in the person's record, the newest first. One query."""
    by_seat = _minuted().filter(_seat_days(seats)).order_by().values_list("municipal_year", flat=True)
    by_name = _minuted().filter(attendance__person=person).order_by().values_list("municipal_year", flat=True)
    return sorted(by_seat.union(by_name), reverse=True)


def record_of(person: PublishedPerson, seats: Iterable[PublishedSeat], year: int) -> list[Line]:
    """Every meeting of the municipal year that the person was expected at or came to, the newest first. Two queries."""
    listed = PublishedAttendance.objects.filter(person=person, meeting__municipal_year=year)
    entries: dict[int, PublishedAttendance] = {entry.meeting_id: entry for entry in listed.order_by("-position")}
    in_year = _minuted().filter(date__range=municipal_year_days(year))
    meetings = in_year.filter(_seat_days(seats) | Q(pk__in=list(entries)))
    return [_line(meeting, entries.get(meeting.pk)) for meeting in meetings.for_lists()]


def tallies(lines: Iterable[Line]) -> list[Tally]:
    """The lines counted for each committee, in the order of the committees."""
    found: dict[int, Tally] = {}
    for line in lines:
        tally = found.setdefault(line.meeting.committee_id, Tally(line.meeting.committee))
        if line.guest:
            tally.guest += 1
        else:
            tally.counts[line.mode] += 1
    return sorted(found.values(), key=lambda tally: (tally.committee.position, tally.committee.name))


def _line(meeting: PublishedMeeting, entry: PublishedAttendance | None) -> Line:
    if entry is None:
        return Line(meeting, NOT_LISTED)
    note = "; ".join(f"{word} {when}" for word, when in (("arrived", entry.arrived), ("left", entry.left)) if when)
    guest = "" if entry.group in EXPECTED_GROUPS else GUEST_LABELS.get(entry.group, entry.group)
    if guest and entry.substitute_for:
        guest = f"{guest} for {entry.substitute_for}"
    return Line(meeting, entry.mode, guest, note)


def _minuted() -> PublishedMeetingQuerySet:
    return PublishedMeeting.objects.standing().filter(status="held").exclude(minutes="none")


def _seat_days(seats: Iterable[PublishedSeat]) -> Q:
    """Meetings of the committees on which a seat was held that day; none where there are no seats."""
    days = Q(pk__in=[])
    for seat in seats:
        until = Q(date__lte=seat.last_day) if seat.last_day else Q()
        days |= Q(committee=seat.committee_id, date__gte=seat.first_day) & until
    return days
