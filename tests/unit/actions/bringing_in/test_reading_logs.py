"""Workbooks and CSV files as councils keep them, and as somebody might make them to do harm."""

import datetime as dt
import io
import zipfile

import pytest
from action_logs import HEAD, csv_of, row, xlsx_of
from made_files import ole, ooxml, pdf_bytes, zipped
from openpyxl import load_workbook

from actions.bringing_in.columns import Column, column_of, head_of
from actions.bringing_in.days import day_told
from actions.bringing_in.reading import read_file
from actions.bringing_in.rows import read_log
from actions.bringing_in.said import Said, said_by, shows
from actions.bringing_in.sheets import MOST_ROWS, read_sheets
from actions.bringing_in.template_file import empty_log
from meetings.paper_checks.refusing import PaperRefusedError, UnfitError


def read(content, **options):
    return read_log(read_sheets(io.BytesIO(content)), **options)


def refusal(content, **options):
    with pytest.raises(UnfitError) as refused:
        read(content, **options)
    return str(refused.value)


def broken_workbook():
    """A workbook whose sheet ends in the middle of a row."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_of(ROWS))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part[: len(part) // 2] if "sheet1" in name else part)
    return out.getvalue()


ROWS = [HEAD, row("1", "Publish the café’s timetable", status="OVERDUE"), row("2", "Write to the Mayor")]


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(",", "utf-8"), (",", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16"), ("\t", "utf-16-le"), ("|", "utf-16-be")],
)
def test_csv_of_any_kind_reads_alike(delimiter, encoding):
    log = read(csv_of([["Action log"], [], *ROWS], delimiter=delimiter, encoding=encoding))
    assert [it.said(Column.ACTION) for it in log.rows] == ["Publish the café’s timetable", "Write to the Mayor"]
    assert log.rows[0].said(Column.STATUS) == "OVERDUE"
    assert (log.head_row, log.empty_rows, [it.words for it in log.aside]) == (3, 0, ["Action log"])


def test_a_csv_that_names_its_delimiter():
    content = b"sep=;\r\n" + csv_of(ROWS, delimiter=";")
    assert read(content).rows[0].row == 3


@pytest.mark.parametrize(
    ("words", "column"),
    [
        ("Action Number", Column.NUMBER), ("No.", Column.NUMBER), ("Ref", Column.NUMBER), ("#", Column.NUMBER),
        ("Meeting Date", Column.MEETING), ("Date of meeting", Column.MEETING), ("Minute", Column.MEETING),
        ("Action", Column.ACTION), ("Actions required", Column.ACTION), ("Action Point", Column.ACTION),
        ("Owner", Column.OWNER), ("Lead officer", Column.OWNER), ("Responsible Officer(s)", Column.OWNER),
        ("Responsible", Column.OWNER), ("Action owner", Column.OWNER), ("By whom", Column.OWNER),
        ("Directorate", Column.DIRECTORATE), ("Service area", Column.DIRECTORATE),
        ("Progress Update", Column.PROGRESS), ("Update", Column.PROGRESS), ("Comments", Column.PROGRESS),
        ("Progress/Comments", Column.PROGRESS), ("Current position", Column.PROGRESS),
        ("Due date", Column.DUE), ("Deadline", Column.DUE), ("Target date", Column.DUE), ("By when", Column.DUE),
        ("Due date for completion", Column.DUE), ("Target completion date", Column.DUE),
        ("Reported complete", Column.STATUS), ("Status", Column.STATUS), ("RAG", Column.STATUS),
        ("Complete (Y/N)", Column.STATUS), ("BRAG rating", Column.STATUS),
        ("Completed on", Column.COMPLETED), ("Date completed", Column.COMPLETED),
        ("Date of completion", Column.COMPLETED), ("Evidence", Column.EVIDENCE),
        ("Risk", None), ("Cost", None), ("", None), ("Circulate the note to members", None),
    ],
)  # fmt: skip
def test_columns_by_the_words_over_them(words, column):
    assert column_of(words) == column


def test_a_row_of_words_is_no_head():
    assert not head_of(["Action", "", ""])
    assert not head_of(["Buses", "Circulate", "Clerk", "01/02/22"])


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("07/09/21", dt.date(2021, 9, 7)), ("7/9/2021", dt.date(2021, 9, 7)), ("07.09.21", dt.date(2021, 9, 7)),
        ("07-09-2021", dt.date(2021, 9, 7)), ("7 Sept 2021", dt.date(2021, 9, 7)), ("7-Sep-21", dt.date(2021, 9, 7)),
        ("Tuesday, 7th of September 2021", dt.date(2021, 9, 7)), ("2021-09-07", dt.date(2021, 9, 7)),
        ("2021-09-07 00:00:00", dt.date(2021, 9, 7)), ("Tues 7 Sept 21 at 2.30pm", dt.date(2021, 9, 7)),
        ("44446", dt.date(2021, 9, 7)), ("44446.5", dt.date(2021, 9, 7)), ("29/02/2024", dt.date(2024, 2, 29)),
        ("29/02/2023", None), ("31/04/22", None), ("13/25/21", None), ("ASAP", None), ("TBC", None),
        ("September 2021", None), ("12345", None), ("99999", None), ("0", None), ("7", None), ("", None),
    ],
)  # fmt: skip
def test_days_as_officers_write_them(words, on):
    told = day_told(words)
    assert told.on == on
    assert told.is_none == (on is None and words != "")
    assert not told.also


def test_a_workbook_that_counts_from_1904():
    assert day_told("42984", counts_from_1904=True).on == dt.date(2021, 9, 7)


def test_of_several_days_the_first_or_the_last_is_taken_and_said():
    words = "07/12/21 extended to 1 February 2022"
    assert (day_told(words).on, day_told(words).also) == (dt.date(2021, 12, 7), True)
    assert day_told(words, last=True).on == dt.date(2022, 2, 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("COMPLETED", Said.COMPLETE), ("Complete.", Said.COMPLETE), ("Yes", Said.COMPLETE), ("Closed", Said.COMPLETE),
        ("Completed 12/01/22", Said.COMPLETE), ("OVERDUE", Said.OVERDUE), ("In Progress", Said.OPEN),
        ("IN-PROGRESS", Said.OPEN), ("Not complete", Said.OPEN), ("Incomplete", Said.OPEN), ("No", Said.OPEN),
        ("Ongoing – see note", Said.OPEN), ("Partially complete", Said.UNKNOWN), ("Completed in part", Said.UNKNOWN),
        ("Amber", Said.UNKNOWN), ("Withdrawn", Said.SET_ASIDE), ("No longer required", Said.SET_ASIDE),
        ("  ", Said.NOTHING),
    ],
)  # fmt: skip
def test_what_a_status_says(words, said):
    assert said_by(words) is said


def test_noted_shows_nothing_and_sent_to_somebody_does():
    assert not any(shows(words) for words in ("Noted", "NOTED.", "n/a", "", "To be completed", "TBC", "-", "Ongoing"))
    assert all(shows(words) for words in ("Completed", "Sent to the board", "Updates added to the tracker"))


def test_the_sheet_with_a_head_is_taken_and_the_others_are_told():
    sheets = [("Notes", [["Read me"]]), ("Log", ROWS), ("Old log", [HEAD, row("9", "Old")]), ("Empty", [])]
    log = read(xlsx_of(*sheets))
    assert (log.sheet, log.other_sheets, log.unread_sheets) == ("Log", ["Old log"], ["Notes"])
    assert read(xlsx_of(*sheets), wanted="old LOG").rows[0].said(Column.ACTION) == "Old"
    assert "no action log on a sheet called “Nowhere”" in refusal(xlsx_of(*sheets), wanted="Nowhere")


def test_nothing_is_dropped_in_silence():
    head = [*HEAD, "Risk", "", "Comments"]
    rows = [
        ["Action log of the committee"], [], head, [*row("1", "Write"), "High", "Loose", "Twice"], [],
        ["BLUE TEXT IS NEW"], head, row("2", "Ring"), ["3"], [*row("4", ""), "Low"], ["", "", "", "", "", "End"],
    ]  # fmt: skip
    log = read(xlsx_of(rows))
    assert [it.row for it in log.rows] == [4, 8, 9, 10]
    assert log.rows[0].other == {"Risk": "High", "Column J": "Loose", "Comments": "Twice"}
    assert log.unknown == ["Risk", "Column J", "Comments"]
    assert [(it.row, it.words[:11]) for it in log.aside] == [
        (1, "Action log "),
        (6, "BLUE TEXT I"),
        (7, "Action Numb"),
        (11, "End"),
    ]
    assert log.empty_rows == 1


def test_merged_cells_count_for_each_of_their_rows():
    rows = [HEAD, row("1", "Write"), row("2", "Ring", meeting=""), row("3", "Go", meeting="")]

    def merge(book):
        book.worksheets[0].merge_cells("B2:B3")

    log = read(xlsx_of(rows, change=merge))
    assert [it.said(Column.MEETING) for it in log.rows] == ["07/09/21", "07/09/21", ""]


def test_true_dates_numbers_and_line_breaks():
    cells = [
        1.0,
        dt.datetime(2021, 9, 7),  # noqa: DTZ001  # spreadsheets know no zones
        "First line\r\nsecond  line",
        "A",
        "B",
        "ok\x0b\u202e",
        dt.date(2022, 1, 1),
        True,
    ]
    log = read(xlsx_of([HEAD, [c if not isinstance(c, str) else c.replace("\x0b", "") for c in cells]]))
    assert log.rows[0].cells == {
        "number": "1", "meeting": "2021-09-07", "action": "First line\nsecond line", "owner": "A", "directorate": "B",
        "progress": "ok", "due": "2022-01-01", "status": "Yes",
    }  # fmt: skip


def test_a_formula_without_a_kept_value_is_told():
    log = read(xlsx_of([HEAD, [*row("1", "Write")[:5], '=HYPERLINK("http://a.example","x")', "", ""]]))
    assert log.rows[0].said(Column.PROGRESS) == ""
    assert log.rows[0].notes == ["Cell F2 holds a formula whose value was not saved, so nothing was read there."]
    csv = read(csv_of([HEAD, row("1", "=1+1", progress="@SUM(A1)")]))
    assert csv.rows[0].said(Column.ACTION) == "=1+1"  # words, as they stand


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (ole("Workbook"), "save it as “Excel workbook (XLSX)”"),
        (ole("EncryptedPackage"), "locked with a password"),
        (b"<html><table><tr><td>Action</td></tr></table></html>", "is a web page"),
        ("<html><td>Action</td></html>".encode("utf-16"), "is a web page"),
        (pdf_bytes(), "neither a workbook (XLSX) nor a CSV file"),
        (ooxml("docx"), "neither a workbook (XLSX) nor a CSV file"),
        (zipped({"log.csv": "Action"}), "is an archive"),
        (b"MZ\x90\x00", "is a program"),
        (ooxml("xlsx"), "names the columns of an action log"),
        (broken_workbook(), "damaged or incomplete"),
        (b"One,Two\n1,2\n", "names the columns of an action log"),
        (b"just words", "names the columns of an action log"),
        (csv_of([HEAD]), "no rows beneath the names"),
        (b"\x00\x01\x02\x03" * 40, "is of a kind that is not taken here"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_log_is_refused_with_what_to_do(content, words):
    said = refusal(content)
    assert words in said
    assert "as PDF" not in said
    assert said.endswith(".")


def test_macros_are_refused():
    content = ooxml("xlsx", {"xl/vbaProject.bin": b"x"})
    assert "macros: copy the table" in refusal(content)


def test_too_many_rows_are_refused_before_they_are_held():
    assert "more than 5,000 rows" in refusal(csv_of([HEAD, *([row("1", "Write")] * (MOST_ROWS + 1))]))


def test_a_sheet_that_is_formatted_to_its_end_is_read_to_its_last_row():
    def format_far(book):
        book.worksheets[0].cell(row=60_000, column=3).value = None
        book.worksheets[0].cell(row=60_000, column=3).number_format = "0.00"

    log = read(xlsx_of(ROWS, change=format_far))
    assert len(log.rows) == 2
    assert log.is_cut


def test_a_sheet_of_a_million_rows_beside_the_log_does_no_harm():
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>x</t></is></c></row>' for n in range(1, 300_001))
    log, big = xlsx_of(("Log", ROWS), ("Data", [["x"]])), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(log)) as source, zipfile.ZipFile(big, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet2.xml":
                start, end = part.split(b"<sheetData>")[0], part.split(b"</sheetData>")[1]
                part = start + b"<sheetData>" + cells.encode() + b"</sheetData>" + end
            target.writestr(name, part)
    assert len(read(big.getvalue()).rows) == 2


def test_a_bomb_is_refused():
    assert "would unpack" in refusal(ooxml("xlsx", {"xl/worksheets/sheet1.xml": b"\x20" * (80 << 20)}))


def test_a_cell_without_end_is_refused():
    assert "more than 20,000 letters" in refusal(csv_of([HEAD, row("1", "x" * 100_000)]))


def test_reading_apart_gives_the_same_and_leaves_the_file_at_its_beginning():
    content = xlsx_of(("Log", ROWS))
    source = io.BytesIO(content)
    told = read_file(source, "../Old log.xlsx")
    assert told.log == read(content)
    assert told.name == "Old log.xlsx"
    assert source.tell() == 0
    with pytest.raises(PaperRefusedError, match=r"“old.xls” is a workbook of the old kind"):
        read_file(io.BytesIO(ole("Workbook")), "old.xls")
    with pytest.raises(PaperRefusedError, match="is empty"):
        read_file(io.BytesIO(b""), "log.csv")


def test_the_empty_log_has_every_column_and_is_refused_while_it_is_empty():
    sheet = load_workbook(io.BytesIO(empty_log())).active
    assert head_of([cell.value for cell in sheet[1]]) == dict(enumerate(Column))
    assert sheet.freeze_panes == "A2"
    assert "no rows beneath" in refusal(empty_log())
