"""Deeds on one row of the attendance: what it says of the person, its place in the list, and its removal."""

from meetings.models import Attendance, Person
from meetings.policies.attendance import room_of, why_not_listed
from meetings.workflow.change import RefusedError, change
from meetings.workflow.naming import people_named
from portal.accounts.models import User


def change_attendee(*, row: Attendance, by: User) -> None:
    """Saves what an officer changed of a row (name, group, role, body, arrival, leaving, note). Raises RefusedError."""
    with change(row.meeting, "changed a line of the attendance", by=by) as meeting:
        room = room_of(meeting)
        stood = next((other for other in room.rows if other.pk == row.pk), None)
        if stood is None:
            raise RefusedError(f"Somebody else removed {row.name} from the attendance.")
        if row.post_id is None and stood.name != row.name:
            row.person = _person_of(row, stood)
        is_moved = (stood.group, stood.substitute_for, stood.name) != (row.group, row.substitute_for, row.name)
        reasons = (
            why_not_listed(
                room,
                name=row.name,
                person=row.person,
                group=row.group,
                substitute_for=row.substitute_for,
                row=row,
            )
            if is_moved
            else []
        )
        reasons += _why_not_there(row)
        if reasons:
            raise RefusedError(*reasons)
        row.save()


def remove_attendee(*, row: Attendance, by: User) -> None:
    """Takes somebody off the list."""
    with change(row.meeting, "removed a line of the attendance", by=by):
        Attendance.objects.filter(pk=row.pk).delete()


def move_attendee(*, row: Attendance, up: bool, by: User) -> None:
    """Lets a row change places with its neighbour in its group; at the end of the group nothing moves."""
    with change(row.meeting, "put the attendance in order", by=by) as meeting:
        rows = list(meeting.attendance.order_by("position", "pk"))
        group = [place for place, other in enumerate(rows) if other.group == row.group]
        here = next((n for n, place in enumerate(group) if rows[place].pk == row.pk), None)
        there = None if here is None else here - 1 if up else here + 1
        if here is not None and there is not None and 0 <= there < len(group):
            rows[group[here]], rows[group[there]] = rows[group[there]], rows[group[here]]
        for position, other in enumerate(rows, start=1):
            other.position = position
        Attendance.objects.bulk_update(rows, ["position"])


def _person_of(row: Attendance, stood: Attendance) -> Person | None:
    """Whom a changed name names: somebody known; the same as before where only the print differs."""
    known = people_named([row.name]).get(row.name)
    return known or stood.person


def _why_not_there(row: Attendance) -> list[str]:
    if row.arrived_at_item_id and row.arrived_at_item_id == row.left_at_item_id:
        return ["Who arrived at an item and left before the same item was not there. Choose another item."]
    return []
