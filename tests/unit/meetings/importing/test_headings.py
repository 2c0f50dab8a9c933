"""Headings: one line that holds the whole page, rows without a title, items within an item, titles that stand alone."""

from __future__ import annotations

from unit.meetings.importing.pages import record_of


def titles_of(text):
    """Number and title of every item of the one record in a text."""
    return [(item.number, item.title) for item in record_of(text).items]


ONE_LINE = (
    "Harbour Scrutiny Committee Tuesday 3 February 2026 Minutes Attendance: Councillor Amber Holt (Chair), "
    "Councillor Jon "
    "Pike. Officers: Head of Ferries. 9. Apologies for Absence Apologies were received from Councillor Una Marsh. 10. "
    "Dredging The Head of Ferries presented the report. RESOLVED: That (1) the report be noted; and (2) an update be "
    "given in May. 11. Date of Next Meeting 3 March 2026. The meeting ended at 8.15 pm."
)


def test_page_on_one_line():
    record = record_of(ONE_LINE)
    assert [(item.number, item.title) for item in record.items] == [
        ("9", "Apologies for Absence"),
        ("10", "Dredging"),
        ("11", "Date of Next Meeting"),
    ]
    assert [outcome.text for outcome in record.items[1].outcomes] == [
        "the report be noted; and",
        "an update be given in May.",
    ]
    assert record.committee == "Harbour Scrutiny Committee"


def test_row_without_a_title_keeps_its_outcomes():
    text = (
        "Venue: Town Hall\nNo. | Item |\n---|---|\nDeclarations of Interest Minutes: None. |\n|\n"
        "To approve the minutes of the meeting held on 3 May 2024. Minutes: RESOLVED that the minutes be signed. |\n|\n"
        "Fares Review Minutes: RESOLVED that the fares be noted. |\n|\n"
    )
    record = record_of(text)
    assert [item.title for item in record.items] == ["Declarations of Interest", "", "Fares Review"]
    assert [len(item.outcomes) for item in record.items] == [0, 1, 1]


def test_items_within_an_item():
    text = (
        "Agenda and minutes\n\nVenue: Town Hall\n\nItems\nNo. "
        "Item\n\n4.\n\nAPOLOGIES\n\nMinutes:\n\nNone.\n\n5.\n\nMINUTES\n\n"
        "5.1\n\n3RD MAY, 2024; pdf icon PDF 20 KB\n\nMinutes:\n\nRESOLVED that they be "
        "signed.\n\n6.\n\nFARES\n\nMinutes:\n\nNone.\n"
    )
    assert [number for number, _ in titles_of(text)] == ["4", "5", "5.1", "6"]


def test_title_that_stands_alone_in_minutes_without_numbers():
    text = (
        "Harbour Scrutiny Board\n\nThursday, 26th September, 2024\n\nMatters Arising\n\nThere were none to "
        "report at this "
        "meeting.\n\nAnnual Ferry Report\n\nThe Board considered the report.\n\nRESOLVED: That it be noted.\n"
    )
    assert [title for _, title in titles_of(text)] == ["Matters Arising", "Annual Ferry Report"]


def test_title_closed_with_a_full_stop():
    text = (
        "Minutes of a meeting of the Harbour Commission held at the Guildhall on Wednesday, 8 March "
        "2023.\n\n54. Minutes.\n\n"
        "The minutes were signed.\n\n55. Dredging Review.\n\nRESOLVED: That it be noted.\n"
    )
    assert titles_of(text) == [("54", "Minutes"), ("55", "Dredging Review")]
    assert record_of(text).committee == "Harbour Commission"


def test_purpose_that_repeats_the_title_is_no_item():
    text = (
        "Agenda and minutes\n\nVenue: Town Hall\n\nNo. Item\n\n\nMinutes pdf icon PDF 20 KB\n\nMinutes from "
        "3 May 2024\n\n\n"
        "The Panel resolved to approve the minutes.\n\n\nFares Review pdf icon PDF 30 KB\n\n\nThere were no comments.\n"
    )
    assert [title for _, title in titles_of(text)] == ["Minutes", "Fares Review"]


def test_page_without_a_head_is_told_by_its_formalities():
    text = (
        "To receive the report of the Ferry Task Group and accept it for the Cabinet's response.\n"
        "This item was deferred so that Councillor Amber Holt can present the report at the next meeting."
    )
    assert record_of(text).items[0].outcomes == []
