"""Pages of a list of the ledger: of today by the indexes, of a day that has passed by going through it once."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import BooleanField, Case, Value, When
from django.utils.functional import cached_property

from actions.filters import EntryFilter
from actions.models import LedgerEntry
from actions.models.entry import IS_LATE, LedgerEntryQuerySet
from meetings.pagination import CappedPaginator

Finish = Callable[[LedgerEntryQuerySet], LedgerEntryQuerySet]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are, up to a bound."""

    count: int
    is_capped: bool = False


class PastPaginator(CappedPaginator):
    """As CappedPaginator, of the ledger as it stood on `day`.

    No index holds a day that has passed, so one query goes through the whole list for its keys, in their order, and
    counts what was late; then the rows of the page are read by their keys.
    """

    def __init__(self, rows: LedgerEntryQuerySet, per_page: int, *, day: dt.date, finish: Finish) -> None:
        super().__init__(rows, per_page)
        self.day, self.finish = day, finish

    @cached_property
    def _found(self) -> list[tuple[int, bool]]:
        is_late = Case(When(IS_LATE, then=Value(True)), default=Value(False), output_field=BooleanField())
        return list(self.rows.annotate(is_late=is_late).values_list("pk", "is_late"))

    @cached_property
    def _counted(self) -> int:
        return len(self._found)

    @property
    def late(self) -> Counted:
        """How many of the whole list were late on the day."""
        number = sum(is_late for _, is_late in self._found)
        return Counted(min(number, self.CAP), number > self.CAP)

    def page(self, number: int | str) -> "Page[Any]":
        number = self.validate_number(number)
        bottom = (number - 1) * self.per_page
        keys = [key for key, _ in self._found[bottom : min(bottom + self.per_page, self.CAP)]]
        rows = self.finish(LedgerEntry.objects.filter(pk__in=keys)).with_facts(self.day).for_lists()
        found = {entry.pk: entry for entry in rows}
        return Page([found[key] for key in keys if key in found], number, self)


def paged(
    filtered: EntryFilter, per_page: int, number: Any, *, finish: Finish = LedgerEntryQuerySet.all
) -> tuple["Page[Any]", CappedPaginator | Counted]:
    """The page of this number of what the filters leave, and how much of it is late.

    `finish` adds to the rows of a page what the filters do not need.
    """
    if filtered.is_past:
        past = PastPaginator(filtered.ordered, per_page, day=filtered.stood_on, finish=finish)
        return past.get_page(number), past.late
    rows = finish(filtered.ordered.for_lists())
    return CappedPaginator(rows, per_page).get_page(number), CappedPaginator(filtered.qs.late(), per_page)
