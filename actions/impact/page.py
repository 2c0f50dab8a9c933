"""Everything that the pages and files of impact show, from one count of the ledger as at a day."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from actions.impact import drawing
from actions.impact.again import Return, returns
from actions.impact.charts import BarChart, Bin, ColumnChart, bins_of
from actions.impact.counting import (
    Cell,
    Figures,
    action_cells,
    grouped,
    recommendation_cells,
    total,
)
from actions.models import AddresseeClock
from actions.models.entry import LedgerEntryQuerySet
from meetings.editions.models import PublishedCommittee
from meetings.municipal_year import municipal_year_label

NO_ITEM = "Item not recorded"
# So many recommendations that came back stand on a page.
RETURNS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table of figures: of recommendations, and of actions where the table has them."""

    label: str
    figures: Figures
    actions: Figures
    key: str = ""


class Impact:
    """The figures of the entries as at the day; each part is counted when it is first asked for, once."""

    def __init__(
        self,
        entries: LedgerEntryQuerySet,
        day: dt.date,
        *,
        committees: Iterable[PublishedCommittee],
        clocks: Mapping[str, AddresseeClock],
    ) -> None:
        """`entries` are those that are counted, still without their facts."""
        self._entries = entries.filter(made_on__lte=day)
        self._rows = self._entries.with_facts(day)
        self.day = day
        self._committees = list(committees)
        self._clocks = clocks

    @cached_property
    def _cells(self) -> list[Cell]:
        return recommendation_cells(self._rows)

    @cached_property
    def _action_cells(self) -> list[Cell]:
        return action_cells(self._rows)

    @cached_property
    def all(self) -> Figures:
        """Of every recommendation."""
        return total(self._cells)

    @cached_property
    def actions(self) -> Figures:
        return total(self._action_cells)

    @property
    def done_otherwise(self) -> int:
        """Carried out without having been accepted."""
        return self.all.counts["done"] - self.all.counts["carried_out"]

    @cached_property
    def by_committee(self) -> list[Line]:
        """In the order of the committees' page; those that made nothing are left out."""
        names = {committee.pk: (committee.name, committee.slug) for committee in self._committees}
        return self._lines(lambda cell: cell.committee, names)

    @cached_property
    def by_addressee(self) -> list[Line]:
        """Kinds of addressee by their labels; nobody addresses an action, so there are none in it."""
        names = {kind: (clock.label, kind) for kind, clock in self._clocks.items()}
        others = {cell.addressee_kind for cell in self._cells} - names.keys()
        names |= {kind: (kind.capitalize() or "Kind not recorded", kind) for kind in sorted(others)}
        return [line for line in self._lines(lambda cell: cell.addressee_kind, names) if line.figures.counts["made"]]

    @cached_property
    def by_year(self) -> list[Line]:
        """Municipal years, the latest first; also one in the midst in which nothing was made."""
        years = [cell.year for cell in (*self._cells, *self._action_cells)]
        names = {
            year: (municipal_year_label(year), str(year))
            for year in (range(max(years), min(years) - 1, -1) if years else ())
        }
        return self._lines(lambda cell: cell.year, names, keeps_empty=True)

    @cached_property
    def by_item(self) -> list[Line]:
        """The kinds of items under which recommendations were made, the most frequent first."""
        found = grouped(self._cells, lambda cell: cell.item_kind)
        words = {"": NO_ITEM, "other": "Other business"}
        lines = [Line(words.get(kind, kind.capitalize()), told, Figures(), kind) for kind, told in found.items()]
        return sorted(lines, key=lambda line: (-line.figures.counts["made"], line.label))

    @cached_property
    def returns(self) -> list[Return]:
        """The latest of them, and one more than are shown where there are more."""
        return returns(self._entries, self.day, at_most=RETURNS_SHOWN + 1)

    @cached_property
    def bins(self) -> list[Bin]:
        return bins_of(self.all.days, self.all.late_days)

    @cached_property
    def steps(self) -> list[drawing.Step]:
        """From made to proven, each a part of the one before."""
        return drawing.steps(self.all)

    @cached_property
    def funnel(self) -> BarChart:
        return drawing.funnel(self.steps)

    @cached_property
    def verdicts(self) -> BarChart:
        """What was answered, a bar for each municipal year."""
        return drawing.verdicts("municipal year", self.by_year)

    @cached_property
    def verdicts_by_committee(self) -> BarChart:
        return drawing.verdicts("committee", self.by_committee)

    @cached_property
    def verdicts_by_addressee(self) -> BarChart:
        return drawing.verdicts("kind of addressee", self.by_addressee)

    @cached_property
    def days(self) -> ColumnChart | None:
        answered = {cell.addressee_kind for cell in self._cells if cell.figures.days}
        clocks = [clock for kind, clock in self._clocks.items() if kind in answered]
        return drawing.days(self.all, self.bins, clocks)

    def _lines(
        self, key: Callable[[Cell], Any], names: Mapping[Any, tuple[str, str]], *, keeps_empty: bool = False
    ) -> list[Line]:
        made, acted = grouped(self._cells, key), grouped(self._action_cells, key)
        return [
            Line(label, made.get(group, Figures()), acted.get(group, Figures()), word)
            for group, (label, word) in names.items()
            if keeps_empty or group in made or group in acted
        ]
