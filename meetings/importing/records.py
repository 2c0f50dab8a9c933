"""The parsed record: what a document of a council meeting was understood to say, before any row is made of it.

One ``ParsedRecord`` stands for one meeting found in a document. Every text is the source's own words with white space
normalised; what the source does not say is ``None``; dates are ``datetime.date``, clock times are ``datetime.time``
and lines are counted from 1 in the source. ``as_json`` gives the shape that ``manage.py parse_record`` prints.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from meetings.importing.people_record import AttendanceGroup, AttendanceMode, Attendee, Declaration, Member
from meetings.importing.questions_record import PostedQuestion, SupplementaryResponse
from meetings.importing.tables_record import ActionLogRow, WorkProgrammeRow

Json = dict[str, object]

RecordKind = Literal["meeting page", "item page", "minutes", "agenda"]
OutcomeKind = Literal["resolution", "recommendation", "action"]
ItemKind = Literal[
    "apologies",
    "named substitutes",
    "declarations of interest",
    "minutes",
    "minutes and action log",
    "public questions",
    "member questions",
    "report",
    "work programme",
    "date of next meeting",
    "exclusion of the public",
    "other",
]

__all__ = [
    "ActionLogRow",
    "AgendaItem",
    "AttendanceGroup",
    "AttendanceMode",
    "Attendee",
    "Declaration",
    "Document",
    "Doubt",
    "ItemKind",
    "Json",
    "Member",
    "NotARecord",
    "Outcome",
    "OutcomeKind",
    "ParsedRecord",
    "PostedQuestion",
    "RecordKind",
    "SupplementaryResponse",
    "Undertaking",
    "WorkProgrammeRow",
]


class NotARecord(Exception):  # noqa: N818 - says what the text is, as a sentence does
    """The text is no record of a council meeting; the message is a sentence for the reader."""


def iso(value: dt.date | dt.time | None) -> str | None:
    """A date as YYYY-MM-DD, a time as HH:MM, nothing as nothing."""
    if value is None:
        return None
    return value.strftime("%H:%M") if isinstance(value, dt.time) else value.isoformat()


@dataclass(slots=True)
class Doubt:
    """A doubt of the reader: the source line it comes from (None: the whole document) and a sentence."""

    line: int | None
    message: str

    def as_json(self) -> Json:
        return {"line": self.line, "message": self.message}


@dataclass(slots=True)
class Document:
    """A paper of an item; ``size`` as printed ("546 KB"); ``text`` where the pack holds the paper itself."""

    title: str
    size: str | None = None
    text: str | None = None
    report_by: str | None = None
    line: int | None = None

    def as_json(self) -> Json:
        return {
            "title": self.title,
            "size": self.size,
            "text": self.text,
            "report_by": self.report_by,
            "line": self.line,
        }


@dataclass(slots=True)
class Outcome:
    """One resolution, recommendation or action line of an item's minutes.

    ``label`` is the letter, number or bullet as printed without its brackets; ``addressee`` is to whom a
    recommendation speaks; ``due`` is the due date as printed and ``due_date`` the same as a date where it is one;
    ``carried`` is the vote as printed. ``marker`` ("RESOLVED:") and ``lead_in`` ("That the committee:") stand before
    the text and are not part of it. ``level`` is 0 for an outer line, 1 for a line nested below it. ``position`` is
    the offset of the text in the item's white-space-normalised minutes; None where it stands elsewhere.
    """

    kind: OutcomeKind
    text: str
    label: str | None = None
    addressee: str | None = None
    owner: str | None = None
    due: str | None = None
    carried: str | None = None
    proposer: str | None = None
    seconder: str | None = None
    marker: str | None = None
    lead_in: str | None = None
    level: int = 0
    position: int | None = None
    due_date: dt.date | None = None
    line: int | None = None

    def as_json(self) -> Json:
        return {
            "kind": self.kind,
            "label": self.label,
            "text": self.text,
            "addressee": self.addressee,
            "owner": self.owner,
            "due": iso(self.due_date) or self.due,
            "carried": self.carried,
            "proposer": self.proposer,
            "seconder": self.seconder,
            "marker": self.marker,
            "lead_in": self.lead_in,
            "level": self.level,
            "position": self.position,
            "due_text": self.due,
            "line": self.line,
        }


@dataclass(slots=True)
class Undertaking:
    """A promise made in the prose, as the sentence that makes it; not an action until the clerk turns it into one."""

    text: str
    line: int | None = None


@dataclass(slots=True)
class AgendaItem:
    """One item: its printed number (agenda or minute number), title, purpose, and the minutes with what came of it.

    ``minutes`` is the narrative verbatim, paragraphs and list lines kept apart by newlines. ``state`` is one of
    "papers to follow", "deferred", "withdrawn" or None. ``pages`` is the printed page range of the pack ("9 - 16").
    ``truncated`` is True where the source itself is cut ("view the full minutes text").
    """

    number: str | None = None
    title: str = ""
    purpose: str | None = None
    minutes: str | None = None
    documents: list[Document] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    undertakings: list[Undertaking] = field(default_factory=list)
    kind: ItemKind = "other"
    state: str | None = None
    pages: str | None = None
    declarations: list[Declaration] = field(default_factory=list)
    truncated: bool = False
    line: int | None = None

    def as_json(self) -> Json:
        return {
            "number": self.number,
            "title": self.title,
            "purpose": self.purpose,
            "minutes": self.minutes,
            "documents": [document.as_json() for document in self.documents],
            "outcomes": [outcome.as_json() for outcome in self.outcomes],
            "undertakings": [undertaking.text for undertaking in self.undertakings],
            "undertaking_lines": [undertaking.line for undertaking in self.undertakings],
            "kind": self.kind,
            "state": self.state,
            "pages": self.pages,
            "declarations": [declaration.as_json() for declaration in self.declarations],
            "truncated": self.truncated,
            "line": self.line,
        }


@dataclass(slots=True)
class ParsedRecord:
    """One meeting as a document records it: a whole page, one item of it, its minutes, or its agenda.

    ``committee`` and ``date`` are None where the document does not say them and no option supplied them.
    ``dates_ahead`` are the dates of future meetings that it announces, ``times_ahead`` the hours of those of which it
    says them; the deadlines are as a work programme or
    agenda prints them. ``programme_notes`` are the lines above a work programme, but for the list of annual reports.
    """

    source: str
    kind: RecordKind
    committee: str | None = None
    date: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    venue: str | None = None
    contact: str | None = None
    attendance: list[Attendee] = field(default_factory=list)
    items: list[AgendaItem] = field(default_factory=list)
    questions: list[PostedQuestion] = field(default_factory=list)
    membership: list[Member] = field(default_factory=list)
    action_log: list[ActionLogRow] = field(default_factory=list)
    work_programme: list[WorkProgrammeRow] = field(default_factory=list)
    programme_year: int | None = None
    annual_reports: list[WorkProgrammeRow] = field(default_factory=list)
    programme_notes: list[str] = field(default_factory=list)
    warnings: list[Doubt] = field(default_factory=list)
    contact_phone: str | None = None
    contact_email: str | None = None
    livestream: str | None = None
    notes: str | None = None
    dates_ahead: list[dt.date] = field(default_factory=list)
    times_ahead: dict[dt.date, dt.time] = field(default_factory=dict)
    publication_deadline: dt.date | None = None
    questions_deadline: dt.date | None = None
    line: int | None = None

    def announce(self, announced: Iterable[tuple[dt.date, dt.time | None]]) -> None:
        """Keep the dates of future meetings, each once, with their hours where they are said."""
        for day, start in announced:
            if day not in self.dates_ahead:
                self.dates_ahead.append(day)
            if start is not None:
                self.times_ahead.setdefault(day, start)

    def warn(self, line: int | None, message: str) -> None:
        """Keep a doubt once; the same sentence for the same line is not repeated."""
        warning = Doubt(line, message)
        if warning not in self.warnings:
            self.warnings.append(warning)

    def as_json(self) -> Json:
        """The record in the shape ``manage.py parse_record`` prints: the agreed keys first, then the extra ones."""
        return {
            "source": self.source,
            "kind": self.kind,
            "committee": self.committee,
            "date": iso(self.date),
            "start": iso(self.start),
            "end": iso(self.end),
            "venue": self.venue,
            "contact": self.contact,
            "attendance": [attendee.as_json() for attendee in self.attendance],
            "items": [item.as_json() for item in self.items],
            "questions": [question.as_json() for question in self.questions],
            "membership": [member.as_json() for member in self.membership],
            "action_log": [row.as_json() for row in self.action_log],
            "work_programme": [row.as_json() for row in self.work_programme],
            "programme_year": self.programme_year,
            "annual_reports": [row.as_json() for row in self.annual_reports],
            "programme_notes": self.programme_notes,
            "warnings": [warning.as_json() for warning in self.warnings],
            "contact_phone": self.contact_phone,
            "contact_email": self.contact_email,
            "livestream": self.livestream,
            "notes": self.notes,
            "dates_ahead": [day.isoformat() for day in self.dates_ahead],
            "times_ahead": {day.isoformat(): iso(start) for day, start in self.times_ahead.items()},
            "publication_deadline": iso(self.publication_deadline),
            "questions_deadline": iso(self.questions_deadline),
            "line": self.line,
        }
