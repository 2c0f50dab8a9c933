"""Minute numbers: they run on from meeting to meeting within a committee's series, and are kept for ever.

Items get theirs in the order of the agenda when the minutes are first published as a draft. An item that was deferred
or withdrawn and has no minutes gets none. One that is added afterwards gets the next free number where it stands last
and no later meeting has gone on counting, and else the number of the item before it with a letter: 45A, 45B.
"""

import datetime as dt
import re
from dataclasses import dataclass

from meetings.models import AgendaItem, Committee, ItemState, Meeting, MinuteSeries
from meetings.municipal_year import municipal_year_days, municipal_year_of

# "145", "23/41", "45A": what stands before the running number, the number, and the letter of a later item.
_NUMBER = re.compile(r"^(?P<before>.*?)(?P<running>\d{1,9})(?P<letter>[A-Z]?)$")
PASSED_OVER = frozenset({ItemState.DEFERRED, ItemState.WITHDRAWN})


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """A minute number in its parts; ordered by the running number, then by its letter."""

    running: int
    letter: str = ""
    before: str = ""

    def __str__(self) -> str:
        return f"{self.before}{self.running}{self.letter}"

    @classmethod
    def read(cls, written: str) -> "Number | None":
        """The parts of a number as printed; None where it holds none ("Addendum")."""
        found = _NUMBER.match(written.strip().upper())
        return cls(int(found["running"]), found["letter"], found["before"]) if found else None


def give_minute_numbers(meeting: Meeting) -> list[AgendaItem]:
    """Numbers the items that have no minute number yet, and returns those that got one.

    Called inside the transaction that publishes. The committee's row is locked, so that two meetings of one committee
    never take the same number; numbers that are there already, of an import for example, are left as they are.
    """
    Committee.objects.select_for_update(of=("self",)).get(pk=meeting.committee_id)
    items = list(meeting.items.order_by("position").prefetch_related("outcome_groups"))
    lacking = [item for item in items if not item.minute_number and not _is_passed_over(item)]
    if not lacking:
        return []
    series = _series_of(items) or current_series(meeting.committee, meeting.date)
    taken = set(series.items.values_list("minute_number", flat=True))
    for item, number in zip(lacking, _numbers_for(lacking, items, taken), strict=True):
        item.series, item.minute_number = series, number
    AgendaItem.objects.bulk_update(lacking, ["series", "minute_number"])
    return lacking


def current_series(committee: Committee, day: dt.date) -> MinuteSeries:
    """The series that counts on `day`: the last that had begun by then. A committee without one gets its first."""
    series = committee.minute_series.filter(begun_on__lte=day).order_by("-begun_on").first()
    series = series or committee.minute_series.order_by("begun_on").first()
    if series is not None:
        return series
    first_day, _ = municipal_year_days(municipal_year_of(day))
    return committee.minute_series.create(name=f"from {first_day:%B %Y}", begun_on=first_day)


def _is_passed_over(item: AgendaItem) -> bool:
    return item.state in PASSED_OVER and not item.minutes_html and not item.outcome_groups.all()


def _series_of(items: list[AgendaItem]) -> MinuteSeries | None:
    """The series in which the meeting is numbered already."""
    return next((item.series for item in items if item.series_id), None)


def _numbers_for(lacking: list[AgendaItem], items: list[AgendaItem], taken: set[str]) -> list[str]:
    """A number for each of `lacking`, in their order; `taken` are all numbers of the series."""
    known = [number for written in taken if (number := Number.read(written))]
    highest = max(known, default=Number(0))
    own = [number for item in items if (number := Number.read(item.minute_number))]
    last_own = max((place for place, item in enumerate(items) if item.minute_number), default=-1)
    may_run_on = not own or max(own).running == highest.running
    running, given = highest.running, list[str]()
    for item in lacking:
        if may_run_on and items.index(item) > last_own:
            running += 1
            written = str(Number(running, before=highest.before))
        else:
            written = _sub_number(_number_before(item, items) or min(own), taken)
        taken.add(written)
        given.append(written)
    return given


def _number_before(item: AgendaItem, items: list[AgendaItem]) -> Number | None:
    """Of the nearest item before it that had a number."""
    earlier = reversed(items[: items.index(item)])
    return next((number for other in earlier if (number := Number.read(other.minute_number))), None)


def _sub_number(number: Number, taken: set[str]) -> str:
    """The first free of 45A, 45B, …; after Z the letters are doubled."""
    letters = [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    options = (f"{number.before}{number.running}{letter * times}" for times in (1, 2, 3) for letter in letters)
    return next(option for option in options if option not in taken)
