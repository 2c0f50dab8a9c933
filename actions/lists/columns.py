"""The columns of the ledger as officers know them, for tables that leave the portal."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from actions.models import LedgerEntry
from actions.words import EntryKind
from portal.addresses import absolute
from portal.spreadsheet_cells import Cell


@dataclass(frozen=True, slots=True)
class Column:
    """A head, the width of the column in letters, and what stands in it for an entry."""

    head: str
    width: int
    value: Callable[[LedgerEntry], Cell]


def _number(entry: LedgerEntry) -> Cell:
    return entry.reference


def _attention(entry: LedgerEntry) -> Cell:
    return " ".join(entry.standing.attention)


def _status(entry: LedgerEntry) -> Cell:
    return str(entry.status.label)


def _came_from(entry: LedgerEntry) -> Cell:
    return entry.origin_told or entry.get_origin_display()


def _last_chased(entry: LedgerEntry) -> Cell:
    day: dt.date | None = getattr(entry, "last_chased_on", None)
    return day


_BEGINNING = [
    Column("Number", 16, _number),
    Column("Meeting date", 13, lambda entry: entry.made_on),
    Column("Committee", 28, lambda entry: entry.committee.name),
    Column("Item", 30, lambda entry: entry.item_title),
]
_PROGRESS = [
    Column("Progress update", 50, lambda entry: entry.progress),
    Column("Updated on", 13, lambda entry: entry.progress_on),
]
_END = [
    Column("Status", 20, _status),
    Column("Days late", 10, lambda entry: entry.days_late or None),
    Column("Needs attention", 34, _attention),
    Column("Came from", 26, _came_from),
    Column("Address", 48, lambda entry: absolute(entry.get_absolute_url())),
]
ACTION = [
    *_BEGINNING,
    Column("Action", 60, lambda entry: entry.text),
    Column("Owner", 28, lambda entry: entry.owner),
    Column("Directorate", 24, lambda entry: entry.directorate),
    *_PROGRESS,
    Column("Due date", 13, lambda entry: entry.due_on),
    *_END,
]
RECOMMENDATION = [
    *_BEGINNING,
    Column("Recommendation", 60, lambda entry: entry.text),
    Column("Addressee", 28, lambda entry: entry.addressee),
    Column("Received on", 13, lambda entry: entry.facts.sent_on),
    Column("Response due", 13, lambda entry: entry.due_on),
    Column("Promised for", 13, lambda entry: entry.promised_on),
    Column("First answered on", 13, lambda entry: entry.answered_on),
    Column("Response", 20, lambda entry: (entry.facts.verdict or "").capitalize()),
    Column("Answered days late", 10, lambda entry: entry.answered_late_by or None),
    *_PROGRESS,
    *_END,
]
LAST_CHASED = Column("Last chased", 13, _last_chased)


def columns_of(kind: EntryKind, *, for_office: bool = False) -> list[Column]:
    """Those of the action log or of the recommendation tracker; the office also reads when it last chased."""
    columns = ACTION if kind == EntryKind.ACTION else RECOMMENDATION
    return [*columns[:-1], LAST_CHASED, columns[-1]] if for_office else columns
