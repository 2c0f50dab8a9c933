"""Tables as CSV that a spreadsheet opens without harm (RFC 4180, UTF-8 with the mark by which Excel knows it).

A cell of text that begins like a formula would be run by a spreadsheet; it gets an apostrophe before it, as OWASP's
"CSV injection" advises. Numbers and dates are written as such and need none.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

CSV = "text/csv; charset=utf-8"
Cell = str | int | float | dt.date | None
# What begins a formula, also behind a tab or a line break that a program may drop, and in full width.
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(cell: Cell) -> str | int | float:
    """The cell as it may be written: days as ISO text, nothing as "", and no text that is read as a formula."""
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\x00", "")
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_BEGINS) else text


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table as the bytes of a file."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([guarded(name) for name in header])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")
