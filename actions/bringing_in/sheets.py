"""A workbook or a CSV file → sheets of cells as text. Pure, and read in a process of its own (`child`).

Formulas count by the value that the workbook keeps of them, and are never computed. Every sheet is read a row at a
time, so that a sheet of a million rows is refused before it is held.
"""

import codecs
import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from xml.etree import ElementTree as ET

import openpyxl
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from actions.bringing_in.columns import HEAD_WITHIN, head_of
from meetings.paper_checks import sniffing
from meetings.paper_checks.kinds import XLSX
from meetings.paper_checks.office_files import look_at_zip
from meetings.paper_checks.refusing import UnfitError
from meetings.paper_checks.sniffing import sign_of
from meetings.paper_checks.zipped import DAMAGED, SPOILT

MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_SHEETS = 50
MOST_CELLS = 200_000
MOST_UNPACKED = 96 << 20
LONGEST_CELL = 20_000
# After so many empty rows a sheet has ended, however far its formatting goes on.
MOST_EMPTY = 1_000
_DELIMITERS = ",;\t|"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile(r"[^\S\n]+")
_MERGED = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}mergeCell"

TOO_LONG = f"holds more than {MOST_ROWS:,} rows: part it, and bring in one part after the other."
TOO_MANY = f"holds more than {MOST_SHEETS} sheets: copy the action log into a workbook of its own."
TOO_FULL = "holds far more cells than an action log: copy the log alone into a new workbook, and bring that in."
LONG_CELL = f"holds a cell of more than {LONGEST_CELL:,} letters: shorten it, and say the rest elsewhere."
NO_TABLE = "is neither a workbook (XLSX) nor a CSV file: save the action log as one of them and bring that in."
OLD = "is a workbook of the old kind (XLS): open it, save it as “Excel workbook (XLSX)”, and bring that in."
LOCKED = "is locked with a password: save it without one and bring that in."
WEB_PAGE = "is a web page, whatever its name says: open it, save it as “Excel workbook (XLSX)”, and bring that in."
ENDLESS = "has a quotation mark that is opened and never closed, so its rows cannot be told: save it as XLSX."
INSTEAD = "copy the table of the action log into a new workbook, save that as XLSX, and bring it in."
_IN_OUR_WORDS = {
    sniffing.OLD_EXCEL: OLD,
    sniffing.LOCKED_OFFICE: LOCKED,
    sniffing.WEB_PAGE: WEB_PAGE,
}


@dataclass(slots=True)
class Row:
    """One row with its number as the spreadsheet shows it, and its cells as text, the first one first."""

    number: int
    cells: list[str]
    notes: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any(self.cells)


@dataclass(slots=True)
class Sheet:
    """One sheet: its rows down to the last that is filled. `name` is empty for a CSV file.

    `is_cut` says that nothing was read below so many empty rows that nothing is expected there.
    """

    name: str
    rows: list[Row]
    counts_from_1904: bool = False
    is_cut: bool = False


def read_sheets(source: BinaryIO) -> list[Sheet]:
    """The sheets of the file, by what it is and not by its name. Raises UnfitError with the reason."""
    try:
        source.seek(0)
        text = _utf16(source.read(4096))
        if text:
            source.seek(0)
            return _csv(source.read().decode(text, "replace"))
        sign = sign_of(source)
        if sign == sniffing.ZIP_SIGN:
            if look_at_zip(source) is not XLSX:
                raise UnfitError(NO_TABLE)
            return list(_workbook(source))
        if sign:
            raise UnfitError(NO_TABLE)
        source.seek(0)
        return _csv(_decoded(source.read()))
    except UnfitError as error:
        raise UnfitError(_advised(str(error))) from error


def _advised(reason: str) -> str:
    """What the checks of papers say, with advice for a log, which is of no use as a PDF."""
    if reason in _IN_OUR_WORDS:
        return _IN_OUR_WORDS[reason]
    wrong, colon, advice = reason.partition(": ")
    return f"{wrong}: {INSTEAD}" if colon and ("upload" in advice or "PDF" in advice) else reason


def _utf16(head: bytes) -> str:
    """The kind of UTF-16, told by its mark, or by every other byte being nothing; "" where it is none."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    pairs = len(head) // 2
    if pairs < 8 or head.startswith((sniffing.ZIP_SIGN, sniffing.OLE_SIGN)):
        return ""
    if head[1::2].count(0) > pairs * 0.9 and head[0::2].count(0) == 0:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > pairs * 0.9 and head[1::2].count(0) == 0 else ""


def _decoded(content: bytes) -> str:
    """UTF-8 with its mark or without, else the encoding that spreadsheets of Windows write."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _csv(text: str) -> list[Sheet]:
    """The text by the delimiter that gives the most rows the most cells: a table is as wide in every row."""
    sign_of(io.BytesIO(text.encode()))  # a web page in UTF-16 is one still
    first, _, rest = text.partition("\n")
    named = re.fullmatch(r"sep=(.)\r?", first.strip("\ufeff"), re.IGNORECASE)
    told, text, begins = (named[1], rest, 2) if named else ("", text, 1)
    head = "\n".join(text.splitlines()[:50])
    delimiter = told or max(_DELIMITERS, key=lambda sign: _width(head, sign))
    rows, is_cut = _limited(_csv_rows(text, delimiter, begins))
    return [Sheet(name="", rows=rows, is_cut=is_cut)]


