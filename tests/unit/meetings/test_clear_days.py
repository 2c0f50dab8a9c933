"""Clear days: the vectors, and every day of forty years against a count made in another way."""

import datetime as dt
import itertools

import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from meetings.bank_holidays import bank_holidays_of
from meetings.clear_days import (
    DaysOff,
    Reading,
    christmas_break,
    clear_days_between,
    easter_break,
    easter_sunday,
    last_day,
)

DAY = dt.timedelta(days=1)
YEARS = range(1999, 2042)
BANK = DaysOff(frozenset(itertools.chain.from_iterable(bank_holidays_of(year) for year in YEARS)))
VECTORS = [
    (dt.date(2022, 4, 26), 5, Reading.WORKING_DAYS, dt.date(2022, 4, 14)),
    (dt.date(2022, 4, 26), 5, Reading.S243, dt.date(2022, 4, 19)),
    (dt.date(2019, 4, 25), 5, Reading.WORKING_DAYS, dt.date(2019, 4, 15)),
    (dt.date(2022, 9, 27), 5, Reading.WORKING_DAYS, dt.date(2022, 9, 16)),
    (dt.date(2023, 1, 10), 5, Reading.WORKING_DAYS, dt.date(2022, 12, 30)),
    (dt.date(2025, 1, 7), 5, Reading.WORKING_DAYS, dt.date(2024, 12, 27)),
    (dt.date(2022, 4, 26), 3, Reading.WORKING_DAYS, dt.date(2022, 4, 20)),
]


@pytest.mark.parametrize(("meeting", "number", "reading", "expected"), VECTORS)
def test_vectors(meeting, number, reading, expected):
    assert last_day(meeting, number, reading, BANK) == expected
    assert clear_days_between(expected, meeting, reading, BANK) == number


def section_243():
    """Every day of the years that does not count by section 243, found by marking days in a set."""
    out = set(BANK.public)
    for year in YEARS:
        start = easter(year) - dt.timedelta(days=3)
        out |= {start + dt.timedelta(days=n) for n in range(6)}
        begin = max(dt.date(year, 12, n) for n in range(18, 25) if dt.date(year, 12, n).isoweekday() <= 5)
        after = (dt.date(year, 12, 26) + dt.timedelta(days=n) for n in range(10))
        end = min(day for day in after if day.isoweekday() <= 5 and day not in BANK.public)
        out |= {begin + dt.timedelta(days=n) for n in range((end - begin).days + 1)}
    first = dt.date(YEARS[0], 1, 1)
    days = (first + dt.timedelta(days=n) for n in range(len(YEARS) * 366))
    return out | {day for day in days if day.isoweekday() == 7}


OUT = section_243()
WEEKENDS = {dt.date(1999, 1, 1) + dt.timedelta(days=n) for n in range(len(YEARS) * 366)}
WEEKENDS = {day for day in WEEKENDS if day.isoweekday() > 5}
NOT_COUNTED = {Reading.WORKING_DAYS: WEEKENDS | BANK.public, Reading.S243: OUT}


def counted(published, meeting, reading):
    """The clear days between, by brute force."""
    out = NOT_COUNTED[reading]
    if reading == Reading.WORKING_DAYS:
        published = next(day for day in (published + dt.timedelta(days=n) for n in range(40)) if day not in out)
    between = {published + dt.timedelta(days=n) for n in range(1, max((meeting - published).days, 1))}
    return len(between - out)


@pytest.mark.parametrize("reading", Reading)
@pytest.mark.parametrize("number", [1, 2, 3, 5])
def test_every_day_of_forty_years_against_another_count(reading, number):
    meeting = dt.date(2000, 1, 1)
    while meeting.year <= 2040:
        found = last_day(meeting, number, reading, BANK)
        assert found < meeting
        assert counted(found, meeting, reading) >= number, (meeting, found)
        assert counted(found + DAY, meeting, reading) < number or found + DAY == meeting, (meeting, found)
        meeting += DAY


@given(
    meeting=st.dates(dt.date(2000, 6, 1), dt.date(2040, 12, 31)),
    before=st.integers(0, 40),
    number=st.integers(0, 12),
    reading=st.sampled_from(Reading),
)
def test_what_is_published_by_the_last_day_is_in_time_and_nothing_else(meeting, before, number, reading):
    published = meeting - dt.timedelta(days=before)
    assert clear_days_between(published, meeting, reading, BANK) == counted(published, meeting, reading)
    if published < meeting:
        in_time = clear_days_between(published, meeting, reading, BANK) >= number
        if number:
            assert in_time == (published <= last_day(meeting, number, reading, BANK))


def test_easter_sunday():
    assert [easter_sunday(year) for year in range(1900, 2200)] == [easter(year) for year in range(1900, 2200)]


def test_the_easter_break():
    assert easter_break(2022) == (dt.date(2022, 4, 14), dt.date(2022, 4, 19))


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2022, dt.date(2022, 12, 23), dt.date(2022, 12, 28)),  # Christmas on a Sunday
        (2023, dt.date(2023, 12, 22), dt.date(2023, 12, 27)),  # on a Monday
        (2024, dt.date(2024, 12, 24), dt.date(2024, 12, 27)),  # on a Wednesday
        (2020, dt.date(2020, 12, 24), dt.date(2020, 12, 29)),  # on a Friday
    ],
)
def test_the_christmas_break(year, first, last):
    assert christmas_break(year, BANK) == (first, last)


def test_closed_offices_count_by_section_243_alone():
    closed = DaysOff(closed=frozenset({dt.date(2026, 2, 10)}))
    meeting = dt.date(2026, 2, 12)
    assert last_day(meeting, 1, Reading.WORKING_DAYS, closed) == dt.date(2026, 2, 9)
    assert last_day(meeting, 2, Reading.WORKING_DAYS, closed) == dt.date(2026, 2, 6)
    assert last_day(meeting, 2, Reading.S243, closed) == dt.date(2026, 2, 9)


def test_a_saturday_counts_by_section_243_alone():
    tuesday = dt.date(2026, 2, 10)
    assert last_day(tuesday, 2, Reading.S243, DaysOff()) == dt.date(2026, 2, 6)
    assert last_day(tuesday, 2, Reading.WORKING_DAYS, DaysOff()) == dt.date(2026, 2, 5)


def test_a_break_that_reaches_into_january():
    table = DaysOff(frozenset(dt.date(2025, 12, 26) + dt.timedelta(days=n) for n in range(8)))
    assert christmas_break(2025, table)[1] == dt.date(2026, 1, 5)
    assert last_day(dt.date(2026, 1, 7), 1, Reading.S243, table) == dt.date(2026, 1, 5)
    assert last_day(dt.date(2026, 1, 7), 2, Reading.S243, table) == dt.date(2025, 12, 22)


def test_the_beginning_of_the_calendar_is_no_error():
    for reading in Reading:
        assert last_day(dt.date(1, 1, 3), 5, reading, DaysOff()) == dt.date.min
