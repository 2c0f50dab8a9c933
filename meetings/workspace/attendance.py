"""Who was there, who may vote, and whether there is a quorum."""

from dataclasses import dataclass
from typing import Any

from meetings.forms.attendance import AttendeeForm
from meetings.forms.attendance_page import SUBSTITUTABLE, AttendancePage
from meetings.forms.declarations import declarers
from meetings.models import Attendance, AttendanceGroup, AttendanceMode
from meetings.policies.attendance import Room, executive_on, faults
from meetings.policies.voting import SEATED_GROUPS
from meetings.workspace.declarations import BLANK_ROWS, id_of_who
from meetings.workspace.record import Workspace

# Each mode with the key that marks it.
MODES = [
    (AttendanceMode.PRESENT, "Present", "P"),
    (AttendanceMode.REMOTE, "Remote", "R"),
    (AttendanceMode.APOLOGIES, "Apologies", "A"),
    (AttendanceMode.ABSENT, "Absent", "X"),
]


@dataclass(frozen=True, slots=True)
class Line:
    """One row as the list shows it: its choices, its times, and its own form where that is open."""

    row: Attendance
    chosen: str
    came: str
    form: AttendeeForm | None = None

    @property
    def choices(self) -> list[tuple[str, str, str, bool]]:
        """Value, label and key of each mode, and whether it is chosen."""
        return [(mode.value, label, key, mode.value == self.chosen) for mode, label, key in MODES]

    @property
    def is_unmarked(self) -> bool:
        return self.row.mode == AttendanceMode.UNMARKED


def part(
    workspace: Workspace,
    *,
    page: AttendancePage | None = None,
    opened: AttendeeForm | None = None,
    problems: list[str] | None = None,
    told: list[str] | None = None,
    **given: Any,
) -> dict[str, Any]:
    """What the template shows. `page` holds what was typed, `opened` is the form of the row that stands open."""
    page = page or AttendancePage(workspace.attendance)
    lines = [line_of(workspace, row, page, opened) for row in workspace.attendance]
    return {
        "groups": [
            {"name": group.value, "label": group.label, "lines": found}
            for group in AttendanceGroup
            if (found := [line for line in lines if line.row.group == group])
        ],
        "page": page,
        "problems": [*page.problems, *(problems or [])],
        "told": told or [],
        "faults": faults(_room(workspace)),
        "missing": _missing(workspace),
        "words": words(workspace),
        "has_members": any(row.group in SUBSTITUTABLE for row in workspace.attendance),
        **given,
    }


def line_of(
    workspace: Workspace, row: Attendance, page: AttendancePage | None = None, opened: AttendeeForm | None = None
) -> Line:
    is_open = opened is not None and opened.instance.pk == row.pk
    return Line(row, page.chosen(row) if page else row.mode, _came(workspace, row), opened if is_open else None)


def words(workspace: Workspace) -> dict[str, Any]:
    """The summary that always shows: the quorum, and how many are not yet marked."""
    rows = workspace.attendance
    counts = [
        (label, sum(row.mode == mode and row.group in SEATED_GROUPS for row in rows))
        for mode, label in (
            (AttendanceMode.REMOTE, "remote"),
            (AttendanceMode.APOLOGIES, "apologies"),
            (AttendanceMode.ABSENT, "absent"),
            (AttendanceMode.UNMARKED, "not yet marked"),
        )
    ]
    return {"quorum": workspace.quorum, "counts": [(label, number) for label, number in counts if number]}


def beside(workspace: Workspace) -> dict[str, Any]:
    """What changes elsewhere on the page with the attendance: the summary, the voters of every item, who declares."""
    return {
        "words": words(workspace),
        "voters": [(item, workspace.voting.get(item.pk)) for item in workspace.items],
        "declarers": [(id_of_who(row), declarers(workspace.attendance)) for row in range(BLANK_ROWS)],
    }


def _came(workspace: Workspace, row: Attendance) -> str:
    """When somebody came or went, in short."""
    arrived = row.arrived or _by_item(workspace, "at", row.arrived_at_item_id)
    left = row.left or _by_item(workspace, "before", row.left_at_item_id)
    return ", ".join(f"{word} {said}" for word, said in (("arrived", arrived), ("left", left)) if said)


def _by_item(workspace: Workspace, word: str, pk: int | None) -> str:
    item = next((item for item in workspace.items if item.pk == pk), None) if pk else None
    return f"{word} item {item.number or item.title}" if item else ""


def _room(workspace: Workspace) -> Room:
    meeting = workspace.meeting
    return Room(meeting.committee, workspace.attendance, workspace.seats, executive_on(meeting))


def _missing(workspace: Workspace) -> int:
    """How many seats of the day do not stand in the list."""
    people = {row.person_id for row in workspace.attendance}
    return sum(seat.person_id not in people for seat in workspace.seats)
