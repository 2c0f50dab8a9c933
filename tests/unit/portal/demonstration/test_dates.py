import datetime as dt

import pytest

from portal.demonstration.dates import Calendar, day_of
from portal.demonstration.errors import DemonstrationError

THURSDAY = dt.date(2026, 4, 23)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("-6 weeks tue", dt.date(2026, 3, 10)),
        ("+3 weeks wed", dt.date(2026, 5, 13)),
        ("+0 weeks mon", dt.date(2026, 4, 20)),
        ("-1 weeks", dt.date(2026, 4, 13)),
    ],
)
def test_day_of_counts_whole_weeks(words, expected):
    assert day_of(words, THURSDAY) == expected


def test_day_of_is_the_same_on_every_day_of_a_week():
    week = [dt.date(2026, 4, 20) + dt.timedelta(days=n) for n in range(7)]
    assert {day_of("-2 weeks thu", today) for today in week} == {dt.date(2026, 4, 9)}


def test_day_of_keeps_clear_of_christmas_day():
    assert day_of("+0 weeks fri", dt.date(2026, 12, 23)) == dt.date(2026, 12, 24)


@pytest.mark.parametrize("words", ["", "tomorrow", "6 weeks tue", "-6 weeks sol", "-6 days tue"])
def test_day_of_refuses_other_words(words):
    with pytest.raises(DemonstrationError, match="is no date"):
        day_of(words, THURSDAY)


@pytest.fixture
def calendar():
    return Calendar(THURSDAY, {"cyp-01": dt.date(2026, 5, 5)})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("held on {date:cyp-01}.", "held on 5 May 2026."),
        ("by {day:-6}", "by Wednesday 29 April 2026"),
        ("in {month:+31}", "in June 2026"),
        ("for {year:0} and {year:-10}", "for 2026 to 2027 and 2025 to 2026"),
        ("a set {of words}", "a set {of words}"),
    ],
)
def test_expand_prints_dates(calendar, text, expected):
    assert calendar.expand(text, dt.date(2026, 5, 5)) == expected


def test_expand_refuses_an_unknown_meeting(calendar):
    with pytest.raises(DemonstrationError, match="no meeting “cyp-99”"):
        calendar.expand("{date:cyp-99}", THURSDAY)


def test_expand_refuses_an_unknown_form(calendar):
    with pytest.raises(DemonstrationError, match="“hour” is no form of date"):
        calendar.expand("{hour:cyp-01}", THURSDAY)
