"""Cells that a spreadsheet shows and never computes: the one guard of every table that the portal gives away."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable
from typing import TextIO

# Excel takes what is marked so for UTF-8, and anything else for the alphabet of its own country.
UTF8_MARK = "\ufeff"
CSV_TYPE = "text/csv; charset=utf-8"

Cell = str | int | dt.date | None

# A spreadsheet passes over white space before it looks for a formula, and knows the wide signs of East Asia too.
_FORMULA = re.compile(r"[\t\r\n]|[\s\ufeff\u200b]*[=+\-@＝＋－＠]")
# XML 1.0 has no place for these (section 2.2), and no reader a use.
_NO_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without the control characters that no document may hold; line breaks and tabs stay."""
    return _NO_CHARACTERS.sub("", text)


def safe(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would compute it (OWASP, CSV injection)."""
    shown = printable(text)
    return f"'{shown}" if _FORMULA.match(shown) else shown


def csv_cell(value: Cell) -> str:
    """As it stands in a CSV: days as 2026-04-26, numbers as they are, text through the guard, nothing for None."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return safe(value) if isinstance(value, str) else "" if value is None else str(value)


def write_csv(to: TextIO, rows: Iterable[Iterable[Cell]]) -> int:
    """Writes the rows, the heads among them, and returns how many they were. `to` translates no line ends."""
    to.write(UTF8_MARK)
    writer = csv.writer(to)
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007  # the last number is how many they were
        writer.writerow([csv_cell(value) for value in row])
    return count


def csv_bytes(rows: Iterable[Iterable[Cell]]) -> bytes:
    """A small table as the bytes of a file; `rows` with the heads among them."""
    file = io.StringIO(newline="")
    write_csv(file, rows)
    return file.getvalue().encode()
