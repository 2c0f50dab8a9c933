"""The days of a series, against a search through every day; and what becomes of holidays."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.policies.recurrence import Every, OnHoliday, around_holidays, days_of

DAY = dt.timedelta(days=1)
DATES = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))
EASTER_MONDAY = dt.date(2026, 4, 6)
HOLIDAYS = {dt.date(2026, 4, 3): "Good Friday", EASTER_MONDAY: "Easter Monday"}
WEEKS = {it: int(it.value.split()[0]) for it in Every if it.value[0].isdigit()}
PLACES = {Every.FIRST: 1, Every.SECOND: 2, Every.THIRD: 3, Every.FOURTH: 4}


@pytest.mark.parametrize(
    ("every", "first", "last", "expected"),
    [
        (Every.SECOND, "2026-05-01", "2026-07-31", ["2026-05-12", "2026-06-09", "2026-07-14"]),
        # Counted in the whole month, not in what is left of it.
        (Every.FIRST, "2026-05-06", "2026-06-30", ["2026-06-02"]),
        (Every.LAST, "2026-05-01", "2026-06-20", ["2026-05-26"]),
        (Every.TWO_WEEKS, "2026-10-13", "2026-11-10", ["2026-10-13", "2026-10-27", "2026-11-10"]),
        (Every.WEEK, "2026-10-14", "2026-10-18", []),
    ],
)
def test_tuesdays(every, first, last, expected):
    days = days_of(every, 1, dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert [day.isoformat() for day in days] == expected


@given(every=st.sampled_from(list(Every)), weekday=st.integers(0, 6), first=DATES, length=st.integers(0, 800))
def test_a_rule_finds_what_a_search_through_every_day_finds(every, weekday, first, length):
    last = first + DAY * length
    of_weekday = [first + DAY * n for n in range(length + 1) if (first + DAY * n).weekday() == weekday]
    if every in WEEKS:
        expected = [day for day in of_weekday if (day - of_weekday[0]).days % (7 * WEEKS[every]) == 0]
    elif every == Every.LAST:
        expected = [day for day in of_weekday if (day + 7 * DAY).month != day.month]
    else:
        expected = [day for day in of_weekday if (day.day - 1) // 7 + 1 == PLACES[every]]
    assert days_of(every, weekday, first, last) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (OnHoliday.KEEP, EASTER_MONDAY),
        (OnHoliday.LEAVE_OUT, None),
        (OnHoliday.NEXT_DAY, dt.date(2026, 4, 7)),
    ],
)
def test_a_holiday_is_kept_left_out_or_moved(rule, expected):
    (proposed, other) = around_holidays([EASTER_MONDAY, dt.date(2026, 4, 13)], HOLIDAYS, rule)
    assert proposed.day == expected
    assert ("Easter Monday" in proposed.note) == (rule != OnHoliday.KEEP)
    assert (other.day, other.note) == (dt.date(2026, 4, 13), "")


def test_the_next_working_day_after_good_friday_is_the_tuesday():
    (proposed,) = around_holidays([dt.date(2026, 4, 3)], HOLIDAYS, OnHoliday.NEXT_DAY)
    assert proposed.day == dt.date(2026, 4, 7)
