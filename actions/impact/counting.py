"""Counting the figures of impact in the database, once for every combination of what they are grouped by."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, ExpressionWrapper, F, IntegerField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, ExtractYear

from actions.impact.figures import (
    ACTION_MEASURES,
    ANSWERED,
    RECOMMENDATION_MEASURES,
    Measure,
)
from actions.models.entry import LedgerEntryQuerySet
from meetings.municipal_year import FIRST_MONTH

DAYS = """,
    array_agg(answer_on - received_on) FILTER (WHERE answer_on >= received_on),
    array_agg(answer_on - received_on) FILTER (WHERE answer_on >= received_on AND is_late)
"""


@dataclass(slots=True)
class Figures:
    """The figures of some recommendations (or actions), by name, and the days that each answer took.

    `late_days` are those of `days` that belong to answers which came late.
    """

    counts: Counter[str] = field(default_factory=Counter)
    days: list[int] = field(default_factory=list)
    late_days: list[int] = field(default_factory=list)

    @property
    def answered(self) -> int:
        return sum(self.counts[name] for name in ANSWERED)

    @property
    def accepted(self) -> int:
        """In full or in part."""
        return self.counts["accepted"] + self.counts["in_part"]

    @property
    def rest(self) -> int:
        """Of those made: neither answered nor late."""
        return self.counts["made"] - self.answered - self.counts["overdue"]

    @property
    def completed(self) -> int:
        """Of actions."""
        return sum(self.counts[name] for name in ("done_in_time", "done_late", "done_undated"))

    @property
    def median_days(self) -> float | None:
        """The days within which half of the answers came; None where nothing was answered."""
        return median(self.days) if self.days else None

    @property
    def median_words(self) -> str:
        """ "41", "41.5", or "" where nothing was answered."""
        days = self.median_days
        return "" if days is None else f"{days:g}"

    def add(self, other: "Figures") -> None:
        self.counts.update(other.counts)
        self.days += other.days
        self.late_days += other.late_days


@dataclass(frozen=True, slots=True)
class Cell:
    """What was counted of one committee (its key), one kind of addressee, one municipal year and one kind of item."""

    committee: int
    addressee_kind: str
    year: int
    item_kind: str
    figures: Figures


def year_of_making() -> Combinable:
    """The municipal year in which an entry was made, by the calendar year in which it began."""
    begins = When(made_on__month__gte=FIRST_MONTH, then=Value(0))
    before_may = Case(begins, default=Value(1), output_field=IntegerField())
    return Cast(ExtractYear("made_on") - before_may, IntegerField())


def recommendation_cells(rows: LedgerEntryQuerySet) -> list[Cell]:
    """Of recommendations, after `with_facts`; one query."""
    return _cells(rows.recommendations(), RECOMMENDATION_MEASURES, has_days=True)


def action_cells(rows: LedgerEntryQuerySet) -> list[Cell]:
    """Of actions, after `with_facts`; one query."""
    return _cells(rows.actions(), ACTION_MEASURES, has_days=False)


def _cells(rows: LedgerEntryQuerySet, measures: Sequence[Measure], *, has_days: bool) -> list[Cell]:
    by = {
        "of_committee": F("committee_id"),
        "of_addressee": F("addressee_kind"),
        "of_year": year_of_making(),
        "of_item": F("item_kind"),
    }
    counted = _counted(rows, by, measures, has_days=has_days)
    return [Cell(committee, kind, year, item, figures) for (committee, kind, year, item), figures in counted]


def _counted(
    rows: LedgerEntryQuerySet, by: dict[str, Any], measures: Sequence[Measure], *, has_days: bool
) -> list[tuple[tuple[Any, ...], Figures]]:
    """The figures of each group, from one pass over the rows.

    The facts of a day that has passed are aggregates already, so the rows go into the count as a subquery, which the
    database takes apart where they are columns.
    """
    prefix = "fact_" if "fact_end" in rows.query.annotations else "known_"
    flags = {
        f"is_{measure.name}": ExpressionWrapper(measure.holds(prefix), output_field=BooleanField())
        for measure in measures
    }
    by = {f"by_{name}": expression for name, expression in by.items()}
    days = {"answer_on": F(f"{prefix}answered_on"), "received_on": F(f"{prefix}sent_on")} if has_days else {}
    inner = rows.order_by().annotate(**by, **flags, **days).values(*by, *flags, *days)
    sql, parameters = inner.query.sql_with_params()
    names = ", ".join(by)
    counts = ", ".join(f"count(*) FILTER (WHERE {flag})" for flag in flags)
    outer = f"SELECT {names}, {counts}{DAYS if has_days else ''} FROM ({sql}) AS told GROUP BY {names}"  # noqa: S608  # names of our own
    with connection.cursor() as cursor:
        cursor.execute(outer, parameters)
        found = cursor.fetchall()
    width = len(by)
    return [(row[:width], _figures(measures, row[width:])) for row in found]


def _figures(measures: Sequence[Measure], row: Sequence[Any]) -> Figures:
    counts = Counter({measure.name: number for measure, number in zip(measures, row, strict=False)})
    days = row[len(measures) :]
    return Figures(counts, *(list(told or []) for told in days))


def grouped(cells: Iterable[Cell], key: Callable[[Cell], Hashable]) -> dict[Any, Figures]:
    """The figures of each group of the cells; a group without any is not there."""
    groups: dict[Any, Figures] = {}
    for cell in cells:
        groups.setdefault(key(cell), Figures()).add(cell.figures)
    return groups


def total(cells: Iterable[Cell]) -> Figures:
    found = Figures()
    for cell in cells:
        found.add(cell.figures)
    return found
