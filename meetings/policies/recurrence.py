"""The days of a series of meetings: every second Tuesday, or the first one of each month, between two days."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models

_DAY, _WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
_SATURDAY = 5


class Every(models.TextChoices):
    """How the days of a series follow each other."""

    WEEK = "1 week", "Every week"
    TWO_WEEKS = "2 weeks", "Every 2 weeks"
    THREE_WEEKS = "3 weeks", "Every 3 weeks"
    FOUR_WEEKS = "4 weeks", "Every 4 weeks"
    SIX_WEEKS = "6 weeks", "Every 6 weeks"
    EIGHT_WEEKS = "8 weeks", "Every 8 weeks"
    FIRST = "first", "The first of each month"
    SECOND = "second", "The second of each month"
    THIRD = "third", "The third of each month"
    FOURTH = "fourth", "The fourth of each month"
    LAST = "last", "The last of each month"


class Weekday(models.IntegerChoices):
    """As Python counts them."""

    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
    SATURDAY = 5, "Saturday"
    SUNDAY = 6, "Sunday"


class OnHoliday(models.TextChoices):
    """What becomes of a day of the series that is a holiday."""

    LEAVE_OUT = "leave out", "Leave it out"
    NEXT_DAY = "next day", "Take the next working day"
    KEEP = "keep", "Keep it, with a warning"


_WEEKS = {
    Every.WEEK: 1, Every.TWO_WEEKS: 2, Every.THREE_WEEKS: 3, Every.FOUR_WEEKS: 4, Every.SIX_WEEKS: 6,
    Every.EIGHT_WEEKS: 8,
}  # fmt: skip
_IN_MONTH = {Every.FIRST: 0, Every.SECOND: 1, Every.THIRD: 2, Every.FOURTH: 3, Every.LAST: -1}


@dataclass(frozen=True, slots=True)
class Proposed:
    """A day of the series; None where it is left out. `note` says what became of a holiday."""

    day: dt.date | None
    note: str = ""


def days_of(every: Every, weekday: int, first: dt.date, last: dt.date) -> list[dt.date]:
    """The days from `first` to `last`, both included, on that weekday (0 is Monday)."""
    day = first + _DAY * ((weekday - first.weekday()) % 7)
    if every in _WEEKS:
        step = _WEEK * _WEEKS[every]
        return [day + step * number for number in range((last - day) // step + 1)] if day <= last else []
    by_month: dict[tuple[int, int], list[dt.date]] = {}
    # Whole months are counted, so that the second Tuesday is that of the month and not of what is left of it.
    day = first.replace(day=1)
    day += _DAY * ((weekday - day.weekday()) % 7)
    while day <= last or (day.year, day.month) == (last.year, last.month):
        by_month.setdefault((day.year, day.month), []).append(day)
        day += _WEEK
    chosen = [days[_IN_MONTH[every]] for days in by_month.values()]
    return [day for day in chosen if first <= day <= last]


def around_holidays(days: list[dt.date], holidays: Mapping[dt.date, str], rule: OnHoliday) -> list[Proposed]:
    """The days as the rule for holidays leaves them; `holidays` maps a day to its name."""
    found = []
    for day in days:
        if day not in holidays or rule == OnHoliday.KEEP:
            found.append(Proposed(day))
        elif rule == OnHoliday.LEAVE_OUT:
            found.append(Proposed(None, f"{day:%A} {day.day} {day:%B %Y} is left out: {holidays[day]}."))
        else:
            other = day + _DAY
            while other in holidays or other.weekday() >= _SATURDAY:
                other += _DAY
            found.append(Proposed(other, f"Instead of {day:%A} {day.day} {day:%B}: {holidays[day]}."))
    return found
