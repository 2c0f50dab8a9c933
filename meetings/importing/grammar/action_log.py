"""The action log of a committee: a table whose rows are kept as printed, its defects included."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.importing.grammar import dates
from meetings.importing.records import ParsedRecord
from meetings.importing.source import Block
from meetings.importing.tables_record import ActionLogRow

COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"(?:action )?(?:number|no\.?|ref(?:erence)?|item(?: no\.?)?)|#", re.I)),
    ("meeting_date", re.compile(r"(?:meeting|minute|date of meeting|meeting date|date raised|date)(?: date)?", re.I)),
    ("action", re.compile(r"actions?(?: required| agreed| point)?|recommendation/action", re.I)),
    (
        "owner",
        re.compile(
            r"(?:action )?(?:owner|lead(?: officer)?|responsible(?: officer)?|officer|by whom|assigned to|who)", re.I
        ),
    ),
    ("directorate", re.compile(r"directorate|department|service(?: area)?", re.I)),
    (
        "progress",
        re.compile(
            r"(?:progress|update|progress update|current position|comments?|response|outcome)(?:/\w+| update)?", re.I
        ),
    ),
    ("due", re.compile(r"(?:due|target|deadline|completion|by when|timescale)(?: date)?", re.I)),
    ("status", re.compile(r"(?:reported complete|status|rag(?: status)?|complete[d]?\??|state)", re.I)),
)


def columns(block: Block) -> dict[int, str]:
    """The columns of a log by place, where a line is the head of one; empty where it is not."""
    named: dict[int, str] = {}
    for index, cell in enumerate(block.cells):
        for name, pattern in COLUMNS:
            if pattern.fullmatch(cell.strip("*: ")) and name not in named.values():
                named[index] = name
                break
    return named


def is_log_head(block: Block) -> bool:
    """Whether a line is the head of an action log: an action beside an owner, a due date or a status."""
    names = set(columns(block).values())
    return "action" in names and len(names & {"owner", "due", "status", "progress"}) >= 2


def read(blocks: Sequence[Block], record: ParsedRecord) -> None:
    """Add the rows of an action log to the record; a line without cells goes on with the row above it."""
    named: dict[int, str] = {}
    for block in blocks:
        head = columns(block) if is_log_head(block) else {}
        if head:
            named = head
            continue
        if not named:
            continue
        if not block.cells:
            if record.action_log and record.action_log[-1].line is not None:
                record.warn(block.line, "this line stands between the rows of the action log and was not read as one")
            continue
        record.action_log.append(_row(block, named))


def _row(block: Block, named: dict[int, str]) -> ActionLogRow:
    cells = {named[index]: cell or None for index, cell in enumerate(block.cells) if index in named}
    meeting, due = cells.get("meeting_date"), cells.get("due")
    return ActionLogRow(
        number=cells.get("number"),
        action=cells.get("action") or "",
        meeting_date=dates.find_date(meeting) if meeting else None,
        owner=cells.get("owner"),
        directorate=cells.get("directorate"),
        progress=cells.get("progress"),
        due=dates.find_date(due) if due else None,
        status=cells.get("status"),
        meeting_date_text=meeting,
        due_text=due,
        line=block.line,
    )
