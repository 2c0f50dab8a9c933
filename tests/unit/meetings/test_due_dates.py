"""A due date in words: one day, or a refusal with examples."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.due_dates import UnclearDateError, due_date, due_words

# A Tuesday.
MEETING = dt.date(2026, 2, 3)
NEXT = dt.date(2026, 3, 24)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("26 April 2026", dt.date(2026, 4, 26)),
        ("26th April, 2026", dt.date(2026, 4, 26)),
        ("Sunday 26 April 2026", dt.date(2026, 4, 26)),
        ("April 26, 2026", dt.date(2026, 4, 26)),
        ("26/4/2026", dt.date(2026, 4, 26)),
        ("26/04/26", dt.date(2026, 4, 26)),
        ("26.4.2026", dt.date(2026, 4, 26)),
        ("2026-04-26", dt.date(2026, 4, 26)),
        ("by 26 April", dt.date(2026, 4, 26)),
        ("2 February", dt.date(2027, 2, 2)),
        ("3 February", MEETING),
        ("29 February", dt.date(2028, 2, 29)),
        ("in six weeks", dt.date(2026, 3, 17)),
        ("six weeks", dt.date(2026, 3, 17)),
        ("in 6 weeks' time", dt.date(2026, 3, 17)),
        ("within 28 days", dt.date(2026, 3, 3)),
        ("within 28 days of the meeting.", dt.date(2026, 3, 3)),
        ("in a fortnight", dt.date(2026, 2, 17)),
        ("in two months", dt.date(2026, 4, 3)),
        ("in a year", dt.date(2027, 2, 3)),
        ("end of March", dt.date(2026, 3, 31)),
        ("by the end of March", dt.date(2026, 3, 31)),
        ("By end of January", dt.date(2027, 1, 31)),
        ("end of February", dt.date(2026, 2, 28)),
        ("end of June 2027", dt.date(2027, 6, 30)),
        ("the end of the month", dt.date(2026, 2, 28)),
        ("end of next month", dt.date(2026, 3, 31)),
        ("end of the week", dt.date(2026, 2, 6)),
        ("end of the financial year", dt.date(2026, 3, 31)),
        ("Friday", dt.date(2026, 2, 6)),
        ("by Tuesday", dt.date(2026, 2, 10)),
        ("tomorrow", dt.date(2026, 2, 4)),
        ("next meeting", NEXT),
        ("by the next meeting", NEXT),
        ("the next meeting of the committee", NEXT),
        ("due: the following meeting", NEXT),
    ],
)
def test_the_day_is_understood(words, day):
    assert due_date(words, meeting_day=MEETING, next_meeting=NEXT) == day


def test_a_month_ends_where_the_shorter_month_ends():
    assert due_date("in one month", meeting_day=dt.date(2026, 1, 31)) == dt.date(2026, 2, 28)


@pytest.mark.parametrize(
    "words",
    ["", "soon", "asap", "March", "spring", "next Friday", "next week", "31/2/2026", "31 June", "in 5 working days",
     "end of the year", "in due course", "26 April 2026 or so", "in six weeks or seven", "x" * 5000],
)  # fmt: skip
def test_what_could_be_several_days_is_refused_with_examples(words):
    with pytest.raises(UnclearDateError, match="in six weeks"):
        due_date(words, meeting_day=MEETING, next_meeting=NEXT)


def test_a_next_meeting_that_nobody_entered_is_asked_for():
    with pytest.raises(UnclearDateError, match="no next meeting in the calendar"):
        due_date("next meeting", meeting_day=MEETING)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("the Director to publish a plan by next meeting", "next meeting"),
        ("the Director to publish a plan by the next meeting.", "next meeting"),
        ("a briefing note to be sent within 28 days", "within 28 days"),
        ("to report back in six weeks", "in six weeks"),
        ("to be finished by the end of March, at the latest", "end of March"),
        ("to reply by Friday", "Friday"),
        ("to reply by 26/4/2022;", "26/4/2022"),
        ("to reply no later than 4 May 2026", "4 May 2026"),
        ("to look at the past six weeks", ""),
        ("to be done by the Director", ""),
        ("to report on what was spent in March", ""),
    ],
)
def test_a_sentence_says_when_it_is_due(sentence, words):
    assert due_words(sentence) == words


@given(st.text(max_size=60), st.dates(dt.date(1900, 1, 1), dt.date(2900, 1, 1)))
def test_no_words_break_it(words, meeting_day):
    with contextlib.suppress(UnclearDateError):
        assert isinstance(due_date(words, meeting_day=meeting_day, next_meeting=meeting_day), dt.date)
    assert due_words(words) in words
