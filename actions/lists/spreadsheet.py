"""Lists of the ledger as XLSX and as CSV, written row by row, so that memory does not grow with the list."""

import io
from collections.abc import Iterable, Sequence
from typing import IO, cast

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from actions.lists.columns import Column
from actions.models import LedgerEntry
from portal.spreadsheet_cells import Cell, printable, write_csv

LANGUAGE = "en-GB"
DAY = "d mmm yyyy"
# The most letters that a cell can hold.
LONGEST = 32767
# Points: of one line of a cell, and the most that a row can have.
LINE, TALLEST = 15, 405

_WRAPPED = Alignment(wrap_text=True, vertical="top")
_TOP = Alignment(vertical="top")
_HEAD = Font(bold=True)


class _Height(RowDimension):
    """A height that was reckoned, not one that somebody set: a row whose words change fits itself to them again."""

    customHeight = False  # noqa: N815  # the name of the attribute in the file


class _Line:
    """The cells of one line of a sheet, filled anew for each row: they are written before the next row is filled.

    Making a cell with its style takes longer than writing it.
    """

    def __init__(self, sheet: Worksheet, columns: int) -> None:
        self._texts = [self._styled(sheet, _WRAPPED) for _ in range(columns)]
        self._days = [self._styled(sheet, _TOP, DAY) for _ in range(columns)]
        self._numbers = [self._styled(sheet, _TOP) for _ in range(columns)]

    @staticmethod
    def _styled(sheet: Worksheet, alignment: Alignment, number_format: str = "") -> SheetCell:
        cell = WriteOnlyCell(sheet)
        cell.alignment = alignment
        if number_format:
            cell.number_format = number_format
        return cell

    def of(self, values: Iterable[Cell]) -> list[SheetCell | None]:
        return [self._filled(place, value) for place, value in enumerate(values)]

    def _filled(self, place: int, value: Cell) -> SheetCell | None:
        if value is None or value == "":
            return None
        if isinstance(value, str):
            cell = self._texts[place]
            cell.value = printable(value)[:LONGEST]
            cell.data_type = "s"  # else a text that begins with = would be a formula
            return cell
        cell = self._numbers[place] if isinstance(value, int) else self._days[place]
        cell.value = value
        if not isinstance(value, int):
            cell.number_format = DAY  # a date brings a format of its own
        return cell


def write_workbook(
    to: IO[bytes],
    entries: Iterable[LedgerEntry],
    *,
    columns: list[Column],
    title: str,
    about: list[tuple[str, Cell]],
    by: str,
    count: int,
) -> None:
    """Writes a workbook of two sheets: the list, whose heads stand in the first row, and what it is a list of.

    `count` is how many entries there are: the filter of the sheet is told its reach before the rows are written. Every
    text is written as text, whatever it begins with.
    """
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator, book.properties.language = title, by, LANGUAGE
    sheet = cast(Worksheet, book.create_sheet("List"))
    sheet.freeze_panes = "B2"
    last = get_column_letter(len(columns))
    sheet.auto_filter.ref = f"A1:{last}{count + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.page_setup.paperSize = int(Worksheet.PAPERSIZE_A4)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    widths = [column.width for column in columns]
    _make_room(sheet, 1, [column.head for column in columns], widths)
    sheet.append([_head(sheet, column.head) for column in columns])
    line = _Line(sheet, len(columns))
    for number, entry in enumerate(entries, 2):
        values = [column.value(entry) for column in columns]
        _make_room(sheet, number, values, widths)
        sheet.append(line.of(values))
    second = cast(Worksheet, book.create_sheet("About"))
    second.column_dimensions["A"].width, second.column_dimensions["B"].width = 24, 90
    line = _Line(second, 2)
    for name, value in about:
        second.append([_head(second, name), line.of([None, value])[1]])
    book.save(to)


def _make_room(sheet: Worksheet, number: int, values: Sequence[Cell], widths: Sequence[int]) -> None:
    """Gives the row that comes next the height of its longest cell.

    Excel reckons it for itself, but LibreOffice shows one line of each, laid over the next row's. The height of the
    row before is written, so it is let go.
    """
    lines = max(
        sum(len(part) // width + 1 for part in value.split("\n")) if isinstance(value, str) else 1
        for value, width in zip(values, widths, strict=True)
    )
    sheet.row_dimensions.pop(number - 1, None)
    sheet.row_dimensions[number] = _Height(sheet, index=number, ht=min(lines * LINE, TALLEST))


def _head(sheet: Worksheet, text: str) -> SheetCell:
    cell = WriteOnlyCell(sheet, printable(text))
    cell.data_type, cell.font, cell.alignment = "s", _HEAD, _WRAPPED
    return cell


def write_text(to: IO[bytes], entries: Iterable[LedgerEntry], *, columns: list[Column]) -> None:
    """Writes the list as CSV: UTF-8 with its mark, days as 2026-04-26, the heads in the first row."""
    text = io.TextIOWrapper(to, encoding="utf-8", newline="", write_through=True)
    write_csv(text, _rows(entries, columns))
    text.flush()
    text.detach()


def _rows(entries: Iterable[LedgerEntry], columns: list[Column]) -> Iterable[list[Cell]]:
    yield [column.head for column in columns]
    for entry in entries:
        yield [column.value(entry) for column in columns]
