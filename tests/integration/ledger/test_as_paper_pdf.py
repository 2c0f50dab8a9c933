"""The PDF of a list: PDF/UA, tables, links, words, and whatever letters the record holds."""

import datetime as dt
import io
from zoneinfo import ZoneInfo

import page
import pikepdf
import pypdfium2
import pytest
from pdfs import words_of

from actions.as_paper.typesetting import typeset
from meetings.reading.words import clean

AT = dt.datetime(2026, 11, 22, 16, 12, tzinfo=ZoneInfo("Europe/London"))
LONGEST = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def row(number=1, kind="action", **fields):
    return {
        "kind": kind, "reference": f"TRA-2026-{number}", "marks": [], "made_on": "2026-09-08", "older_number": "",
        "item": "Buses", "text": "circulate the timetable;", "who": "Director of Transport", "directorate": "Places",
        "progress": "Printed.", "progress_on": "2026-11-02", "due_on": "2026-12-01", "days_late": 0,
        "answered_late_by": 0, "status": "open", "status_label": "Open", "settled_on": None, "missing": [], **fields,
    }  # fmt: skip


def content(*rows, kind="action log"):
    lists = [
        {
            "kind": one,
            "since": {"on": "2026-09-08", "is_paper": False},
            "counts": {"all": len(own), "late": 0, "new": 0, "completed": 0, "left_out": 3},
            "rows": own,
        }
        for one in ("action", "recommendation")
        if (own := [row for row in rows if row["kind"] == one]) or one == "action"
    ]
    committee = {"slug": "transport", "name": "Transport Scrutiny Committee"}
    return {
        "format": 1, "kind": kind, "council": "Wexcombe Council", "committee": committee, "as_at": "2026-11-22",
        "with_ended": False, "lists": lists,
    }  # fmt: skip


def is_accessible(pdf):
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    assert not [(failure.rule_id, failure.message) for failure in report.failures]
    return report.is_compliant


def elements(pdf):
    """Every element of the structure, in reading order."""
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(node)
            walk(node.get("/K", pikepdf.Array([])))

    walk(pdf.Root.StructTreeRoot.K)
    return found


def words(pdf):
    return " ".join(clean(text) for text in words_of(pdf)).replace("\n", " ")


def test_the_paper_is_tagged_with_title_language_headings_and_tables():
    told = content(row(), row(2), row(1, "recommendation", reference="TRA-2026-R1", who="Cabinet"), kind="both")
    made = typeset(told, AT)
    assert is_accessible(made.pdf)
    assert not made.warning
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        title = "Action log and recommendation tracker as at 22 November 2026: Transport Scrutiny Committee"
        assert pdf.open_metadata()["dc:title"] == title
        kinds = [str(element.S) for element in elements(pdf)]
        assert [kind for kind in kinds if kind in ("/H1", "/H2", "/Table")] == ["/H1", "/H2", "/Table", "/H2", "/Table"]
        heads = [element for element in elements(pdf) if element.S == "/TH"]
        assert [str(head.A[0].Scope) for head in heads] == ["/Column"] * 12
        assert kinds.count("/TD") == 3 * 6
        first = pdf.pages[0]
        assert (float(first.mediabox[2]), float(first.mediabox[3])) == pytest.approx((841.89, 595.28), abs=0.1)


def test_each_reference_is_a_link_to_its_entry(settings):
    settings.SITE_URL = "https://records.wexcombe.example"
    pdf = typeset(content(row(7)), AT).pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        (link,) = [note for note in opened.pages[0].Annots if note.Subtype == "/Link"]
        assert str(link.A.URI) == "https://records.wexcombe.example/actions/TRA-2026-7/"
    assert "TRA-2026-7" in words(pdf)


def test_words_of_marks_lateness_and_what_is_missing():
    late = row(1, days_late=1200, status="overdue", status_label="Overdue")
    done = row(2, marks=["New", "Newly completed"], settled_on="2026-11-01", missing=["Closed without evidence."])
    empty = row(3, who="", directorate="", progress="", progress_on=None, due_on=None, older_number="5")
    said = words(typeset(content(late, done, empty), AT).pdf)
    for expected in (
        "1,200 days late", "New Newly completed", "on 1 Nov 2026", "Closed without evidence.", "No owner",
        "None published", "No due date", "5 in the older log", "As at 22 November 2026, 4.12pm", "Wexcombe Council",
        "3 actions that ended before are not listed", "since the meeting of 8 September 2026",
        "Circulate the timetable",
    ):  # fmt: skip
        assert expected in said


def test_a_long_list_repeats_its_head_and_counts_its_pages():
    rows = [row(number, text=f"{LONGEST} word{number} " + "and more words " * 12) for number in range(1, 301)]
    pdf = typeset(content(*rows), AT).pdf
    assert is_accessible(pdf)
    pages = [clean(text) for text in words_of(pdf)]
    assert len(pages) > 30
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text
        assert "Owner" in text
        assert "Progress" in text
    told = words(pdf)
    assert not [number for number in range(1, 301) if f"word{number} " not in told]
    assert told.replace(" ", "").count(LONGEST) > 250  # but for those that the end of a line parts


def test_nothing_stands_beyond_the_edge_of_a_page():
    pdf = typeset(content(row(text=LONGEST * 4, who=LONGEST, progress="x" * 4000)), AT).pdf
    for sheet in pypdfium2.PdfDocument(pdf):
        edges = [thing.get_bounds() for thing in sheet.get_objects()]
        assert min(left for left, *_ in edges) >= 0
        assert max(right for _, _, right, _ in edges) <= sheet.get_width()


def test_a_row_that_is_longer_than_a_page_is_parted_and_loses_nothing():
    text = " ".join(f"w{number}." for number in range(9000))
    pdf = typeset(content(row(text=text)), AT).pdf
    assert is_accessible(pdf)
    assert "w8999." in words(pdf)


@pytest.mark.parametrize(
    "letters", ["ŵ ŷ Ŵ Ŷ â ê ô", "“quoted” – — … € £ ½", "Ж α ł ø ñ", "a\u0000b\u0007c\ud800d\nline"]
)
def test_letters_of_the_country_and_its_neighbours_keep_the_paper_accessible(letters):
    made = typeset(content(row(text=letters)), AT)
    assert not made.warning
    assert is_accessible(made.pdf)


def test_welsh_letters_come_out_as_words():
    assert "Ŵyl y tŷ a’r dŵr" in words(typeset(content(row(text="ŵyl y tŷ a’r dŵr")), AT).pdf)


def test_characters_without_a_shape_make_a_paper_with_a_warning():
    made = typeset(content(row(text="By bus \U0001f68c\U000e0041 \U0001fae8 soon")), AT)
    assert "no shape for some characters" in made.warning
    assert made.pdf.startswith(b"%PDF")
    assert "soon" in words(made.pdf)
    assert not page.is_pdf_compliant_bytes(made.pdf, profile="ua1")


def test_no_word_of_the_record_is_a_command():
    told = '#read("list.typ") #eval("1+1") *b* _i_ $x$ @ref <l> // c /* d */ `r` \\u{41} #panic("x") "); #{ {{ x }}'
    said = words(typeset(content(row(text=told, who="#lorem(9)", item="= Head")), AT).pdf)
    assert told in said
    assert "#lorem(9)" in said
    assert "= Head" in said


def test_an_empty_list_says_so():
    pdf = typeset(content(), AT).pdf
    assert is_accessible(pdf)
    assert "No action is open." in words(pdf)
