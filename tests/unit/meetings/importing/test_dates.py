"""Dates and times in every dress that councils give them."""

from __future__ import annotations

import datetime as dt

import pytest

from meetings.importing.grammar.dates import dates_and_times, day_without_year, find_date, find_time


@pytest.mark.parametrize(
    "text",
    [
        "4 July 2023",
        "Tuesday, 4th July, 2023",
        "Tuesday 4th July 2023",
        "4th day of July 2023",
        "July 4, 2023",
        "04/07/2023",
        "4/7/23",
        "2023-07-04",
        "4 Jul 2023",
        "4 th July 2023",
    ],
)
def test_date(text):
    assert find_date(f"held on {text} at the hall") == dt.date(2023, 7, 4)


@pytest.mark.parametrize("text", ["31 February 2023", "no date", "4 July", "45/13/2023", "7 2023"])
def test_no_date(text):
    assert find_date(text) is None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("6.30 p.m.", (18, 30)),
        ("6:30pm", (18, 30)),
        ("2.30 pm", (14, 30)),
        ("10.15 am", (10, 15)),
        ("18:30", (18, 30)),
        ("7pm", (19, 0)),
        ("12 noon", (12, 0)),
        ("12.05 am", (0, 5)),
        ("19.00 hours", (19, 0)),
    ],
)
def test_time(text, time):
    assert find_time(f"at {text}") == dt.time(*time)


def test_day_without_year_is_taken_near_the_meeting():
    assert day_without_year("Wednesday 29 December", dt.date(2023, 1, 10)) == dt.date(2022, 12, 29)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("The next meeting will be 17 May 2022 at 2:30pm", [dt.time(14, 30)]),
        ("Tuesday 17 May 2022, 2:30 pm and 21st June 2022 - noon", [dt.time(14, 30), dt.time(12)]),
        ("26/07/2022 (10 am), 27/07/2022", [dt.time(10), None]),
        ("17 May 2022 in the hall at 2pm", [None]),
        ("at 2pm on 17 May 2022", [None]),
    ],
)  # fmt: skip
def test_the_hour_directly_behind_a_date_belongs_to_it(text, times):
    assert [time for _, time in dates_and_times(text)] == times
