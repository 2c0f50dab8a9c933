"""The last day for a response, against counting days one by one."""

import calendar
import datetime as dt

import pytest

from actions.clocks import last_day_of_months, response_due
from actions.models import AddresseeClock


def test_two_months_beginning_with_22_march_2022():
    assert last_day_of_months(dt.date(2022, 3, 22), 2) == dt.date(2022, 5, 21)


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (dt.date(2021, 12, 31), dt.date(2022, 2, 28)),
        (dt.date(2023, 12, 31), dt.date(2024, 2, 29)),
        (dt.date(2023, 12, 30), dt.date(2024, 2, 29)),
        (dt.date(2023, 12, 29), dt.date(2024, 2, 28)),
        (dt.date(2024, 1, 1), dt.date(2024, 2, 29)),
        (dt.date(2024, 7, 1), dt.date(2024, 8, 31)),
    ],
)
def test_two_months_at_the_ends_of_months(received, last):
    assert last_day_of_months(received, 2) == last


def test_two_months_by_brute_force_from_2000_to_2040():
    """The period ends before the day of that number in the month after next, or with that month."""
    day = dt.date(2000, 1, 1)
    while day < dt.date(2040, 1, 1):
        last = day
        months_passed = 0
        while months_passed < 2:
            last += dt.timedelta(days=1)
            length = calendar.monthrange(last.year, last.month)[1]
            if last.day == day.day or (day.day > length and last.day == length):
                months_passed += 1
        corresponding_exists = last.day == day.day
        expected = last - dt.timedelta(days=1) if corresponding_exists else last
        assert last_day_of_months(day, 2) == expected, day
        day += dt.timedelta(days=1)


def test_days_count_the_day_of_receipt_as_the_first():
    clock = AddresseeClock(addressee_kind="nhs body", days=28, rule="a rule")
    assert response_due(dt.date(2026, 1, 1), clock) == dt.date(2026, 1, 29)


def test_no_clock_gives_no_date():
    assert response_due(dt.date(2026, 1, 1), None) is None
    assert response_due(dt.date(2026, 1, 1), AddresseeClock(addressee_kind="mp", rule="none")) is None


@pytest.mark.django_db
def test_every_kind_of_addressee_has_a_clock_with_a_rule():
    from meetings.models import AddresseeKind

    clocks = {clock.addressee_kind: clock for clock in AddresseeClock.objects.all()}
    assert set(clocks) == set(AddresseeKind.values)
    assert all(clock.rule for clock in clocks.values())
    assert response_due(dt.date(2022, 3, 22), clocks["executive"]) == dt.date(2022, 5, 21)