def _width(text: str, delimiter: str) -> int:
    csv.field_size_limit(max(LONGEST_CELL * 4, len(text) + 1))
    try:
        return sum(len(row) - 1 for row in csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        return 0


def _csv_rows(text: str, delimiter: str, begins: int) -> Iterator[Row]:
    csv.field_size_limit(len(text) + 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, start=begins):
            if any(len(cell) > LONGEST_CELL and cell.count("\n") > 100 for cell in cells):
                raise UnfitError(ENDLESS)
            yield Row(number, [_text(cell) for cell in cells[:MOST_COLUMNS]], _beyond(cells))
    except csv.Error as error:
        raise UnfitError(ENDLESS) from error


def _workbook(source: BinaryIO) -> Iterator[Sheet]:
    with zipfile.ZipFile(source) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
            raise UnfitError(TOO_FULL)
    try:
        values = openpyxl.load_workbook(source, read_only=True, data_only=True, keep_links=False)
        formulas = openpyxl.load_workbook(source, read_only=True, data_only=False, keep_links=False)
        if len(values.worksheets) > MOST_SHEETS:
            raise UnfitError(TOO_MANY)
        from_1904 = values.epoch.year == 1904
        for sheet, typed in zip(values.worksheets, formulas.worksheets, strict=True):
            rows, is_cut = _limited(_sheet_rows(sheet, typed))
            _fill_merged(rows, _merged(source, sheet))
            yield Sheet(name=sheet.title, rows=rows, counts_from_1904=from_1904, is_cut=is_cut)
    except (*SPOILT, KeyError, TypeError, AttributeError, IndexError, InvalidFileException, ET.ParseError) as error:
        # openpyxl falls in as many ways as a workbook can be spoilt.
        raise UnfitError(DAMAGED) from error


def _sheet_rows(sheet: Any, typed: Any) -> Iterator[Row]:
    """The rows of a sheet; `typed` is the same sheet as typed, by which a formula without a value is seen."""
    for told in (sheet, typed):
        told.reset_dimensions()  # what the file says of its size is not always so
    both = zip(sheet.iter_rows(values_only=True), typed.iter_rows(), strict=False)
    for number, (values, cells) in enumerate(both, start=1):
        notes = [
            f"Cell {cell.column_letter}{number} holds a formula whose value was not saved, so nothing was read there."
            for value, cell in zip(values[:MOST_COLUMNS], cells, strict=False)
            if value is None and cell.value is not None and cell.data_type == "f"
        ]
        filled = [_text(value) for value in values[:MOST_COLUMNS]]
        yield Row(number, filled, [*notes, *_beyond(values)])


def _beyond(cells: Iterable[object]) -> list[str]:
    cells = list(cells)
    if not any(cell not in (None, "") for cell in cells[MOST_COLUMNS:]):
        return []
    return [f"Cells beyond the {MOST_COLUMNS}th column were not read."]


def _limited(rows: Iterator[Row]) -> tuple[list[Row], bool]:
    """The rows down to the last filled one, and whether they were cut off after many empty ones.

    A sheet at whose top no action log has its head is not read on. Raises UnfitError where rows are too many or full.
    """
    kept: list[Row] = []
    empty = cells = 0
    has_head = is_cut = False
    for row in rows:
        if not has_head and len(kept) >= HEAD_WITHIN:
            break
        has_head = has_head or bool(head_of(row.cells))
        if row.is_empty and not row.notes:
            empty += 1
            is_cut = empty >= MOST_EMPTY
            if is_cut:
                break
            kept.append(Row(row.number, []))
            continue
        empty = 0
        cells += sum(1 for cell in row.cells if cell)
        kept.append(row)
        if len(kept) > MOST_ROWS + MOST_EMPTY:
            raise UnfitError(TOO_LONG)
        if cells > MOST_CELLS:
            raise UnfitError(TOO_FULL)
        if any(len(cell) > LONGEST_CELL for cell in row.cells):
            raise UnfitError(LONG_CELL)
    while kept and kept[-1].is_empty and not kept[-1].notes:
        kept.pop()
    return kept, is_cut


def _text(value: object) -> str:
    """A cell as text: days in ISO form, whole numbers without a point, lines kept, no signs that cannot be seen."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    lines = str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").split("\n")
    cleaned = [_SPACES.sub(" ", _CONTROL.sub("", line)).strip() for line in lines]
    return "\n".join(line for line in cleaned if line)


def _merged(source: BinaryIO, sheet: Any) -> list[tuple[int, int, int]]:
    """The cells that are merged downwards: column, first and last row, each from 1.

    A workbook that is read a row at a time does not tell of them, so they are looked up in the sheet's own part.
    """
    found: list[tuple[int, int, int]] = []
    with zipfile.ZipFile(source) as archive, archive.open(sheet._worksheet_path) as part:
        for _, element in ET.iterparse(part):  # noqa: S314  # it was seen that no part declares entities
            if element.tag == _MERGED:
                left, top, _, bottom = range_boundaries(element.get("ref", ""))
                if left and top and bottom and bottom > top and len(found) < MOST_ROWS:
                    found.append((left, top, min(bottom, top + MOST_ROWS)))
            element.clear()
    return found


def _fill_merged(rows: list[Row], merged: list[tuple[int, int, int]]) -> None:
    """Gives every row of a merged cell its words, where anything else stands in the row."""
    by_number = {row.number: row for row in rows}
    for column, top, bottom in merged:
        first = by_number.get(top)
        words = first.cells[column - 1] if first is not None and column <= len(first.cells) else ""
        if not words:
            continue
        for number in range(top + 1, bottom + 1):
            row = by_number.get(number)
            if row is not None and not row.is_empty and column <= len(row.cells) and not row.cells[column - 1]:
                row.cells[column - 1] = words
