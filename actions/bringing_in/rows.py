"""Sheets of cells → the rows of one action log, and all that stands around them. Pure.

Nothing is dropped in silence: what is no row of the log is told with its place.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

from actions.bringing_in.columns import HEAD_WITHIN, Column, head_of
from actions.bringing_in.sheets import MOST_ROWS, TOO_LONG, Row, Sheet
from meetings.paper_checks.refusing import UnfitError

MOST_ASIDE = 200
LONGEST_TITLE = 80
NO_HEAD = (
    "has no row that names the columns of an action log: put one above the rows (such as Action Number, Meeting Date, "
    "Action, Owner, Directorate, Progress Update, Due date, Reported complete) and bring it in again."
)
NO_ROWS = "has no rows beneath the names of its columns: bring in the log with its actions."


@dataclass(slots=True)
class LogRow:
    """One row: its number in the sheet, its cells by column, and those of columns that are not understood by title."""

    row: int
    cells: dict[str, str]
    other: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def said(self, column: Column) -> str:
        return self.cells.get(column.value, "")


@dataclass(slots=True)
class Aside:
    """What stands outside the rows: a title, a note, the names of the columns once more."""

    row: int
    words: str


@dataclass(slots=True)
class Log:
    """An action log as it was read. `unknown` are the titles of columns that are not understood."""

    sheet: str = ""
    head_row: int = 0
    columns: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    other_sheets: list[str] = field(default_factory=list)
    unread_sheets: list[str] = field(default_factory=list)
    empty_rows: int = 0
    counts_from_1904: bool = False
    is_cut: bool = False
    aside: list[Aside] = field(default_factory=list)
    rows: list[LogRow] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """For the database, which keeps the order of lists alone; the order of the columns is the log's own."""
        return {**asdict(self), "columns": list(self.columns.items())}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Log":
        log = cls(**{**told, "columns": dict(told["columns"]), "aside": [Aside(**line) for line in told["aside"]]})
        place = {title: number for number, title in enumerate(log.unknown)}
        log.rows = [LogRow(**row) for row in told["rows"]]
        for row in log.rows:
            row.other = dict(sorted(row.other.items(), key=lambda cell: place.get(cell[0], len(place))))
        return log

    def title_of(self, column: Column) -> str:
        """What the log itself calls a column; what officers call it where the log has none."""
        return self.columns.get(column.value, column.heading)


def read_log(sheets: list[Sheet], *, wanted: str = "") -> Log:
    """The action log of the first sheet that has the head of one, or of the sheet `wanted`. Raises UnfitError."""
    heads = {id(sheet): _head(sheet) for sheet in sheets}
    with_head = [sheet for sheet in sheets if heads[id(sheet)] is not None]
    chosen = next((it for it in with_head if not wanted or it.name.casefold() == wanted.casefold()), None)
    if chosen is None:
        named = f"has no action log on a sheet called “{wanted}”: " if wanted else ""
        raise UnfitError(f"{named}choose another sheet, or leave the sheet empty." if named else NO_HEAD)
    head = heads[id(chosen)]
    if head is None:  # for the type checker: it was chosen by its head
        raise UnfitError(NO_HEAD)
    log = _read(chosen, *head)
    log.other_sheets = [it.name for it in with_head if it is not chosen]
    log.unread_sheets = [it.name for it in sheets if it not in with_head and it.rows]
    if not log.rows:
        raise UnfitError(NO_ROWS)
    if len(log.rows) > MOST_ROWS:
        raise UnfitError(TOO_LONG)
    return log


def _head(sheet: Sheet) -> tuple[int, dict[int, Column]] | None:
    """Where in the sheet its head stands, and the columns that it names."""
    for place, row in enumerate(sheet.rows[:HEAD_WITHIN]):
        named = head_of(row.cells)
        if named:
            return place, named
    return None


def _read(sheet: Sheet, place: int, named: dict[int, Column]) -> Log:
    head = sheet.rows[place]
    log = Log(sheet=sheet.name, head_row=head.number, counts_from_1904=sheet.counts_from_1904)
    log.is_cut = sheet.is_cut
    log.columns = {column.value: _one_line(head.cells[index]) for index, column in named.items()}
    titles = _titles(sheet.rows[place:], named)
    log.unknown = [titles[index] for index in sorted(titles)]
    for row in sheet.rows[:place]:
        _put_aside(log, row)
    for row in sheet.rows[place + 1 :]:
        if row.is_empty and not row.notes:
            log.empty_rows += 1
        elif head_of(row.cells) or _is_beside(row, named):
            _put_aside(log, row)
        else:
            log.rows.append(_log_row(row, named, titles))
    return log


def _titles(rows: list[Row], named: dict[int, Column]) -> dict[int, str]:
    """The title of each column that is not understood but holds words, each of its own."""
    head = rows[0].cells
    filled = {index for row in rows[1:] for index, cell in enumerate(row.cells) if cell}
    filled |= {index for index, cell in enumerate(head) if cell}
    titles: dict[int, str] = {}
    for index in sorted(filled - named.keys()):
        title = _one_line(head[index] if index < len(head) else "")[:LONGEST_TITLE]
        title = title or f"Column {get_column_letter(index + 1)}"
        is_taken = title in titles.values()
        titles[index] = f"{title} ({get_column_letter(index + 1)})" if is_taken else title
    return titles


def _is_beside(row: Row, named: dict[int, Column]) -> bool:
    """Whether the row is a note between the rows: nothing but words in its first cell, and those no action."""
    filled = [index for index, cell in enumerate(row.cells) if cell]
    if len(filled) != 1 or row.notes:
        return False
    column = named.get(filled[0])
    if column is Column.ACTION:
        return False
    # A number or a day that stands alone is a row that was begun, and is told as one without words.
    return not row.cells[filled[0]].replace("/", "").replace(".", "").replace("-", "").isdigit()


def _log_row(row: Row, named: dict[int, Column], titles: dict[int, str]) -> LogRow:
    cells = {column.value: row.cells[index] for index, column in named.items() if index < len(row.cells)}
    other = {titles[index]: row.cells[index] for index in titles if index < len(row.cells) and row.cells[index]}
    return LogRow(row.number, {name: words for name, words in cells.items() if words}, other, list(row.notes))


def _put_aside(log: Log, row: Row) -> None:
    words = " · ".join(_one_line(cell) for cell in dict.fromkeys(row.cells) if cell)
    if words and len(log.aside) < MOST_ASIDE:
        log.aside.append(Aside(row.number, words[:1000]))
    elif words:
        log.aside[-1] = Aside(row.number, "and further lines, which are no rows of the log")


def _one_line(words: str) -> str:
    return " ".join(words.split())
