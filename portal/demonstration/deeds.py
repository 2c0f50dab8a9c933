"""Deeds of the demonstration's office, each at the moment that it would have had."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from meetings.editions.models import Stage
from portal.demonstration import shapes
from portal.demonstration.book import Book
from portal.demonstration.errors import DemonstrationError

OFFICE_HOUR = dt.time(10)
# A little later on the same day: what follows from an edition comes after it.
AFTERWARDS = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done at `moment`; `do` takes the moment, which is never later than now."""

    moment: dt.datetime
    do: Callable[[dt.datetime], None]


def moment_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, OFFICE_HOUR))


def edition_moment(book: Book, told: shapes.Meeting, edition: shapes.Edition) -> dt.datetime:
    base = book.calendar.meeting(edition.after or told.key)
    return moment_of(base + dt.timedelta(days=edition.days))


def minutes_moment(book: Book, told: shapes.Meeting) -> dt.datetime:
    """When the ledger entries of the meeting were opened: with its draft minutes."""
    for edition in told.editions:
        if edition.stage == Stage.DRAFT_MINUTES:
            return edition_moment(book, told, edition)
    raise DemonstrationError(f"{told.key}: the ledger speaks of a meeting without minutes.")
