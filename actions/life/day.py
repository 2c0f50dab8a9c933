"""The day as at which an entry is shown: asked for in the address of its page."""

import datetime as dt
from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date

from meetings.editions.spelling import long_date

PARAMETER = "as_at"
# No date is longer; what somebody appends is not said back to them.
LONGEST = 10
UNREADABLE = "That is no date. Give the day as 2026-03-31, or choose it from the calendar."


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day as at which the page stands. `problem` says why it is today although another was asked for."""

    day: dt.date
    typed: str = ""
    problem: str = ""

    @property
    def is_past(self) -> bool:
        return self.day < timezone.localdate()


def asked_day(query: QueryDict, *, made_on: dt.date) -> AskedDay:
    """The day that the address asks for, of an entry that was made on `made_on`; today where it asks for none."""
    today = timezone.localdate()
    typed = query.get(PARAMETER, "").strip()
    if not typed:
        return AskedDay(today)
    day = _day_of(typed)
    if day is None:
        return AskedDay(today, typed[:LONGEST].replace("\x00", ""), UNREADABLE)
    if day > today:
        return AskedDay(today, typed, f"{long_date(day)} has not come yet. Give today or an earlier day.")
    if day < made_on:
        return AskedDay(today, typed, f"On {long_date(day)} it was not there yet: it was made on {long_date(made_on)}.")
    return AskedDay(day, typed)


def _day_of(typed: str) -> dt.date | None:
    try:
        return parse_date(typed) if len(typed) <= LONGEST else None
    except ValueError:
        return None
