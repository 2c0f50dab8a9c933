"""The figures of impact as rows of a file: exactly those of the pages."""

import datetime as dt
from collections.abc import Iterator

from actions.impact.counting import Figures
from actions.impact.figures import ACTION_MEASURES, RECOMMENDATION_MEASURES
from actions.impact.page import Impact, Line
from portal.spreadsheet_cells import Cell

HEADER = [
    "As at",
    "Grouped by",
    "Group",
    *(measure.label for measure in RECOMMENDATION_MEASURES),
    "Answered",
    "Accepted in full or in part",
    "Median days to answer",
    *(f"Actions: {measure.label.lower()}" for measure in ACTION_MEASURES),
]


def rows(impact: Impact) -> Iterator[list[Cell]]:
    """Of everything, of each committee, kind of addressee, municipal year and kind of item; then the days to answer."""
    yield _row(impact.day, "Everything", Line("", impact.all, impact.actions))
    for name, lines in (
        ("Committee", impact.by_committee),
        ("Municipal year", impact.by_year),
    ):
        for line in lines:
            yield _row(impact.day, name, line)
    for name, lines in (("Kind of addressee", impact.by_addressee), ("Kind of item", impact.by_item)):
        for line in lines:
            yield _row(impact.day, name, line, has_actions=False, has_median=name != "Kind of item")
    for one in impact.bins:
        told: dict[str, Cell] = {"Answered late": one.late, "Answered": one.number}
        first: list[Cell] = [impact.day, "Days to answer", one.label]
        yield [*first, *(told.get(name) for name in HEADER[3:])]


def _row(day: dt.date, name: str, line: Line, *, has_actions: bool = True, has_median: bool = True) -> list[Cell]:
    figures = line.figures
    return [
        day,
        name,
        line.label,
        *(figures.counts[measure.name] for measure in RECOMMENDATION_MEASURES),
        figures.answered,
        figures.accepted,
        figures.median_words if has_median else None,
        *(_actions(line.actions) if has_actions else [None] * len(ACTION_MEASURES)),
    ]


def _actions(figures: Figures) -> list[Cell]:
    return [figures.counts[measure.name] for measure in ACTION_MEASURES]
