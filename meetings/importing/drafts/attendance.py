"""Attendance and membership of a document → rows."""

import re

from django.db.models import Q
from django.utils import timezone

from meetings.importing.drafts.people import PeopleBook, find_or_make_post, is_post
from meetings.importing.drafts.report import ImportReport
from meetings.importing.records import Attendee, Member
from meetings.models import Attendance, AttendanceGroup, Meeting, Membership, MembershipRole, VotingRight

_HEADS = (MembershipRole.CHAIRPERSON, MembershipRole.VICE_CHAIRPERSON)
_EDUCATION_BODY = re.compile(r"dioces|church|parent[ -]governor", re.IGNORECASE)


def add_attendance(meeting: Meeting, attendees: list[Attendee], book: PeopleBook, report: ImportReport) -> None:
    """Enters who attended; a meeting that has its attendance keeps it."""
    if not attendees:
        return
    if meeting.attendance.exists():
        report.doubt("The meeting has its attendance already: the document's was not read in.")
        return
    seen: set[int] = set()
    for position, attendee in enumerate(attendees, start=1):
        row = Attendance(
            meeting=meeting,
            position=position,
            name=f"{attendee.title or ''} {attendee.name}".strip()[:300],
            group=attendee.group,
            role=_role(attendee),
            mode=attendee.mode,
            substitute_for=(attendee.substitute_for or "")[:200],
            note=(attendee.note or "")[:500],
        )
        if row.group == AttendanceGroup.OFFICER and not attendee.title and is_post(attendee.name):
            row.post = find_or_make_post(attendee.name, report)
        else:
            row.person = book.find_or_make(attendee.name, title=attendee.title or "", line=attendee.line)
        if row.person is not None and row.person.pk in seen:
            report.doubt(f"{row.name} stands in the attendance twice: only the first is linked.", attendee.line)
            row.person = None
        elif row.person is not None:
            seen.add(row.person.pk)
        if row.group == AttendanceGroup.SUBSTITUTE and not row.substitute_for:
            report.doubt(f"{row.name} is a substitute, but the document does not say for whom.", attendee.line)
            row.group, row.note = AttendanceGroup.MEMBER, f"substitute {row.note}".strip()
        row.save()
    report.did(f"Attendance of {len(attendees)}")


def _role(attendee: Attendee) -> str:
    """The role as said, unless it only repeats the name, as with officers who are known by their post."""
    role = attendee.role or ""
    return "" if role == attendee.name else role[:200]


def add_membership(meeting: Meeting, members: list[Member], book: PeopleBook, report: ImportReport) -> None:
    """Enters the seats that an agenda prints: of a coming meeting from its day on, of a past one for its day alone.

    What an old agenda prints says nothing of today. Seats that are held on that day already stay as they are.
    """
    day = meeting.date
    is_past = day < timezone.localdate()
    made = 0
    for member in members:
        person = book.find_or_make(member.name, title=member.title or "", line=member.line)
        seats = Membership.objects.filter(committee=meeting.committee)
        held = seats.filter(Q(last_day__isnull=True) | Q(last_day__gte=day))
        held = held.filter(first_day__lte=day) if is_past else held
        if person is None or held.filter(person=person).exists():
            continue
        role = member.role if member.role in MembershipRole.values else MembershipRole.MEMBER
        if role != member.role:
            report.doubt(f"{member.name}: the role “{member.role}” was taken as member.", member.line)
        if role in _HEADS and held.filter(role=role).exists():
            report.doubt(f"{member.name} is printed as {role}, but the committee has one: not entered.", member.line)
            continue
        body = (member.body or "")[:200]
        if role == MembershipRole.CO_OPTEE and not body:
            report.doubt(f"The document does not say whom the co-optee {member.name} represents.", member.line)
            body = "Not stated"
        Membership.objects.create(
            committee=meeting.committee,
            person=person,
            role=role,
            body=body,
            votes=_voting_right(role, body),
            first_day=day,
            last_day=day if is_past else None,
        )
        made += 1
    if made:
        report.did(f"Membership of {made}")
        since = f"for {meeting.long_date} alone" if is_past else f"as from {meeting.long_date}"
        report.doubt(
            f"The membership is entered {since}, as the document says no more. Church and parent-governor co-optees "
            "were given a vote on education items, others on every item: check both."
        )


def _voting_right(role: str, body: str) -> str:
    """Church and parent-governor representatives vote on education items only (LGA 2000, Schedule A1)."""
    if role == MembershipRole.NON_VOTING:
        return VotingRight.NEVER
    if role == MembershipRole.CO_OPTEE and _EDUCATION_BODY.search(body):
        return VotingRight.EDUCATION
    return VotingRight.ALWAYS
