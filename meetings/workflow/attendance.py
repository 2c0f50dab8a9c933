"""Deeds on the attendance: listing who is expected, marking who came, adding, changing and removing people."""

from meetings.models import Attendance, AttendanceGroup, AttendanceMode, Meeting, Membership, MembershipRole

# What the record prints beside the name; a plain member's role says nothing that the group does not say.
_PRINTED_ROLES = (MembershipRole.CHAIRPERSON, MembershipRole.VICE_CHAIRPERSON, MembershipRole.NON_VOTING)


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
