"""What a spreadsheet would compute is text in every table that leaves the portal."""

import csv
import datetime as dt
import io

import pytest

from portal.spreadsheet_cells import UTF8_MARK, csv_cell, printable, safe, write_csv

FORMULAS = [
    "=1+1",
    "+44 20 7946 0000",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\tindented",
    "\r=1",
    "\n=1",
    " =cmd|'/c calc'!A1",
    "\u00a0=1",
    "\ufeff=1",
    "＝1+1",
    "\x00=1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_made_text(text):
    assert safe(text).startswith("'")


@pytest.mark.parametrize("text", ["", "The rest", "a=b", "3 - 2", "e-mail", "(=)", " two"])
def test_other_words_stay_as_they_are(text):
    assert safe(text) == text


def test_control_characters_are_left_out_and_line_breaks_kept():
    assert printable("a\x00b\x0bc\ud800\uffff\nd\te") == "abc\nd\te"


def test_days_and_numbers_are_no_text():
    assert csv_cell(dt.date(2026, 4, 26)) == "2026-04-26"
    assert csv_cell(-3) == "-3"
    assert csv_cell(None) == ""


def test_what_is_written_is_read_back_row_by_row():
    sheet = io.StringIO(newline="")
    assert write_csv(sheet, [["Action", "Due"], ['=HYPERLINK("x","y")', dt.date(2026, 4, 26)]]) == 2
    text = sheet.getvalue()
    assert text.startswith(UTF8_MARK)
    assert list(csv.reader(io.StringIO(text.removeprefix(UTF8_MARK)))) == [
        ["Action", "Due"],
        ['\'=HYPERLINK("x","y")', "2026-04-26"],
    ]
