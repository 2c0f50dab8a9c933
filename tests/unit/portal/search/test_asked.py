"""What was typed is cleaned, and read for words, references and numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.asked import LONGEST, asked
from portal.search.suggestions import distance


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("  evening \n buses ", "evening buses"),
        ("bus\x00es", "bus es"),
        ("\u202eevening\u202c", "evening"),
        ("🚌", "🚌"),
        ("", ""),
    ],
)
def test_a_question_is_cleaned(typed, text):
    assert asked(typed).text == text


def test_a_long_question_is_cut_and_says_so():
    assert asked("bus " * 2500).was_cut
    assert len(asked("bus " * 2500).text) <= LONGEST
    assert not asked("b" * LONGEST).was_cut


def test_typographic_signs_are_understood():
    assert asked("“evening bus” –school").query == '"evening bus" -school'
    assert asked("2025–2026").query == "2025–2026"


def test_what_is_left_out_is_not_looked_for():
    question = asked('buses -school "evening timetable" or -"home page" tram')
    assert question.words == ["buses", "evening", "timetable", "tram"]
    assert "school" not in question.positive


@pytest.mark.parametrize("typed", ["CYP-2026-R3", "cyp-2026-r3", "What became of cyp-2026-r3?"])
def test_a_reference_is_read_in_any_case(typed):
    assert asked(typed).references == ["CYP-2026-R3"]


@pytest.mark.parametrize("typed", ["2026-04-21", "covid-19", "x-cyp-2026-3", "cyp-2026-3-4"])
def test_other_words_with_hyphens_are_no_reference(typed):
    assert asked(typed).references == []


@pytest.mark.parametrize(
    ("typed", "number"), [("72", "72"), ("Minute 72", "72"), ("min. 72a", "72a"), ("72 buses", ""), ("bus", "")]
)
def test_a_minute_number_is_read(typed, number):
    assert asked(typed).minute_number == number


def test_words_are_exchanged_in_their_place():
    assert asked('comittee "comittee room" -comittee').with_words({"comittee": "committee"}) == (
        'committee "committee room" -comittee'
    )


@given(st.text(max_size=400))
def test_any_text_can_be_read(typed):
    question = asked(typed)
    assert len(question.text) <= LONGEST
    assert "\x00" not in question.query
    assert question.with_words({}) == question.query
    for span in question.spans:
        assert question.query[span.start : span.end] == span.word
    assert isinstance(question.positive, str)
    assert len(question.references) <= 5


@pytest.mark.parametrize(
    ("first", "second", "steps"),
    [("bus", "bus", 0), ("recieve", "receive", 1), ("comittee", "committee", 1), ("", "bus", 3), ("tram", "bus", 4)],
)
def test_slips_are_counted(first, second, steps):
    assert distance(first, second) == distance(second, first) == steps


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("school - transport", "school   transport"),
        ("school – transport", "school   transport"),
        ("school-transport", "school transport"),
        ("part‑time — and school/transport", "part time   and school transport"),
        ("- council", "  council"),
        ("school -transport", "school -transport"),
        ("school −transport", "school -transport"),
        ("CYP-2026-R3 -bus", "CYP-2026-R3 -bus"),
    ],
)
def test_only_a_stroke_before_a_word_leaves_it_out(typed, query):
    assert asked(typed).query == query
