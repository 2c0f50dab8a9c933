"""Gathers what waits to be done, from the record of meetings and from the ledger, in the order of its urgency."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from actions.answering.desk import answers
from actions.chasing.desk import outbox
from actions.office.due import ledger
from meetings.workspace.desk import SOURCES, Desk, DeskLine, Source, Urgency
from meetings.workspace.desk.line import days_told

ALL_SOURCES: tuple[Source, ...] = (*SOURCES, ledger, answers, outbox)


@dataclass(frozen=True, slots=True)
class Row:
    """A line as the page shows it; `told` says in words how late it is, or how many days are left."""

    line: DeskLine
    told: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What is equally urgent, by date."""

    urgency: Urgency
    rows: list[Row]


def lines_of(desk: Desk, duty: str = "") -> list[DeskLine]:
    """Every line of the desk, of one kind or of all."""
    return [line for source in ALL_SOURCES for line in source(desk) if duty in ("", line.duty)]


def grouped(lines: Iterable[DeskLine], today: dt.date) -> list[Group]:
    """The lines by urgency, each group by date, then committee; without the groups that are empty."""
    found: dict[Urgency, list[DeskLine]] = {urgency: [] for urgency in Urgency}
    for line in lines:
        found[line.urgency(today)].append(line)
    return [
        Group(urgency, [_row(line, today) for line in sorted(of, key=_order)]) for urgency, of in found.items() if of
    ]


def _order(line: DeskLine) -> tuple[dt.date, str, str]:
    return (line.due or dt.date.max, line.committee, line.what)


def _row(line: DeskLine, today: dt.date) -> Row:
    is_late = line.due is not None and line.due < today
    return Row(line, days_told(line.due, today) if line.due else "", is_late)
