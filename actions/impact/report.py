"""The annual report of a committee, or of the whole council: its sentences, and what became of each recommendation."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from actions.models import LedgerUpdate
from actions.models.entry import LedgerEntryQuerySet
from actions.register.rows import Row, rows_of
from actions.words import END_KINDS, SET_ASIDE, Status, UpdateKind
from meetings.editions.spelling import long_date

# So many recommendations stand on one page; a larger council's are in the table, and in the reports of committees.
LISTED = 400


@dataclass(frozen=True, slots=True)
class Told:
    """A recommendation of the year, and what became of it in sentences."""

    row: Row
    sentences: list[str]

    @property
    def is_open(self) -> bool:
        """Whether something is still to come: an answer, or what was accepted."""
        return self.row.entry.status in OPEN


OPEN = frozenset(
    {
        Status.RESPONSE_OVERDUE,
        Status.AWAITING,
        Status.NOT_SENT,
        Status.OPEN,
        Status.ACCEPTED,
        Status.IN_PART,
        Status.IN_PRINCIPLE,
    }
)


def recommendations_of(entries: LedgerEntryQuerySet, day: dt.date, *, at_most: int | None = None) -> list[Told]:
    """The recommendations among the entries in the order in which they were made, as at the day; two queries."""
    rows = entries.recommendations().with_facts(day).for_lists()
    ordered = rows.order_by("committee__position", "committee__name", "made_on", "year", "number")
    shown = ordered if at_most is None else ordered[:at_most]
    return [Told(row, list(sentences(row))) for row in rows_of(shown, day)]


def sentences(row: Row) -> Iterator[str]:
    """What became of one recommendation."""
    entry = row.entry
    if row.sent_on:
        yield f"Received on {long_date(row.sent_on)}."
    elif entry.status == Status.NOT_SENT:
        yield "Not recorded as received."
    yield from _answer(row)
    planned, end = row.last(UpdateKind.PLANNED), row.last(*END_KINDS)
    if planned and planned.due_on:
        yield f"Action agreed: {planned.owner}, by {long_date(planned.due_on)}."
    if end and end.kind == UpdateKind.COMPLETED:
        yield f"Done on {long_date(end.on)}, {'with' if end.evidence else 'without'} evidence."
    elif end and entry.status in SET_ASIDE:
        yield f"{end.get_kind_display()} on {long_date(end.on)}: {_ended(end.text)}"
    reviewed = row.last(UpdateKind.REVIEWED)
    if reviewed:
        yield f"The committee looked at the outcome on {long_date(reviewed.on)}."


def _answer(row: Row) -> Iterator[str]:
    entry, response = row.entry, row.last(UpdateKind.RESPONSE)
    if response:
        late = entry.answered_late_by if response == row.first_answer else 0
        after = f", {late:,} {'day' if late == 1 else 'days'} late" if late else ""
        yield f"{response.get_verdict_display()} on {long_date(response.on)} by {_name(response)}{after}."
    if entry.status == Status.RESPONSE_OVERDUE and entry.due_on:
        days = entry.days_late
        again = "The answer to its reconsideration" if response else "The response"
        yield f"{again} was due on {long_date(entry.due_on)} and is {days:,} {'day' if days == 1 else 'days'} late."
    elif entry.status == Status.AWAITING:
        yield f"A response is due by {long_date(entry.due_on)}." if entry.due_on else "It waits for a response."


def _name(response: LedgerUpdate) -> str:
    return response.by_name.rstrip(".")


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
