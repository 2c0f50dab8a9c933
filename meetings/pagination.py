"""Pages of long lists at a cost that does not grow with the record."""

from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property


class ForgivingPaginator(Paginator):  # type: ignore[type-arg]  # it takes an argument for the type checker alone
    """Gives a page whatever number is asked for."""

    def get_page(self, number: Any) -> "Page[Any]":
        """The page of this number; the first where it is no number or less than one, the last where it is too great."""
        try:
            return self.page(number)
        except PageNotAnInteger:
            return self.page(1)
        except EmptyPage:
            return self.page(self.num_pages if int(number) > 0 else 1)


class CappedPaginator(ForgivingPaginator):
    """Counts and shows the first `CAP` rows of a list and says that there are more; filters bring up the others.

    Counting every row of a large record, or going past tens of thousands to show fifty, takes longer than all the rest
    of the page. A page finds the keys of its rows first, which an index can do alone, and then reads only these.
    """

    CAP = 5000

    def __init__(self, object_list: "QuerySet[Any, Any]", per_page: int) -> None:
        super().__init__(object_list, per_page)
        self.rows = object_list

    @cached_property
    def _counted(self) -> int:
        return self.rows.order_by().values("pk")[: self.CAP + 1].count()

    @cached_property
    def count(self) -> int:
        """How many rows can be paged through: all of them, or `CAP`."""
        return min(self._counted, self.CAP)

    @property
    def is_capped(self) -> bool:
        """Whether there are more rows than can be paged through."""
        return self._counted > self.CAP

    def page(self, number: int | str) -> "Page[Any]":
        number = self.validate_number(number)
        bottom = (number - 1) * self.per_page
        keys = self.rows.values("pk")[bottom : min(bottom + self.per_page, self.CAP)]
        shown = self.rows.filter(pk__in=keys) if bottom else self.rows[: self.per_page]
        return Page(shown, number, self)
