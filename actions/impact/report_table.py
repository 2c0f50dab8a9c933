"""The recommendations of an annual report as rows of a file."""

import datetime as dt
from collections.abc import Iterable, Iterator

from actions.impact.report import Told
from portal.addresses import absolute
from portal.spreadsheet_cells import Cell

COLUMNS = [
    "As at",
    "Reference",
    "Committee",
    "Made on",
    "Recommendation",
    "Addressee",
    "Received on",
    "Due",
    "Answered on",
    "Days late",
    "Status",
    "What became of it",
    "Address",
]


def report_rows(listed: Iterable[Told], day: dt.date) -> Iterator[list[Cell]]:
    """One row for each recommendation. Days late are those of the answer, or of the wait for it."""
    for told in listed:
        entry = told.row.entry
        yield [
            day,
            entry.reference,
            entry.committee.name,
            entry.made_on,
            entry.text,
            entry.addressee,
            told.row.sent_on,
            entry.due_on,
            entry.answered_on,
            entry.days_late or entry.answered_late_by,
            entry.status.label,
            " ".join(told.sentences),
            absolute(entry.get_absolute_url()),
        ]
