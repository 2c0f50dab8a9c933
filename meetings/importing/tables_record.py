"""Rows of the two tables a committee's papers carry: the action log and the work programme, kept as printed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


def _iso(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None


@dataclass(slots=True)
class ActionLogRow:
    """One row of an action log. ``status`` is what the log *says*, never what the facts say; dates are also kept raw.

    ``*_text`` hold the cells as printed, so that a date that cannot be read is not lost.
    """

    number: str | None
    action: str
    meeting_date: dt.date | None = None
    owner: str | None = None
    directorate: str | None = None
    progress: str | None = None
    due: dt.date | None = None
    status: str | None = None
    meeting_date_text: str | None = None
    due_text: str | None = None
    line: int | None = None

    def as_json(self) -> dict[str, object]:
        return {
            "number": self.number,
            "meeting_date": _iso(self.meeting_date),
            "action": self.action,
            "owner": self.owner,
            "directorate": self.directorate,
            "progress": self.progress,
            "due": _iso(self.due),
            "status": self.status,
            "meeting_date_text": self.meeting_date_text,
            "due_text": self.due_text,
            "line": self.line,
        }


@dataclass(slots=True)
class WorkProgrammeRow:
    """One row of a work programme under the heading of its section ("To be scheduled ...", one meeting, workshops).

    ``meeting_date`` is the meeting the section belongs to, ``start`` the hour at which that is to begin, ``target`` a
    target date as printed in the row, ``focus`` the printed kind of meeting ("Improvement Focus"), ``scrutiny_type``
    what stood in square brackets after the item. ``group`` is the heading over the section ("To be scheduled or
    removed"), ``further`` the words on a workshop.
    """

    item: str
    section: str | None = None
    scrutiny_type: str | None = None
    origin: str | None = None
    lead_officers: str | None = None
    current_position: str | None = None
    target: str | None = None
    meeting_date: dt.date | None = None
    focus: str | None = None
    publication_deadline: dt.date | None = None
    questions_deadline: dt.date | None = None
    line: int | None = None
    group: str | None = None
    further: str | None = None
    start: dt.time | None = None

    def as_json(self) -> dict[str, object]:
        return {
            "item": self.item,
            "section": self.section,
            "scrutiny_type": self.scrutiny_type,
            "origin": self.origin,
            "lead_officers": self.lead_officers,
            "current_position": self.current_position,
            "target": self.target,
            "meeting_date": _iso(self.meeting_date),
            "focus": self.focus,
            "publication_deadline": _iso(self.publication_deadline),
            "questions_deadline": _iso(self.questions_deadline),
            "line": self.line,
            "group": self.group,
            "further": self.further,
            "start": self.start.isoformat("minutes") if self.start else None,
        }
