"""The ledger's files, opened in LibreOffice and saved by it: what an officer sees who opens them, and what is computed.

Skipped where LibreOffice is not installed.
"""

import datetime as dt
import io
import shutil
import subprocess
import zipfile

import pytest
from ledger_rows import more, open_ledger
from openpyxl import load_workbook

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SECONDS_TO_OPEN = 180
# What a spreadsheet would compute, were it let.
HARMFUL = ["=1+1", "+1+1", "-1+1", "@SUM(1)", '=HYPERLINK("http://invented.example")', "\t=1+1", "＝1+1"]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]


@pytest.fixture
def saved_by_libreoffice(tmp_path):
    """Opens the bytes of a file, named with its ending, and gives the workbook that LibreOffice saves of it."""

    def opened(name, content):
        source, out = tmp_path / name, tmp_path / "saved"
        source.write_bytes(content)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        # The table is read as a spreadsheet program reads it: commas, UTF-8, and every formula let be one.
        reading = ["--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1"] if name.endswith(".csv") else []
        command = [OFFICE, profile, "--headless", *reading, "--convert-to", "xlsx", "--outdir", out, source]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS_TO_OPEN)  # our own words
        return next(out.glob("*.xlsx")).read_bytes()

    return opened


@pytest.fixture
def ledger(publisher):
    open_ledger(publisher)
    for words in HARMFUL:
        more(text=words, original_owner=words, item_title=words, original_due_on=dt.date(2026, 3, 2))


def fetched(client, address):
    return b"".join(client.get(address).streaming_content)


def formulas(content):
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        return [name for name in sheets if b"<f" in parts.read(name)]


def lines_of(content):
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    heads, *rows = sheet.iter_rows()
    return sheet, [dict(zip([head.value for head in heads], row, strict=True)) for row in rows]


def test_a_workbook_comes_back_as_it_was_written(ledger, client, saved_by_libreoffice):
    written = fetched(client, "/actions/download.xlsx")
    saved = saved_by_libreoffice("actions.xlsx", written)
    assert formulas(saved) == []
    (before, wrote), (after, read) = lines_of(written), lines_of(saved)
    values = [{head: cell.value for head, cell in line.items()} for line in wrote]
    assert [{head: cell.value for head, cell in line.items()} for line in read] == values
    assert {line["Action"].value for line in read} >= set(HARMFUL)
    dated = [line["Due date"] for line in read if line["Action"].value in HARMFUL]
    assert all(cell.is_date and cell.value == dt.datetime(2026, 3, 2) for cell in dated)  # noqa: DTZ001  # a workbook's day
    # Without a window LibreOffice keeps no frozen panes, of any workbook.
    assert after.auto_filter.ref == before.auto_filter.ref
    for column in ("A", "B", "C"):
        assert after.column_dimensions[column].width == pytest.approx(before.column_dimensions[column].width, abs=1)


def test_nothing_in_a_table_is_computed(ledger, client, saved_by_libreoffice):
    saved = saved_by_libreoffice("actions.csv", fetched(client, "/actions/download.csv"))
    assert formulas(saved) == []
    texts = {line["Action"].value for line in lines_of(saved)[1]}
    assert {f"'{words}".strip() for words in HARMFUL if words.isascii()} <= {str(text) for text in texts}


def test_the_table_would_be_computed_but_for_its_guard(saved_by_libreoffice):
    """Shows that the test above can fail: the same words without the apostrophe are formulas there."""
    assert formulas(saved_by_libreoffice("bare.csv", b"Action\r\n=1+1\r\n")) == ["xl/worksheets/sheet1.xml"]
