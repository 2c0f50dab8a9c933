"""The lists of the ledger as XLSX and CSV: the rows of the page, true dates, and no cell that is computed."""

import csv
import datetime as dt
import io
import zipfile

import pytest
from ledger_rows import more, open_ledger
from openpyxl import load_workbook

pytestmark = pytest.mark.django_db

WORDS = '=HYPERLINK("http://invented.example")'


@pytest.fixture
def ledger(publisher):
    open_ledger(publisher)


def content_of(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return b"".join(response.streaming_content), response


def workbook(client, address, **query):
    content, _ = content_of(client, address, **query)
    return load_workbook(io.BytesIO(content))


def table(sheet):
    rows = list(sheet.iter_rows())
    heads = [cell.value for cell in rows[0]]
    return [dict(zip(heads, row, strict=False)) for row in rows[1:]]


def csv_rows(client, address, **query):
    content, _ = content_of(client, address, **query)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_workbook_holds_the_rows_of_the_page_in_their_order(ledger, client):
    more(original_due_on=dt.date(2025, 1, 1))
    shown = client.get("/actions/", {"committee": "transport", "sort": "-due"}).context["page_obj"].object_list
    book = workbook(client, "/actions/download.xlsx", committee="transport", sort="-due")
    assert [row["Number"].value for row in table(book["List"])] == [entry.reference for entry in shown]
    assert len(shown) == 2


def test_dates_are_dates_and_texts_are_texts(ledger, client):
    entry = more(text=WORDS, original_owner="+44 20 7946 0000", original_due_on=dt.date(2026, 3, 2))
    book = workbook(client, "/actions/download.xlsx", text="hyperlink")
    row = table(book["List"])[0]
    assert row["Number"].value == entry.reference
    assert (row["Action"].value, row["Action"].data_type) == (WORDS, "s")
    assert (row["Owner"].value, row["Owner"].data_type) == ("+44 20 7946 0000", "s")
    assert row["Due date"].is_date
    assert row["Due date"].value == dt.datetime(2026, 3, 2)  # noqa: DTZ001  # as a workbook knows days
    assert isinstance(row["Days late"].value, int)
    assert row["Action"].alignment.wrap_text


def test_no_formula_stands_in_the_file_and_no_control_character(ledger, client):
    more(text="=1+1", original_owner="-cmd", item_title="@SUM\x0b(A1)\ufffe")
    content, _ = content_of(client, "/actions/download.xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<is><t>=1+1</t></is>" in sheet
    assert "@SUM(A1)" in sheet


def test_a_row_is_as_high_as_its_words(ledger, client):
    more(text="word " * 60, original_due_on=dt.date(2025, 1, 1))
    more(text="letters" * 9_000, original_due_on=dt.date(2025, 1, 2))
    content, _ = content_of(client, "/actions/download.xlsx", sort="due")
    sheet = load_workbook(io.BytesIO(content))["List"]
    width = sheet.column_dimensions["E"].width
    assert sheet["E1"].value == "Action"
    assert sheet.row_dimensions[2].height >= 300 / width * 14
    assert 300 < sheet.row_dimensions[3].height <= 409  # more is no height that a sheet can have
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"customHeight" not in parts.read("xl/worksheets/sheet1.xml")  # it fits itself to other words


def test_the_sheet_is_ready_to_be_worked_with(ledger, client, settings):
    book = workbook(client, "/recommendations/download.xlsx", as_at="2026-03-01", committee="arts")
    sheet = book["List"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.auto_filter.ref.endswith(str(sheet.max_row))
    assert sheet.column_dimensions["A"].width > 10
    assert sheet["A1"].font.bold
    assert book.properties.language == "en-GB"
    assert book.properties.title == "Recommendation tracker, 1 March 2026"
    about = {name.value: value.value for name, value in book["About"].iter_rows(max_col=2)}
    assert about["As it stood on"].date() == dt.date(2026, 3, 1)
    assert about["Committee"] == "Arts"
    assert about["Entries"] == 1
    assert about["Address"] == f"{settings.SITE_URL}/recommendations/?as_at=2026-03-01&committee=arts"


def test_files_speak_of_the_day_that_was_asked_for(ledger, client):
    done = {"kind": "completed", "on": dt.date(2026, 4, 10), "text": "Done", "evidence": "Minute 4"}
    reference = more(updates=[done], original_due_on=dt.date(2026, 3, 1)).reference
    then = {row["Number"]: row["Status"] for row in csv_rows(client, "/actions/download.csv", as_at="2026-04-09")}
    now = {row["Number"]: row["Status"] for row in csv_rows(client, "/actions/download.csv")}
    assert (then[reference], now[reference]) == ("Overdue", "Complete")
    _, response = content_of(client, "/actions/download.csv", as_at="2026-04-09")
    assert response["Content-Disposition"] == 'attachment; filename="actions-2026-04-09.csv"'


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@a", "\t=1", " =1"])
def test_no_cell_of_a_csv_begins_like_a_formula(ledger, client, words):
    more(text=words, original_owner=words, item_title=words)
    rows = csv_rows(client, "/actions/download.csv")
    assert any(row["Action"] == f"'{words}" for row in rows)
    for row in rows:
        assert not any(value.lstrip().startswith(("=", "+", "-", "@", "\t")) for value in row.values())


def test_a_csv_is_told_to_be_utf8(ledger, client):
    more(text="Ännchen’s bus")
    content, response = content_of(client, "/actions/download.csv")
    assert content.startswith(b"\xef\xbb\xbf")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "Ännchen’s bus" in content.decode()


def test_too_many_rows_for_a_workbook_are_a_sentence_and_go_as_csv(ledger, client, monkeypatch):
    monkeypatch.setattr("actions.lists.downloads.MOST_IN_A_WORKBOOK", 1)
    response = client.get("/actions/download.xlsx")
    assert response.status_code == 422
    assert "too many for one workbook" in response.content.decode()
    assert client.get("/actions/download.xlsx?committee=arts").status_code == 200
    assert len(csv_rows(client, "/actions/download.csv")) == 2


def test_a_filter_with_a_problem_is_left_out_of_a_file_too(ledger, client):
    assert len(csv_rows(client, "/actions/download.csv", status="lost", as_at="2999-01-01")) == 2


def test_the_page_offers_the_files_with_its_filters(ledger, client):
    html = client.get("/actions/?late=on&page=2").content.decode()
    assert 'href="/actions/download.xlsx?late=on"' in html
    assert 'href="/actions/download.csv?late=on"' in html
