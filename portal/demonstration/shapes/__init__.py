"""The demonstration council as its files tell it: one class for each kind of table.

Dates are still words here ("-6 weeks tue", a number of days from the meeting) and people, posts and meetings are keys.
A field whose name is a word of Python, or that reads better otherwise, names its key in the file in `metadata`.
"""

from dataclasses import dataclass, field

from portal.demonstration.shapes.contacts import (
    Contact,
    ContactFile,
    Holding,
    OwnerAnswer,
)
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
    Action,
    Entry,
    LedgerFile,
    Proof,
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
    ReportHeader,
    Restriction,
    Review,
    Sent,
    Votes,
)
from portal.demonstration.shapes.programme import (
    Group,
    Programme,
    ProgrammeChange,
    ProgrammeFile,
    ProgrammeRow,
)

__all__ = [
    "Action",
    "Answer",
    "Approval",
    "Attendance",
    "Block",
    "Change",
    "Committee",
    "Contact",
    "ContactFile",
    "Correction",
    "Council",
    "CouncilFile",
    "Declaration",
    "Demonstration",
    "Edition",
    "Entry",
    "Group",
    "Holding",
    "Item",
    "LedgerFile",
    "Line",
    "LogRow",
    "Meeting",
    "Membership",
    "OwnerAnswer",
    "Paper",
    "Person",
    "Planned",
    "Post",
    "Programme",
    "ProgrammeChange",
    "ProgrammeFile",
    "ProgrammeRow",
    "Proof",
    "Question",
    "Refusal",
    "ReportHeader",
    "Restriction",
    "Review",
    "Sent",
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
    actions: tuple[Action, ...] = ()
    contacts: ContactFile = field(default_factory=ContactFile)
    programmes: ProgrammeFile = field(default_factory=ProgrammeFile)
