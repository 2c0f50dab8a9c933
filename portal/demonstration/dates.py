"""Dates of the demonstration council, told relative to today, so that the council is always in the middle of its work.

`-6 weeks tue` is the Tuesday of the week six weeks before this week (weeks begin on Monday); `+3 weeks wed` is a
Wednesday to come. In any text `{date:cyp-01}` prints the date of that meeting, `{date:-30}` the date thirty days before
the day that the text belongs to; `day` prints the weekday as well, `month` the month, `year` the municipal year.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from meetings.municipal_year import municipal_year_label, municipal_year_of
from portal.demonstration.errors import DemonstrationError

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKS = re.compile(r"^(?P<weeks>[+-]\d{1,3}) weeks(?: (?P<weekday>[a-z]{3}))?$")
_DAYS = re.compile(r"^[+-]?\d{1,4}$")
_MARK = re.compile(r"\{(?P<form>\w+):(?P<which>[^{}]+)\}")
# No council meets on these days; the meeting is held that many days before.
_CLOSED = {(12, 25): 1, (12, 26): 2, (1, 1): 1}


def day_of(words: str, today: dt.date) -> dt.date:
    """The day that words such as "-6 weeks tue" mean; without a weekday the Monday of that week."""
    match = _WEEKS.match(words)
    weekday = (match["weekday"] or "mon") if match else ""
    if match is None or weekday not in WEEKDAYS:
        raise DemonstrationError(f"“{words}” is no date. Write for example “-6 weeks tue”.")
    monday = today - dt.timedelta(days=today.weekday())
    day = monday + dt.timedelta(weeks=int(match["weeks"]), days=WEEKDAYS.index(weekday))
    return day - dt.timedelta(days=_CLOSED.get((day.month, day.day), 0))


def long_date(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Today, and the day of every meeting by its key."""

    today: dt.date
    meetings: Mapping[str, dt.date]

    def meeting(self, key: str) -> dt.date:
        try:
            return self.meetings[key]
        except KeyError:
            raise DemonstrationError(f"There is no meeting “{key}”.") from None

    def day(self, which: str, base: dt.date) -> dt.date:
        """The day that `which` means: a number of days from `base` ("-30", "+14"), or the key of a meeting."""
        if _DAYS.match(which):
            return base + dt.timedelta(days=int(which))
        return self.meeting(which)

    def expand(self, text: str, base: dt.date) -> str:
        """The text with its dates printed; `base` is the day from which numbers of days are counted."""

        def printed(match: re.Match[str]) -> str:
            day = self.day(match["which"], base)
            match match["form"]:
                case "date":
                    return long_date(day)
                case "day":
                    return f"{day:%A} {long_date(day)}"
                case "month":
                    return f"{day:%B %Y}"
                case "year":
                    return municipal_year_label(municipal_year_of(day))
                case other:
                    raise DemonstrationError(f"“{other}” is no form of date. Write date, day, month or year.")

        return _MARK.sub(printed, text)
