"""Whatever the text, the reader does not fall over, and what it finds are the source's own words."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unit.meetings.importing.pages import page

from meetings.importing.parse import parse
from meetings.importing.records import NotARecord, ParsedRecord

PIECES = st.sampled_from(
    [
        "RESOLVED",
        "RESOLVED that",
        "Resolved:",
        "the bus report be noted.",
        "That the Panel:",
        "(a)",
        "(b)",
        "1.",
        "2)",
        "- ",
        "• ",
        "\n",
        "\n\n",
        "\n \n\n",
        " | ",
        "\t",
        "Minutes:",
        "Decision:",
        "ACTION: Clerk to write.",
        "ACTION BY",
        "142.",
        "Buses pdf icon PDF 12 KB",
        "Councillor Amber Holt",
        "Present:",
        "Apologies",
        "it was",
        "seconded by Cllr Pike and",
        "“",
        "”",
        "...  view the full minutes text for item 7.",
        "PQ 1",
        "Response:",
        "Title of report: Buses",
        "<p>To note</p>",
        "12",
        "Minutes of the meeting of the Transport Panel held at Town Hall on 3 May 2022 at 2 pm",
        "Agenda",
        "Agenda item",
        "Agenda and minutes",
        "Venue: Town Hall",
        "No. Item",
        "The Panel agreed that",
        "would be circulated to members.",
        "\u00a0",
        "İ",
    ]
)
DOCUMENTS = st.lists(PIECES | st.text(max_size=12), max_size=60).map(" ".join)


def read(text: str) -> list[ParsedRecord]:
    """The records of a text; none where it is refused."""
    try:
        return parse("any.txt", text)
    except NotARecord:
        return []


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS)
def test_outcomes_are_pieces_of_the_source(text):
    source = " ".join(text.split())
    for record in read(text):
        record.as_json()
        for item in record.items:
            for outcome in item.outcomes:
                assert outcome.text
                assert outcome.text in source
                assert "view the full minutes text" not in outcome.text
            assert all(undertaking.text in source for undertaking in item.undertakings)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=20), max_size=25).map(" ".join))
def test_minutes_of_any_kind_leave_the_items_round_them_alone(middle):
    records = read(page(middle))
    assert records
    assert records[0].items[0].title == "Apologies for absence"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(NotARecord):
        parse("any.txt", text)


@pytest.mark.parametrize(
    "junk",
    [
        "a" * 1_000_000,
        " \n" * 500_000,
        "lorem ipsum dolor " * 55_000,
        "x\t" * 400_000,
        "RESOLVED RESOLVED " * 55_000,
        "(a) " * 250_000,
    ],
)
def test_a_megabyte_of_junk_is_answered_soon(junk):
    started = time.monotonic()
    assert all(not item.outcomes for record in read(junk) for item in record.items)
    assert time.monotonic() - started < 10
