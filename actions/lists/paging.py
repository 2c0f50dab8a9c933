"""Pages of a list of the ledger: of today by the indexes, of a day that has passed by going through it once."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import BooleanField, Case, Count, Value, When, Window
from django.utils.functional import cached_property

from actions.filters import EntryFilter
from actions.models import LedgerEntry
from actions.models.entry import IS_LATE, LedgerEntryQuerySet
from meetings.pagination import CappedPaginator


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

    def __init__(self, rows: LedgerEntryQuerySet, per_page: int, *, day: dt.date) -> None:
        super().__init__(rows, per_page)
        self.day = day

    @cached_property
    def _found(self) -> list[tuple[int, int]]:
        is_late = Case(When(IS_LATE, then=Value(True)), output_field=BooleanField())
        rows = self.rows.annotate(is_late=is_late).annotate(late_in_all=Window(Count("is_late")))
        return list(rows.values_list("pk", "late_in_all")[: self.CAP + 1])

    @cached_property
    def _counted(self) -> int:
        return len(self._found)

    @property
    def late(self) -> Counted:
        """How many of the whole list were late on the day."""
        number = self._found[0][1] if self._found else 0
        return Counted(min(number, self.CAP), number > self.CAP)

    def page(self, number: int | str) -> "Page[Any]":
        number = self.validate_number(number)
        bottom = (number - 1) * self.per_page
        keys = [key for key, _ in self._found[bottom : min(bottom + self.per_page, self.CAP)]]
        rows = LedgerEntry.objects.filter(pk__in=keys).with_facts(self.day).for_lists()
        found = {entry.pk: entry for entry in rows}
        return Page([found[key] for key in keys if key in found], number, self)


def paged(filtered: EntryFilter, per_page: int, number: Any) -> tuple["Page[Any]", CappedPaginator | Counted]:
    """The page of this number of what the filters leave, and how much of it is late."""
    if filtered.is_past:
        past = PastPaginator(filtered.ordered, per_page, day=filtered.stood_on)
        return past.get_page(number), past.late
    rows = filtered.ordered.for_lists()
    return CappedPaginator(rows, per_page).get_page(number), CappedPaginator(filtered.qs.late(), per_page)
