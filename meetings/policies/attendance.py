"""What the attendance of a meeting takes and what it refuses, in sentences that say where a person stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from meetings.importing.drafts.people import is_post
from meetings.importing.matching import name_key, without_title
from meetings.models import (
    Attendance,
    AttendanceGroup,
    AttendanceMode,
    Committee,
    CommitteeKind,
    Meeting,
    Membership,
    MembershipRole,
    Person,
)
from meetings.policies.voting import SEATED_GROUPS

AWAY = (AttendanceMode.APOLOGIES, AttendanceMode.ABSENT)
# The names that one sentence lists before it says how many more there are.
NAMED_AT_MOST = 6


@dataclass(slots=True)
class Room:
    """What the rules look at: the list as it stands, the seats of the day, and who is of the executive that day.

    `executive` maps the number of a person's row to the name of the body. A deed that adds several people puts each
    into `rows`, so that the next is held against it.
    """

    committee: Committee
    rows: list[Attendance]
    seats: list[Membership]
    executive: dict[int, str] = field(default_factory=dict)

    @property
    def is_scrutiny(self) -> bool:
        return self.committee.kind in (CommitteeKind.SCRUTINY, CommitteeKind.TASK_AND_FINISH)


def room_of(meeting: Meeting) -> Room:
    """Reads what the rules look at. Three queries."""
    return Room(
        committee=meeting.committee,
        rows=list(meeting.attendance.select_related("person", "post").order_by("position", "pk")),
        seats=list(meeting.committee.seats_on(meeting.date).select_related("person")),
        executive=executive_on(meeting),
    )


def executive_on(meeting: Meeting) -> dict[int, str]:
    """Who is a member of the executive on the day of the meeting: the person's number → the name of the body."""
    day = meeting.date
    seats = Membership.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=day), committee__kind=CommitteeKind.CABINET, first_day__lte=day
    ).exclude(role__in=[MembershipRole.NON_VOTING, MembershipRole.CO_OPTEE])
    return dict(seats.values_list("person_id", "committee__name"))


def why_attendance_is_not_complete(meeting: Meeting) -> list[str]:
    """Why minutes may not be published yet: people on the list of whom nobody said whether they came."""
    unmarked = meeting.attendance.filter(mode=AttendanceMode.UNMARKED).order_by("position", "pk")
    rows = list(unmarked.values_list("name", "group"))
    seated = [name for name, group in rows if group in SEATED_GROUPS]
    others = [name for name, group in rows if group not in SEATED_GROUPS]
    reasons = []
    if seated:
        reasons.append(
            f"{_are(seated)} not yet marked in the attendance. Mark everybody as present, remote, apologies or absent."
        )
    if others:
        reasons.append(
            f"{_are(others)} listed among officers and guests and not yet marked. "
            "Mark who came, and remove who did not: the minutes would leave them out."
        )
    return reasons


def _are(names: list[str]) -> str:
    return f"{listed(names)} {'is' if len(names) == 1 else 'are'}"


def why_not_listed(
    room: Room, *, name: str, person: Person | None, group: str, substitute_for: str = "", row: Attendance | None = None
) -> list[str]:
    """Why somebody cannot stand in this group of the attendance; none: he or she can. `row` is the own, if listed."""
    others = [other for other in room.rows if row is None or other.pk != row.pk]
    twin = next((other for other in others if _is_same(other, name, person)), None)
    seat = next((seat for seat in room.seats if _holds(seat, name, person)), None)
    if twin is not None:
        return [_stands_already(twin, name)]
    reasons = []
    if seat is not None and group not in (AttendanceGroup.MEMBER, AttendanceGroup.CO_OPTEE):
        reasons.append(
            f"{name} sits on the committee as {seat.get_role_display().lower()}. "
            "Use “List the members of the day”, and mark the attendance there."
        )
    if room.is_scrutiny and person and person.pk in room.executive and group in SEATED_GROUPS:
        reasons.append(
            f"{name} is a member of {room.executive[person.pk]}, and no member of the executive sits on a scrutiny "
            "committee (LGA 2000 s.9FA). List the person in attendance instead."
        )
    if group == AttendanceGroup.SUBSTITUTE:
        reasons += _why_not_substitute(others, name, substitute_for)
    return reasons


