"""What the pages of bringing in an older action log show."""

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator

from actions.bringing_in.choosing import Problem, mark_of
from actions.bringing_in.columns import Column
from actions.bringing_in.judging import CitedDay, Judged, JudgedRow, Unknown, Was
from actions.bringing_in.rows import Log
from actions.models import LedgerEntry, LogImport

ROWS_ON_A_PAGE = 100
SHOWN_ONLY = "defects"


@dataclass(slots=True)
class Preview:
    """A page of the preview: its rows, the days that they cite, and what is told of the log as a whole."""

    log_import: LogImport
    log: Log
    judged: Judged
    page: Page[JudgedRow]
    days: list[CitedDay]
    show: str
    choices: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)

    @property
    def seen(self) -> str:
        """The mark of the choices that are kept, whatever the page shows of those that are not saved."""
        return mark_of(self.log_import.choices)

    @property
    def left_out(self) -> int:
        return len(self.judged.rows) - len(self.judged.brought)

    @property
    def with_defects(self) -> int:
        return sum(1 for row in self.judged.rows if any(defect.is_open for defect in row.defects))

    @property
    def statuses(self) -> list[tuple[str, int]]:
        """How many of the rows that are brought in have each status on the log's day, by the ledger."""
        labels = [row.standing.status.label for row in self.judged.brought]
        return [(label, labels.count(label)) for label in dict.fromkeys(labels)]

    @property
    def without_evidence(self) -> int:
        return sum(1 for row in self.judged.brought if "Closed without evidence." in row.standing.attention)

    @property
    def unknown(self) -> str:
        return str(self.choices.get("unknown", ""))

    @property
    def columns(self) -> list[tuple[str, str]]:
        """The columns that were understood: as the log calls them, and what they are taken for."""
        return [(self.log.title_of(Column(name)), Column(name).heading) for name in self.log.columns]


def preview_of(
    log_import: LogImport,
    judged: Judged,
    choices: dict[str, Any],
    *,
    number: str,
    show: str,
    problems: list[Problem] | None = None,
) -> Preview:
    """The page `number` of the preview, of all rows or of those with defects alone."""
    show = show if show == SHOWN_ONLY else ""
    rows = [row for row in judged.rows if not show or any(defect.is_open for defect in row.defects)]
    page = Paginator(rows, ROWS_ON_A_PAGE).get_page(number)
    cited = {row.cited.on for row in page if row.cited is not None}
    return Preview(
        log_import=log_import,
        log=Log.from_json(log_import.rows),
        judged=judged,
        page=page,
        days=[day for day in judged.days if day.on in cited],
        show=show,
        choices=choices,
        problems=problems or [],
    )


# The values that the page's radio buttons send.
VALUES = {"held": Was.HELD, "none": Was.NOT_HELD, "keep": Unknown.KEEP, "leave": Unknown.LEAVE}


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one row of a log that was brought in: the entry, or why it was left out."""

    row: int
    number: str
    words: str
    entry: LedgerEntry | None
    why: str
    reference: str


def fates_of(log_import: LogImport) -> list[Fate]:
    """What became of every row, in the order of the log. One query."""
    made, left_out = log_import.outcome.get("made", {}), log_import.outcome.get("left_out", {})
    entries = {entry.reference: entry for entry in LedgerEntry.objects.filter(reference__in=made.values())}
    return [
        Fate(
            row=row.row,
            number=row.said(Column.NUMBER),
            words=row.said(Column.ACTION),
            entry=entries.get(made.get(str(row.row), "")),
            why=left_out.get(str(row.row), ""),
            reference=made.get(str(row.row), ""),
        )
        for row in Log.from_json(log_import.rows).rows
    ]
