"""Pages of a list of the ledger: of today by the indexes, of a day that has passed by going through it once."""

from collections.abc import Callable, Iterable, Sequence
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


class KeysPaginator(CappedPaginator):
    """Of keys that were found already, in their order; `read` fetches the entries of one page by theirs."""

    def __init__(self, keys: Sequence[int], per_page: int, *, read: Callable[[Sequence[int]], Iterable[LedgerEntry]]):
        self.keys, self.read = keys, read
        super().__init__(LedgerEntry.objects.none(), per_page)

    @cached_property
    def _counted(self) -> int:
        return len(self.keys)

    def page(self, number: int | str) -> "Page[Any]":
        number = self.validate_number(number)
        bottom = (number - 1) * self.per_page
        keys = self.keys[bottom : min(bottom + self.per_page, self.CAP)]
        found = {entry.pk: entry for entry in self.read(keys)}
        return Page([found[key] for key in keys if key in found], number, self)


def is_late_then() -> Case:
    """Whether an entry was late on the day; after `with_facts`."""
    return Case(When(IS_LATE, then=Value(True)), default=Value(False), output_field=BooleanField())


def paged(
    filtered: EntryFilter, per_page: int, number: Any, *, finish: Finish = LedgerEntryQuerySet.all
) -> tuple["Page[Any]", CappedPaginator | Counted]:
    """The page of this number of what the filters leave, and how much of it is late.

    `finish` adds to the rows of a page what the filters do not need.
    """
    if filtered.is_past:
        return _past(filtered, per_page, number, finish)
    rows = finish(filtered.ordered.for_lists())
    return CappedPaginator(rows, per_page).get_page(number), CappedPaginator(filtered.qs.late(), per_page)


def _past(filtered: EntryFilter, per_page: int, number: Any, finish: Finish) -> tuple["Page[Any]", Counted]:
    """The same of a day that has passed.

    No index holds it, so one query goes through the whole list for its keys, in their order, and counts what was late;
    then the rows of the page are read by their keys.
    """
    found = list(filtered.ordered.annotate(is_late=is_late_then()).values_list("pk", "is_late"))
    late = sum(is_late for _, is_late in found)

    def read(keys: Sequence[int]) -> LedgerEntryQuerySet:
        return finish(LedgerEntry.objects.filter(pk__in=keys)).with_facts(filtered.stood_on).for_lists()

    pages = KeysPaginator([key for key, _ in found], per_page, read=read)
    return pages.get_page(number), Counted(min(late, pages.CAP), late > pages.CAP)
