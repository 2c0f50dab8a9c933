"""Plain text and CSV."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from meetings.paper_checks.kinds import CSV, PLAIN, PaperKind
from meetings.paper_checks.refusing import UnfitError
from meetings.paper_checks.sniffing import NOT_UTF8, SCRIPT, is_script_within

_CHUNK = 1 << 20
# Control characters that no text needs, and those that turn the direction of a line.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
# So much of a piece is looked at once more with the next one, because a script may begin in one and end in the other.
_OVERLAP = 200
# A single cell may be as long as the largest file; the reader of tables stops at 128 KB by itself.
_LONGEST_CELL = (1 << 31) - 1
# So many rows show whether a text is a table.
_ROWS = 200
# A cell that a spreadsheet would run: a formula that calls something. "-5 (estimated)" is none.
_FORMULA = re.compile(r"\A\s*(?:[=@]|[+\-][A-Za-z@=]).*[|!(]", re.DOTALL)

CONTROLS = "is text with control characters in it: save it as plain text in UTF-8 and upload that."
UNREADABLE = "is a table that cannot be read to its end: save it as XLSX or PDF and upload that."
FORMULA = "holds a formula, which spreadsheets would run: save its values alone and upload that."


def look_at_text(source: BinaryIO) -> PaperKind:
    """Whether the text is a table (CSV) or plain. Raises UnfitError."""
    first = before = ""
    for piece in _pieces(source):
        if _CONTROL.search(piece):
            raise UnfitError(CONTROLS)
        if is_script_within((before + piece).encode()):
            raise UnfitError(SCRIPT)
        before = piece[-_OVERLAP:]
        if len(first) < _CHUNK:
            first += piece
    rows = _rows(first)
    if not rows:
        return PLAIN
    _no_formula(source)
    return CSV


def _no_formula(source: BinaryIO) -> None:
    """Reads every row of the table to its end, whatever the length of its cells. Raises UnfitError."""
    source.seek(0)
    csv.field_size_limit(_LONGEST_CELL)
    text = io.TextIOWrapper(source, encoding="utf-8-sig")
    try:
        if any(_FORMULA.match(cell) for row in csv.reader(text) for cell in row):
            raise UnfitError(FORMULA)
    except csv.Error as error:
        raise UnfitError(UNREADABLE) from error
    finally:
        text.detach()


def _pieces(source: BinaryIO) -> Iterator[str]:
    source.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        while chunk := source.read(_CHUNK):
            yield decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise UnfitError(NOT_UTF8) from error


def _all_rows(piece: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(piece.splitlines())
    except csv.Error:
        return


def _rows(text: str) -> list[list[str]]:
    """The first rows, where all of them have the same number of columns, and more than one; nothing where not."""
    lines = text.splitlines()[: _ROWS + 1]
    rows = [row for row in islice(_all_rows("\n".join(lines)), _ROWS) if row]
    if len(rows) > 1 and len(lines) > _ROWS:
        rows.pop()
    widths = {len(row) for row in rows}
    return rows if len(rows) > 1 and len(widths) == 1 and widths.pop() > 1 else []