def is_post_of_nobody(name: str) -> bool:
    """Whether words typed as a guest's name are an office: such a line usually belongs to the officers."""
    return is_post(name) and not without_title(name)[0]


def why_not_marked(room: Room, row: Attendance, mode: str) -> list[str]:
    """Why somebody cannot be marked so; none: he or she can."""
    stand_in = next((other for other in room.rows if stood_in_for(room.rows, other) == row), None)
    if stand_in is not None and mode in (AttendanceMode.PRESENT, AttendanceMode.REMOTE):
        return [
            f"{stand_in.name} is listed as substitute for {row.name}, who cannot be there as well. "
            "Remove the substitute first."
        ]
    return []


def why_not_declared(row: Attendance) -> list[str]:
    """Why an interest of this person cannot have been declared at the meeting; none: it can."""
    if row.mode in AWAY:
        return [f"{row.name} was not there ({row.get_mode_display().lower()}), and cannot have declared an interest."]
    return []


def faults(room: Room) -> list[str]:
    """What stands in the list and ought not to, for the clerk to look at; nothing is refused for it."""
    found = []
    for row in room.rows:
        if room.is_scrutiny and row.group in SEATED_GROUPS and row.person_id in room.executive:
            found.append(
                f"{row.name} is a member of {room.executive[row.person_id]} and cannot sit on a scrutiny committee "
                "(LGA 2000 s.9FA). Check the membership."
            )
    return found


def seated_as(rows: Iterable[Attendance], name: str) -> Attendance | None:
    """The member or co-optee of this name: as it is printed, or else by another spelling."""
    seated = [row for row in rows if row.group in (AttendanceGroup.MEMBER, AttendanceGroup.CO_OPTEE)]
    as_printed = (row for row in seated if row.name == name)
    return next(as_printed, None) or next((row for row in seated if _title_key(row.name) == _title_key(name)), None)


def stood_in_for(rows: Iterable[Attendance], substitute: Attendance) -> Attendance | None:
    """The row of the member for whom a substitute came."""
    return seated_as(rows, substitute.substitute_for) if substitute.group == AttendanceGroup.SUBSTITUTE else None


def listed(names: Iterable[str]) -> str:
    """ "A", "A and B", "A, B and C"; of many the first, and how many more."""
    shown = list(names)
    if len(shown) > NAMED_AT_MOST:
        shown = [*shown[: NAMED_AT_MOST - 1], f"{len(shown) - NAMED_AT_MOST + 1} others"]
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def _is_same(row: Attendance, name: str, person: Person | None) -> bool:
    if person is not None and row.person_id is not None:
        return row.person_id == person.pk
    return _title_key(row.name) == _title_key(name)


def _title_key(name: str) -> str:
    """The key of a name; of words that have none (a number, another script), the words."""
    return name_key(name) or name.strip().casefold()


def _holds(seat: Membership, name: str, person: Person | None) -> bool:
    return seat.person_id == person.pk if person is not None else name_key(seat.person.name) == name_key(name)


def _stands_already(row: Attendance, name: str) -> str:
    place = row.get_group_display()
    if row.group in (AttendanceGroup.MEMBER, AttendanceGroup.CO_OPTEE):
        kind = "member" if row.group == AttendanceGroup.MEMBER else "co-optee"
        return f"{row.name} is a {kind} of the committee and stands under “{place}”. Mark the attendance there."
    return f"{name} stands in the attendance already, under “{place}”{_as(row, name)}."


def _as(row: Attendance, name: str) -> str:
    return f" as {row.name}" if row.name != name else ""


def _why_not_substitute(others: list[Attendance], name: str, substitute_for: str) -> list[str]:
    if not substitute_for:
        return [f"Say for whom {name} stood in."]
    member = seated_as(others, substitute_for)
    if member is None:
        return []
    for other in others:
        if stood_in_for(others, other) == member:
            return [f"{other.name} stands in for {substitute_for} already."]
    if member.mode in AWAY:
        return []
    state = member.get_mode_display().lower()
    return [f"{member.name} is {state}, so nobody stands in. Mark apologies or absence first."]
