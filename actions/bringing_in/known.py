"""What the published record and the ledger know already of that which an older log tells."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Max

from actions.models import LedgerEntry
from actions.words import EntryKind, Origin
from meetings.bank_holidays import EARLIEST, LATEST, bank_holidays_of
from meetings.editions.models import LOST, PublishedCommittee, PublishedMeeting
from meetings.models import Holiday
from meetings.models.calendar import HolidayKind

# From this share of words in common on, two actions of one day are likely the same.
NEAR = 0.75
# Among so many that begin or end alike, near words are looked for; beyond, only the same words are found.
MOST_NEAR = 60
_WORD = re.compile(r"\w+")
# With these an action begins in one place and not in another.
_OPENINGS = frozenset(("that", "the", "to", "a", "an", "committee", "members"))


def key_of(words: str) -> str:
    """The words as they are compared: small letters and digits alone, without what an action may begin with."""
    found = _WORD.findall(words.casefold())
    while found and found[0] in _OPENINGS:
        found.pop(0)
    return " ".join(found)


@dataclass(slots=True)
class Likeness:
    """Finds what was said before: in the same words at any place, in near words on the same day."""

    _same: dict[str, list[tuple[str, dt.date]]] = field(default_factory=lambda: defaultdict(list))
    _near: dict[tuple[dt.date, str], list[tuple[frozenset[str], str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, words: str, on: dt.date, name: str) -> None:
        key = key_of(words)
        self._same[key].append((name, on))
        for place in _places(key):
            self._near[on, place].append((frozenset(key.split()), name))

    def same(self, words: str, on: dt.date) -> str:
        """What has the same words on the same day; its name."""
        return next((name for name, day in self._same.get(key_of(words), ()) if day == on), "")

    def same_elsewhere(self, words: str, on: dt.date) -> tuple[str, dt.date] | None:
        """What has the same words on another day; its name and the day."""
        return next(((name, day) for name, day in self._same.get(key_of(words), ()) if day != on), None)

    def near(self, words: str, on: dt.date) -> str:
        """What has nearly the same words on the same day; its name."""
        key = key_of(words)
        found = frozenset(key.split())
        for place in _places(key):
            for other, name in self._near.get((on, place), [])[:MOST_NEAR]:
                if other != found and len(other & found) >= NEAR * len(other | found):
                    return name
        return ""


def _places(key: str) -> set[str]:
    """Under these a line is looked up: it begins with the same words, or ends with them."""
    words = key.split()
    return {f"begins {' '.join(words[:2])}", f"ends {' '.join(words[-2:])}"} if words else set()


@dataclass(slots=True)
class Known:
    """Of one committee: the meetings that were held by the published record, days off, and its actions."""

    meetings: dict[dt.date, PublishedMeeting]
    lost: frozenset[dt.date]
    days_off: dict[dt.date, str]
    actions: Likeness
    by_number: dict[tuple[str, dt.date], str]
    last_numbers: dict[int, int]

    @property
    def first(self) -> dt.date | None:
        return min(self.meetings, default=None)

    @property
    def last(self) -> dt.date | None:
        return max(self.meetings, default=None)


def known_of(committee: PublishedCommittee, days: Iterable[dt.date]) -> Known:
    """What is known of the committee; `days` are those that the log cites. Five queries, whatever the log's length."""
    standing = PublishedMeeting.objects.standing().filter(committee=committee).defer("titles").order_by("-start")
    meetings = {meeting.date: meeting for meeting in standing if meeting.status not in LOST}
    likeness, by_number = Likeness(), {}
    actions = LedgerEntry.objects.published().filter(committee=committee, kind=EntryKind.ACTION).order_by("pk")
    told = actions.values_list("reference", "text", "made_on", "source_number", "origin")
    for reference, text, made_on, number, origin in told.iterator():
        likeness.add(text, made_on, reference)
        if number and origin == Origin.LOG:
            by_number[number.casefold(), made_on] = reference
    of_committee = LedgerEntry.objects.filter(committee=committee, kind=EntryKind.ACTION).order_by()
    return Known(
        meetings=meetings,
        lost=frozenset(meeting.date for meeting in standing if meeting.status in LOST) - meetings.keys(),
        days_off=dict(_days_off(set(days))),
        actions=likeness,
        by_number=by_number,
        last_numbers=dict(of_committee.values_list("year").annotate(Max("number"))),
    )


def _days_off(days: set[dt.date]) -> Iterator[tuple[dt.date, str]]:
    """Bank holidays by the office's own table; of years that it does not hold, by England's rules."""
    held = set(Holiday.objects.order_by().values_list("day__year", flat=True).distinct())
    years = {day.year for day in days} - held
    for year in years & set(range(EARLIEST, LATEST + 1)):
        yield from ((day, name) for day, name in bank_holidays_of(year).items() if day in days)
    kinds = [HolidayKind.BANK, HolidayKind.MOURNING]
    yield from Holiday.objects.filter(day__in=days, kind__in=kinds).values_list("day", "name")
