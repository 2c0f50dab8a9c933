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
# Signs that part the cells of a table; councils' spreadsheets write all of them.
_DELIMITERS = (",", ";", "\t", "|")
# So many rows show whether a text is a table.
_ROWS = 200
# A cell that a spreadsheet would run: a formula that calls something. "-5 (estimated)" is none.
_FORMULA = re.compile(r"\A\s*(?:[=@]|[+\-][A-Za-z@=]).*[|!(]", re.DOTALL)
# What is none in prose: a function or a program's data, where a spreadsheet may begin a cell, in a table or not.
_FORMULA_WITHIN = re.compile(
    r"""[\n\r,;\t|][ "']{0,9}(?:[=+\-@]\s{0,9}[A-Za-z][\w.]{0,30}\|'?[^\n|]{0,100}!"""
    r"|=\s{0,9}[+\-@]?[A-Za-z][A-Za-z0-9._]{0,30}\()"
)
# As tools write keys that are to be kept secret: PEM (RFC 7468), OpenSSH, OpenPGP, PuTTY.
_PRIVATE_KEY = re.compile(r"-----\s?BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?\s?-----|PuTTY-User-Key-File-\d")

PRIVATE_KEY = "holds a private key, which must stay secret: withdraw that key, and upload the document that was meant."
CONTROLS = "is text with control characters in it: save it as plain text in UTF-8 and upload that."
UNREADABLE = "is a table that cannot be read to its end: save it as XLSX or PDF and upload that."
FORMULA = "holds a formula, which spreadsheets would run: save its values alone and upload that."


def look_at_text(source: BinaryIO) -> PaperKind:
    """Whether the text is a table (CSV) or plain. Raises UnfitError."""
    first, before = "", "\n"
    for piece in _pieces(source):
        if _CONTROL.search(piece):
            raise UnfitError(CONTROLS)
        both = before + piece
        if is_script_within(both.encode()):
            raise UnfitError(SCRIPT)
        if _PRIVATE_KEY.search(both):
            raise UnfitError(PRIVATE_KEY)
        if _FORMULA_WITHIN.search(both):
            raise UnfitError(FORMULA)
        before = both[-_OVERLAP:]
        if len(first) < _CHUNK:
            first += piece
    tables = [delimiter for delimiter in _DELIMITERS if _rows(first, delimiter)]
    for delimiter in tables:
        _no_formula(source, delimiter)
    return CSV if "," in tables else PLAIN


def _no_formula(source: BinaryIO, delimiter: str) -> None:
    """Reads every row of the table to its end, whatever the length of its cells. Raises UnfitError."""
    source.seek(0)
    csv.field_size_limit(_LONGEST_CELL)
    text = io.TextIOWrapper(source, encoding="utf-8-sig")
    try:
        if any(_FORMULA.match(cell) for row in csv.reader(text, delimiter=delimiter) for cell in row):
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


def _all_rows(piece: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(piece.splitlines(), delimiter=delimiter)
    except csv.Error:
        return


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """The first rows, where all of them have the same number of columns, and more than one; nothing where not."""
    lines = text.splitlines()[: _ROWS + 1]
    rows = [row for row in islice(_all_rows("\n".join(lines), delimiter), _ROWS) if row]
    if len(rows) > 1 and len(lines) > _ROWS:
        rows.pop()
    widths = {len(row) for row in rows}
    return rows if len(rows) > 1 and len(widths) == 1 and widths.pop() > 1 else []
