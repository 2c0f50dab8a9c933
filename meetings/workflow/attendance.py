"""Deeds on the attendance: listing who is expected, marking who came, adding, changing and removing people."""

from dataclasses import dataclass

from meetings.importing.matching import without_title
from meetings.models import Attendance, AttendanceGroup, AttendanceMode, Meeting, Membership, MembershipRole, Person
from meetings.policies.attendance import Room, room_of, seated_as, why_not_listed, why_not_marked
from meetings.workflow.change import RefusedError, change
from meetings.workflow.naming import people_named, posts_titled, why_not_a_name
from portal.accounts.models import User

# What the record prints beside the name; a plain member's role says nothing that the group does not say.
_PRINTED_ROLES = (MembershipRole.CHAIRPERSON, MembershipRole.VICE_CHAIRPERSON, MembershipRole.NON_VOTING)


@dataclass(frozen=True, slots=True)
class Mark:
    """How one row of the attendance is to stand, and how it stood when the officer saw it."""

    attendee: int
    mode: str
    was: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who is added because he or she was there; `is_post` where an officer is named by post."""

    group: str
    name: str
    role: str = ""
    substitute_for: str = ""
    is_post: bool = False


def preload_attendance(meeting: Meeting) -> list[Attendance]:
    """Lists who is expected: the seats of the day, then the committee's usual officers; nobody is marked yet.

    Who stands on the list already is left as it is, so that it may be called again after seats have changed. Runs in
    the transaction of the deed that calls it. Returns the rows that were added.
    """
    listed = list(meeting.attendance.all())
    people = {row.person_id for row in listed}
    posts = {row.post_id for row in listed}
    seats = meeting.committee.seats_on(meeting.date).select_related("person")
    officers = meeting.committee.usual_officers.select_related("post").order_by("position", "pk")
    rows = [_expected(seat) for seat in seats if seat.person_id not in people]
    rows += [
        Attendance(post=usual.post, name=usual.post.title, group=AttendanceGroup.OFFICER)
        for usual in officers
        if usual.post_id not in posts
    ]
    last = max((row.position for row in listed), default=0)
    for position, row in enumerate(rows, start=last + 1):
        row.meeting, row.position, row.mode = meeting, position, AttendanceMode.UNMARKED
    return Attendance.objects.bulk_create(rows)


def _expected(seat: Membership) -> Attendance:
    is_co_optee = seat.role == MembershipRole.CO_OPTEE
    return Attendance(
        person=seat.person,
        name=seat.person.full_name[:300],
        group=AttendanceGroup.CO_OPTEE if is_co_optee else AttendanceGroup.MEMBER,
        role=str(seat.get_role_display()) if seat.role in _PRINTED_ROLES else "",
        body=seat.body if is_co_optee else "",
    )


def save_attendance(
    *,
    meeting: Meeting,
    marks: list[Mark],
    arrivals: list[Arrival],
    with_members: bool = False,
    others_present: bool = False,
    by: User,
) -> list[str]:
    """Saves what one page of the attendance says: marks, people who were added, and "all others were present".

    `with_members` lists the members of the day first, as after a change of seats. A member for whom a substitute comes
    has sent apologies, unless marked otherwise. Returns sentences about what was understood beyond what was typed.
    Raises RefusedError with every reason, and then saves nothing.
    """
    told: list[str] = []
    with change(meeting, "saved the attendance", by=by) as meeting:
        if with_members:
            preload_attendance(meeting)
        room = room_of(meeting)
        before = {row.pk: row.mode for row in room.rows}
        reasons = _marked(room, marks)
        told += _apologies_for(room, arrivals)
        added, refused = _added(meeting, room, arrivals)
        if others_present:
            for row in room.rows:
                if row.mode == AttendanceMode.UNMARKED:
                    row.mode = AttendanceMode.PRESENT
        for row in room.rows:
            if row.pk and row.mode != before[row.pk]:
                reasons += why_not_marked(room, row, row.mode)
        if reasons or refused:
            raise RefusedError(*reasons, *refused)
        changed = [row for row in room.rows if row.pk and row.mode != before[row.pk]]
        Attendance.objects.bulk_update(changed, ["mode"])
        Attendance.objects.bulk_create(added)
    return told


def mark_attendee(*, meeting: Meeting, mark: Mark, by: User) -> Attendance:
    """Says of one person whether he or she came, and how. Raises RefusedError, and Attendance.DoesNotExist."""
    with change(meeting, "marked the attendance", by=by) as meeting:
        room = room_of(meeting)
        row = next((row for row in room.rows if row.pk == mark.attendee), None)
        if row is None:
            raise Attendance.DoesNotExist
        reasons = _marked(room, [mark]) or why_not_marked(room, row, mark.mode)
        if reasons:
            raise RefusedError(*reasons)
        row.save(update_fields=["mode"])
    return row


def _marked(room: Room, marks: list[Mark]) -> list[str]:
    """Puts the marks on the rows; the sentences about rows that somebody else has marked or removed meanwhile."""
    rows = {row.pk: row for row in room.rows}
    reasons = []
    for mark in marks:
        row = rows.get(mark.attendee)
        if row is None or mark.mode in (mark.was, row.mode):
            continue
        if row.mode != mark.was:
            label = row.get_mode_display().lower()
            reasons.append(
                f"Somebody else marked {row.name} as “{label}” while you had this open. Save again to keep yours."
            )
        row.mode = mark.mode
    return reasons


def _apologies_for(room: Room, arrivals: list[Arrival]) -> list[str]:
    told = []
    for arrival in arrivals:
        row = seated_as(room.rows, arrival.substitute_for) if arrival.substitute_for else None
        if row is not None and row.mode == AttendanceMode.UNMARKED:
            row.mode = AttendanceMode.APOLOGIES
            told.append(f"Apologies of {row.name} were marked, as a substitute came.")
    return told


def _added(meeting: Meeting, room: Room, arrivals: list[Arrival]) -> tuple[list[Attendance], list[str]]:
    """The rows of those who are added, each held against those before it; and the reasons against them."""
    people = people_named(arrival.name for arrival in arrivals if not arrival.is_post)
    posts = posts_titled([arrival.name for arrival in arrivals if arrival.is_post])
    position = max((row.position for row in room.rows), default=0)
    added: list[Attendance] = []
    reasons: list[str] = []
    for arrival in arrivals:
        person = people.get(arrival.name)
        refused = [] if person or arrival.is_post else why_not_a_name(arrival.name)
        refused = refused or why_not_listed(
            room, name=arrival.name, person=person, group=arrival.group, substitute_for=arrival.substitute_for
        )
        reasons += refused
        if refused:
            continue
        position += 1
        row = Attendance(
            meeting=meeting,
            position=position,
            person=person,
            post=posts.get(arrival.name) if arrival.is_post else None,
            name=_printed(arrival.name, person),
            group=arrival.group,
            role=arrival.role,
            substitute_for=arrival.substitute_for,
            mode=AttendanceMode.PRESENT,
        )
        added.append(row)
        room.rows.append(row)
    return added, reasons


def _printed(name: str, person: Person | None) -> str:
    """The name as the record prints it: with the title that is known, unless another one was typed."""
    return person.full_name[:300] if person and not without_title(name)[0] else name
