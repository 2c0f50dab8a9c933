"""Clear days before a meeting, by both readings of them.

Agenda and open reports are public, and notice is given, five clear days at least before a meeting (LGA 1972 s.100A(6),
s.100B(3), Schedule 12 paragraph 4). Clear days leave out the day of publication and the day of the meeting. Which of
the days between them count is read in two ways:

- *working days*: weekends, bank holidays and days on which the offices are closed do not count. A paper that is
  published on such a day counts as published on the next working day.
- *s.243*: Sundays, bank holidays, days of public thanksgiving or mourning, the Christmas break and the Easter break do
  not count (LGA 1972 s.243). A paper may be published on any day.

Nothing here asks the database: holidays are given.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

_DAY = dt.timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6


class Reading(StrEnum):
    """How clear days are read."""

    WORKING_DAYS = "working days"
    S243 = "s243"

    @property
    def label(self) -> str:
        return {Reading.WORKING_DAYS: "Working days", Reading.S243: "Section 243"}[self]

    @property
    def rule(self) -> str:
        """What does not count, in a sentence."""
        return {
            Reading.WORKING_DAYS: "Weekends, bank holidays and days on which the offices are closed do not count.",
            Reading.S243: (
                "Sundays, bank holidays, days of public thanksgiving or mourning, the Christmas break and the Easter "
                "break do not count (Local Government Act 1972, section 243)."
            ),
        }[self]


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The days of the holiday table: `public` are bank holidays and days of public thanksgiving or mourning, `closed`
    those on which only the council's offices are closed.
    """

    public: frozenset[dt.date] = field(default_factory=frozenset)
    closed: frozenset[dt.date] = field(default_factory=frozenset)


def easter_sunday(year: int) -> dt.date:
    """Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, of_leap = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * leaps - epact - of_leap) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def easter_break(year: int) -> tuple[dt.date, dt.date]:
    """First and last day: the Thursday before to the Tuesday after Easter Sunday (LGA 1972 s.243)."""
    sunday = easter_sunday(year)
    return sunday - 3 * _DAY, sunday + 2 * _DAY


def christmas_break(year: int, days_off: DaysOff) -> tuple[dt.date, dt.date]:
    """First and last day: the last weekday before Christmas Day to the first one after it that is no bank holiday
    (LGA 1972 s.243).

    The Act does not say whether Saturday is a weekday. Here it is none: the break is then the longer one, so papers
    that are in time by this reading are in time by the other one too.
    """
    christmas = dt.date(year, 12, 25)
    first = christmas - _DAY
    while first.weekday() >= _SATURDAY:
        first -= _DAY
    last = christmas + _DAY
    while last.weekday() >= _SATURDAY or last in days_off.public:
        last += _DAY
    return first, last


def is_working_day(day: dt.date, days_off: DaysOff) -> bool:
    """Monday to Friday, neither a holiday nor a day on which the offices are closed."""
    return day.weekday() < _SATURDAY and day not in days_off.public and day not in days_off.closed


def counts_by_section_243(day: dt.date, days_off: DaysOff) -> bool:
    """No Sunday, bank holiday, day of public thanksgiving or mourning, nor day of the Christmas or Easter break."""
    if day.weekday() == _SUNDAY or day in days_off.public:
        return False
    # The Christmas break may reach into January where its first days are holidays.
    breaks = [easter_break(day.year), *(christmas_break(year, days_off) for year in _christmases(day))]
    return not any(first <= day <= last for first, last in breaks)


def _christmases(day: dt.date) -> list[int]:
    if day.month == 12:
        return [day.year]
    return [day.year - 1] if day.month == 1 and day.year > 1 else []


_COUNTS: dict[Reading, Callable[[dt.date, DaysOff], bool]] = {
    Reading.WORKING_DAYS: is_working_day,
    Reading.S243: counts_by_section_243,
}


def clear_days_between(published: dt.date, meeting_day: dt.date, reading: Reading, days_off: DaysOff) -> int:
    """How many clear days lie between the day of publication and the day of the meeting, both left out."""
    counts = _COUNTS[reading]
    day = published
    if reading == Reading.WORKING_DAYS:
        while day < meeting_day and not counts(day, days_off):
            day += _DAY
    number = 0
    while (day := day + _DAY) < meeting_day:
        number += counts(day, days_off)
    return number


def last_day(meeting_day: dt.date, clear_days: int, reading: Reading, days_off: DaysOff) -> dt.date:
    """The last day on which publication leaves so many clear days before the meeting.

    By the working-day reading it is a working day; by section 243 any day of the week.
    """
    counts = _COUNTS[reading]
    day = meeting_day
    try:
        for _ in range(clear_days):
            day -= _DAY
            while not counts(day, days_off):
                day -= _DAY
        day -= _DAY
        while reading == Reading.WORKING_DAYS and not counts(day, days_off):
            day -= _DAY
    except OverflowError:  # a meeting in the first days of the calendar, which nobody can be in time for
        return dt.date.min
    return day


def working_day_after(day: dt.date, number: int, days_off: DaysOff) -> dt.date:
    """The working day that is so many working days after `day`, which itself does not count."""
    try:
        for _ in range(number):
            day += _DAY
            while not is_working_day(day, days_off):
                day += _DAY
    except OverflowError:  # a meeting in the last days of the calendar
        return dt.date.max
    return day


@dataclass(frozen=True, slots=True)
class ReadDeadline:
    """One deadline by one reading, for a page: `rule` says what does not count, `rules` whether this reading is the
    council's; `kept` is unknown until something is published.
    """

    reading: Reading
    clear_days: int
    last_day: dt.date
    rules: bool
    kept: bool | None = None

    @property
    def label(self) -> str:
        return self.reading.label

    @property
    def rule(self) -> str:
        return self.reading.rule
