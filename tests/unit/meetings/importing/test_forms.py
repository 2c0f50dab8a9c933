"""What form of record a text is, and that a text which is none is refused with a sentence."""

from __future__ import annotations

import datetime as dt

import pytest
from unit.meetings.importing.pages import HEAD, page, record_of

from meetings.importing.parse import parse
from meetings.importing.records import NotARecord

MINUTES = (
    "Minutes of the meeting of Transport Scrutiny Panel held at Town Hall, Ferrybridge Row on Tuesday 4 July "
    "2023 at 6.30 pm\n\n"
    "Present: Councillor Amber Holt (Chairperson)\nCouncillors: Jon Pike, Una Marsh and Ravi Sole\n\n"
    "In attendance: Councillor Bea Lunn, Cabinet Member for Roads\n\nOfficers: Head of Transport; Clerk to the "
    "committee\n\n"
    "12. APOLOGIES FOR ABSENCE\n\nApologies were received from Councillor Dee Fox.\n\n"
    "13. BUS SERVICES\n\nThe head of transport spoke.\n\nRESOLVED: That the report be noted.\n\nThe meeting "
    "ended at 8.05 pm\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n ",
        "Mix the flour and the eggs. Bake for an hour.",
        "The bug was resolved in version 2. Action: restart the server.",
        "Browse meetings\n\nTransport Panel\n\nThis page lists the meetings of the Transport Panel.",
        "The council decided to close the road, the newspaper said on Monday. Councillors agreed that it was sad.",
        "Terms and conditions\n\n1. Definitions\n\n2. Agreed terms\n\nThe parties agreed that the price is fixed.",
    ],
)
def test_text_that_is_no_record_is_refused(text):
    with pytest.raises(NotARecord, match=r"\.$"):
        parse("other.txt", text)


def test_minutes_say_whose_when_and_where():
    record = record_of(MINUTES)
    assert (record.kind, record.committee, record.venue) == (
        "minutes",
        "Transport Scrutiny Panel",
        "Town Hall, Ferrybridge Row",
    )
    assert (record.date, record.start, record.end) == (dt.date(2023, 7, 4), dt.time(18, 30), dt.time(20, 5))
    assert [(item.number, item.title) for item in record.items] == [
        ("12", "APOLOGIES FOR ABSENCE"),
        ("13", "BUS SERVICES"),
    ]
    assert record.items[1].minutes == "The head of transport spoke.\n\nRESOLVED: That the report be noted."


def test_page_says_whose_when_and_where():
    record = record_of(page("Nothing."))
    assert (record.kind, record.committee, record.venue) == (
        "meeting page",
        "Transport Scrutiny Panel",
        "Town Hall, Ferrybridge Row",
    )
    assert (record.date, record.start) == (dt.date(2023, 7, 4), dt.time(18, 30))


def test_options_never_overrule_the_document():
    (record,) = parse("m.txt", MINUTES, date=dt.date(2020, 1, 1), committee="Other Panel")
    assert (record.date, record.committee) == (dt.date(2023, 7, 4), "Transport Scrutiny Panel")
    assert sum("was not used" in warning.message for warning in record.warnings) == 2


def test_item_page_takes_its_number_from_the_papers():
    text = (
        "Agenda item\n\nBus services\n\nTo consider the report.\n\nMinutes:\n\nResolved that the report be noted.\n\n"
        "Supporting documents:\n\n- Bus report, item 9. PDF 222 KB\n- Appendix 1, item 9. PDF 2 MB\n"
    )
    record = record_of(text)
    (item,) = record.items
    assert (record.kind, item.number, item.title, item.purpose) == (
        "item page",
        "9",
        "Bus services",
        "To consider the report.",
    )
    assert [document.size for document in item.documents] == ["222 KB", "2 MB"]


def test_issue_page_gives_one_record_per_meeting():
    text = (
        "Issue - meetings\n\nBus map\n\nMeeting: 24/07/2018 - Transport Panel (Item 27)\n\n27 Bus map pdf icon "
        "PDF 84 KB\n\n"
        "Minutes:\n\nRESOLVED: That the map be drawn.\n\nMeeting: 12/06/2018 - Cabinet (Item 9)\n\n9 Bus map\n\n"
        "Minutes:\n\nRESOLVED: That the map be dear.\n"
    )
    records = parse("issue.txt", text)
    assert [(record.committee, record.date, record.items[0].number) for record in records] == [
        ("Transport Panel", dt.date(2018, 7, 24), "27"),
        ("Cabinet", dt.date(2018, 6, 12), "9"),
    ]
    assert [len(record.items[0].outcomes) for record in records] == [1, 1]


def test_decision_list_gives_one_record_per_meeting():
    entry = (
        "{0} - {1} ref: 8    Recommendations Approved\n\nDecision Maker: {2}\n\nMade at meeting: {0} - "
        "{2}\n\nDecision:\n\n{3}\n\n"
    )
    text = "Decisions\n\nDecisions published\n\n" + entry.format(
        "07/10/2019", "Bus lane", "Cabinet", "RESOLVED\n\nthat the lane be closed."
    )
    text += entry.format(
        "07/10/2019", "Bus stop", "Cabinet", "1. That the stop be moved.\n\n2. That the sign be painted."
    )
    (record,) = parse("decisions.txt", text)
    assert [(item.title, len(item.outcomes)) for item in record.items] == [("Bus lane", 1), ("Bus stop", 2)]


@pytest.mark.parametrize(
    "numbers",
    [
        ("142.", "143."),
        ("23/41", "23/42"),
        ("87/25", "88/25"),
        ("C033/22", "C034/22"),
        ("OSC.12", "OSC.13"),
        ("3", "3a"),
        ("4.1", "4.2"),
        ("12 |", "13 |"),
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", " ", "\n"])
def test_item_numbers_of_every_style(numbers, gap):
    first, second = numbers
    text = (
        f"{HEAD}{first}{gap}Apologies for absence\n\nMinutes:\n\nNone.\n\n{second}{gap}Bus services\n\n"
        f"Minutes:\n\nRESOLVED that the report be noted.\n"
    )
    record = record_of(text)
    assert [item.number for item in record.items] == [number.rstrip(" .|") for number in numbers]
    assert [item.title for item in record.items] == ["Apologies for absence", "Bus services"]
    assert len(record.items[1].outcomes) == 1


def test_title_on_the_line_of_its_minutes():
    text = (
        f"{HEAD}| No. | Item |\n|---|---|\n|\nApologies for absence To receive apologies. Minutes: There were "
        f"none. |\n|\nBus services PDF 72 KB Minutes:Members spoke. RESOLVED that the report be noted. |\n"
    )
    record = record_of(text)
    assert [(item.title, item.purpose) for item in record.items] == [
        ("Apologies for absence", "To receive apologies."),
        ("Bus services", None),
    ]
    assert [outcome.text for outcome in record.items[1].outcomes] == ["the report be noted."]


def test_items_without_numbers_are_told_by_their_papers():
    text = (
        "Tuesday, 4th July, 2023 7.30 pm\n\nApologies for absence\n\n\nApologies were received from Councillor "
        "Fox.\n\n\nMinutes pdf icon PDF 200 KB\n\n"
        "To approve the minutes.\n\n\nRESOLVED that the minutes are agreed as a correct record.\n\n\nForward "
        "Plan pdf icon PDF 91 KB\n\nTo note the plan.\n\n\nRESOLVED that the plan is noted.\n"
    )
    record = record_of(text)
    assert [item.title for item in record.items] == ["Apologies for absence", "Minutes", "Forward Plan"]
    assert [len(item.outcomes) for item in record.items] == [0, 1, 1]
