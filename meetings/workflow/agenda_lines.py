"""Items of business out of a list that was typed or pasted, one a line."""

import re

from meetings.importing.grammar.titles import kind_of
from meetings.models import ItemKind
from meetings.workflow.agenda_row import AgendaRow

_NUMBERED = re.compile(r"\s*\(?(?P<number>\d{1,2}[a-z]?)(?:[.):]+\s*|\t\s*)(?=\S)")
_COUNTED = re.compile(r"\s*(?P<number>\d{1,2}[a-z]?)\s+(?=\S)")
_BULLET = re.compile(r"\s*[-–—•*·o]\s+(?=\S)")
LONGEST_TITLE = 500


def rows_of(text: str) -> list[AgendaRow]:
    """A row for each line that holds words, without the number or bullet before it, of the kind that its title names.

    "3a." makes a sub-item. A number without a stop is taken for one only where every line has one ("2030 vision").
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    is_counted = len(lines) > 1 and all(_COUNTED.match(line) for line in lines)
    return [row for line in lines if (row := _row(line, is_counted=is_counted)).title]


def titles_of(text: str) -> list[str]:
    """The title in each line that holds words, without the number or bullet before it."""
    return [row.title for row in rows_of(text)]


def _row(line: str, *, is_counted: bool) -> AgendaRow:
    found = _NUMBERED.match(line) or (_COUNTED.match(line) if is_counted else None)
    number = found["number"] if found else ""
    bullet = None if found else _BULLET.match(line)
    start = (found or bullet).end() if found or bullet else 0  # type: ignore[union-attr]  # one of them matched
    title = " ".join(line[start:].split())[:LONGEST_TITLE]
    return AgendaRow(
        title=title,
        kind=kind_of(title) or ItemKind.REPORT,
        agenda_number=number if number and not number.isdigit() else "",
    )
