"""The last day for a response, against counting days one by one."""

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


ONE_DAY = dt.timedelta(days=1)
RECEIVED = [dt.date(2000, 1, 1) + dt.timedelta(days=number) for number in range(14_976)]


def test_the_days_of_receipt_are_all_those_from_2000_to_2040():
    assert (RECEIVED[0], RECEIVED[-1]) == (dt.date(2000, 1, 1), dt.date(2040, 12, 31))


@pytest.mark.parametrize("months", [1, 2, 3])
def test_months_by_brute_force_from_2000_to_2040(months):
    """The period ends before the day of that number in the last month, or with that month where it has no such day."""
    clock = AddresseeClock(addressee_kind="executive", months=months, rule="a rule")
    for received in RECEIVED:
        last, firsts_passed = received, 0
        # On to the first of the last month, day by day.
        while firsts_passed < months:
            last += ONE_DAY
            firsts_passed += last.day == 1
        # And on until tomorrow is the day of the same number, or a new month.
        while (last + ONE_DAY).day not in (received.day, 1):
            last += ONE_DAY
        if received.day == 1:
            last -= ONE_DAY * last.day
        assert response_due(received, clock) == last_day_of_months(received, months) == last, received


@pytest.mark.parametrize("days", [10, 14, 28, 56])
def test_days_by_brute_force_from_2000_to_2040(days):
    """So many days pass after the day of receipt, which is not one of them."""
    clock = AddresseeClock(addressee_kind="nhs body", days=days, rule="a rule")
    for received in RECEIVED:
        last = received
        for _ in range(days):
            last += ONE_DAY
        assert response_due(received, clock) == last, received


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
