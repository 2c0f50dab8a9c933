"""Tables of the actions that a meeting agreed: a row of heads (Action, Owner, Due), then one row for each action.

The rows stand each on a line with bars, or cell by cell on lines of their own. A table with a column for status or
progress is the log of an earlier meeting, and none of its rows is an outcome of this one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.importing.grammar import addressees
from meetings.importing.grammar.dates import find_date
from meetings.importing.grammar.paragraphs import Paragraph
from meetings.importing.records import Outcome

HEADS = {
    "action": r"(?:agreed\s+)?actions?(?:\s+(?:points?|agreed|required|items?))?",
    "owner": r"owners?|who|by whom|person(?:\s+responsible)?|officers?(?:\s+responsible)?|"
    r"responsib\w+(?:\s+(?:officer|person))?|"
    r"lead(?:\s+(?:officer|member))?|assigned to|action by|by",
    "due": r"due(?:\s+(?:date|by))?|deadline|when|by when|date|timescale|target(?:\s+date)?|completion date",
    "status": r"status|progress(?:\s+update)?|update|outcome|completed?|comments?|response",
    "other": r"no\.?|ref\.?|item|minute(?:\s+(?:no\.?|item))?|agenda item|number|#|",
}
HEAD = {name: re.compile(rf"\W*(?:{words})\W*", re.IGNORECASE) for name, words in HEADS.items()}


def _column(text: str) -> str | None:
    return next((name for name, pattern in HEAD.items() if pattern.fullmatch(text)), None)


def _cells(paragraph: Paragraph) -> list[str]:
    cells = list(paragraph.blocks[0].cells) if len(paragraph.blocks) == 1 else []
    while cells and not cells[-1]:
        cells.pop()
    return cells


def columns(paragraphs: Sequence[Paragraph], index: int) -> tuple[list[str], bool] | None:
    """The columns of the action table whose heads stand at a paragraph, and whether they stand in one row."""
    cells = _cells(paragraphs[index])
    in_row = len(cells) > 1
    words = cells if in_row else []
    if not in_row:
        for paragraph in paragraphs[index : index + 6]:
            if len(paragraph.text) > 24 or not paragraph.text.strip() or _column(paragraph.text) is None:
                break
            words.append(paragraph.text)
    named = [_column(word) for word in words]
    if None in named or "action" not in named or not {"owner", "status"} & set(named):
        return None
    return [name or "" for name in named], in_row


def read(paragraphs: Sequence[Paragraph], index: int) -> tuple[list[Outcome], int] | None:
    """The actions of the table that begins at a paragraph, and the index after it; None where none begins there."""
    found = columns(paragraphs, index)
    if found is None:
        return None
    names, in_row = found
    width = len(names)
    at = index + (1 if in_row else width)
    rows: list[tuple[list[str], int]] = []
    while at < len(paragraphs):
        cells = _cells(paragraphs[at]) if in_row else [part.text for part in paragraphs[at : at + width]]
        owner = cells[names.index("owner")] if "owner" in names and names.index("owner") < len(cells) else ""
        if len(cells) < 2 or (not in_row and (len(cells) < width or not addressees.only_owner(owner))):
            break
        rows.append((cells, paragraphs[at].line))
        at += 1 if in_row else width
    made = [] if "status" in names else [outcome for cells, line in rows if (outcome := _row(names, cells, line))]
    return made, at


def _row(names: Sequence[str], cells: Sequence[str], line: int) -> Outcome | None:
    told = {name: cell.strip(" *|") for name, cell in zip(names, cells, strict=False)}
    text = told.get("action", "")
    if len(text.split()) < 2:
        return None
    due = told.get("due") or None
    return Outcome(
        "action",
        text,
        label=told.get("other") or None,
        owner=told.get("owner") or addressees.owner(text),
        due=due,
        due_date=find_date(due) if due else None,
        marker="Action",
        line=line,
    )
