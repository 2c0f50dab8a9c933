"""The demonstration council as its files tell it: one class for each kind of table.

Dates are still words here ("-6 weeks tue", a number of days from the meeting) and people, posts and meetings are keys.
A field whose name is a word of Python, or that reads better otherwise, names its key in the file in `metadata`.
"""

from dataclasses import dataclass

from portal.demonstration.shapes.council import (
    Committee,
    Council,
    CouncilFile,
    Membership,
    Person,
    Planned,
    Post,
    Venue,
)
from portal.demonstration.shapes.ledger import (
    Entry,
    LedgerFile,
    Update,
)
from portal.demonstration.shapes.meeting import (
    Answer,
    Approval,
    Attendance,
    Block,
    Change,
    Correction,
    Declaration,
    Edition,
    Item,
    Line,
    LogRow,
    Meeting,
    Paper,
    Question,
    Refusal,
    Restriction,
    Votes,
)

__all__ = [
    "Answer",
    "Approval",
    "Attendance",
    "Block",
    "Change",
    "Committee",
    "Correction",
    "Council",
    "CouncilFile",
    "Declaration",
    "Demonstration",
    "Edition",
    "Entry",
    "Item",
    "LedgerFile",
    "Line",
    "LogRow",
    "Meeting",
    "Membership",
    "Paper",
    "Person",
    "Planned",
    "Post",
    "Question",
    "Refusal",
    "Restriction",
    "Update",
    "Venue",
    "Votes",
]


@dataclass(frozen=True, slots=True)
class Demonstration:
    """All files together; `papers` maps a paper's key to its text."""

    council: CouncilFile
    meetings: tuple[Meeting, ...]
    ledger: tuple[Entry, ...]
    papers: dict[str, str]
