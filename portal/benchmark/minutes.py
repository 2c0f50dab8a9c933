"""The public content of an invented meeting, in the shape that `meetings.editions.snapshot` gives to true ones."""

import datetime as dt
import html
import uuid
from dataclasses import dataclass
from typing import Any

from portal.benchmark.words import Scribe

Content = dict[str, Any]

ITEMS = 12
# Outcomes of one item, so that a meeting has twice as many outcomes as items.
KINDS = ("resolution", "recommendation", "resolution", "action")
ADDRESSEES = (("Cabinet", "executive"), ("Wexcombe Hospitals Trust", "nhs body"), ("Marle Valley Police", "partner"))
OWNERS = (
    "Head of Highways and Drainage",
    "Director of Public Health",
    "Head of Passenger Transport",
    "Head of Finance",
)
DIRECTORATES = ("Place", "Public Health", "Corporate Centre")


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who sits on an invented committee."""

    slug: str
    name: str


def meeting_content(
    scribe: Scribe, *, committee: Content, date: dt.date, members: list[Attendee], first_minute: int
) -> Content:
    """A held meeting with approved minutes: 12 items, 24 outcomes, two questions, four papers."""
    return {
        "kind": "meeting",
        "committee": committee,
        "meeting": _facts(date),
        "attendance": [_attendance(scribe, members)],
        "items": [_item(scribe, number, first_minute, date) for number in range(1, ITEMS + 1)],
        "questions": [_question(scribe, number) for number in (1, 2)],
        "action_log": [],
        "documents": [_paper(scribe, "supplement", "Supplement")],
    }


def _facts(date: dt.date) -> Content:
    return {
        "slug": date.isoformat(),
        "date": date.isoformat(),
        "start": "14:30",
        "end": "17:05",
        "kind": "ordinary",
        "kind_label": "Ordinary meeting",
        "status": "held",
        "status_label": "Held",
        "status_reason": "",
        "venue": {"name": "Council Chamber, The Guildhall", "address": "High Street, Wexcombe"},
        "contact": None,
        "livestream": "",
        "notes": "",
        "publication_deadline": None,
        "questions_deadline": None,
        "extended_until": None,
        "future_dates": [],
        "minutes": "approved",
        "minutes_approved_on": (date + dt.timedelta(days=42)).isoformat(),
        "minutes_signed_by": "the Chairperson",
        "approved_at": None,
        "corrections": [],
    }


def _attendance(scribe: Scribe, members: list[Attendee]) -> Content:
    blank = dict.fromkeys(("role", "body", "substitute_for", "arrived", "left", "note"), "")
    entries = []
    for member in members:
        mode = "present" if scribe.chance(0.9) else "apologies"
        entries.append({**blank, "name": member.name, "person": member.slug, "mode": mode})
    return {"group": "member", "label": "Members", "entries": entries}


def _item(scribe: Scribe, number: int, first_minute: int, date: dt.date) -> Content:
    prose = "".join(f"<p>{html.escape(scribe.paragraph(3), quote=False)}</p>" for _ in range(2))
    return {
        "anchor": f"item-{number}",
        "agenda_number": str(number),
        "minute_number": str(first_minute + number - 1),
        "title": scribe.title(),
        "kind": "report",
        "purpose": scribe.sentence(),
        "state": "",
        "state_label": "",
        "state_note": "",
        "pages": f"{number * 8 + 1} to {number * 8 + 8}",
        "lead_officers": [scribe.choice(OWNERS)],
        "restriction": None,
        "is_cut_off": False,
        "declarations": [],
        "body": [{"type": "prose", "html": prose}, _outcomes(scribe, number, date)],
        "documents": [_paper(scribe, "report", "Report")] if number % 4 == 0 else [],
    }


def _outcomes(scribe: Scribe, number: int, date: dt.date) -> Content:
    kinds = KINDS[:2] if number % 2 else KINDS[2:]
    return {
        "type": "outcomes",
        "marker": "RESOLVED",
        "lead_in": "That the committee:",
        "proposer": "",
        "seconder": "",
        "result": "",
        "votes": None,
        "lines": [_line(scribe, number, letter, kind, date) for letter, kind in zip("ab", kinds, strict=True)],
    }


def _line(scribe: Scribe, number: int, letter: str, kind: str, date: dt.date) -> Content:
    addressee, addressee_kind = ("", "")
    if kind == "recommendation":
        addressee, addressee_kind = ADDRESSEES[scribe.number(0, len(ADDRESSEES) - 1)]
    is_action = kind == "action"
    return {
        "anchor": f"item-{number}-{letter}",
        "key": str(uuid.UUID(int=scribe.number(0, 2**128 - 1), version=4)),
        "kind": kind,
        "label": letter,
        "level": 0,
        "text": scribe.deed(),
        "addressee": addressee,
        "addressee_kind": addressee_kind,
        "owner": scribe.choice(OWNERS) if is_action else "",
        "directorate": scribe.choice(DIRECTORATES) if is_action else "",
        "due": (date + dt.timedelta(days=scribe.number(30, 120))).isoformat() if is_action else None,
    }


def _question(scribe: Scribe, number: int) -> Content:
    return {
        "anchor": f"question-pq-{number}",
        "kind": "public",
        "number": f"PQ {number}",
        "questioner": f"Ms {scribe.name()}",
        "place": scribe.place(),
        "addressed_to": "Chairperson of the committee",
        "question_html": f"<p>{html.escape(scribe.paragraph(2), quote=False)}</p>",
        "response_html": f"<p>{html.escape(scribe.paragraph(3), quote=False)}</p>",
        "response_by": f"Councillor {scribe.name()}",
        "disallowed": None,
        "supplementary_html": "",
        "supplementary_disallowed": None,
        "supplementary_responses": [],
    }


def _paper(scribe: Scribe, kind: str, label: str) -> Content:
    return {
        "key": f"paper-{scribe.number(10**8, 10**9)}",
        "title": scribe.title(),
        "kind": kind,
        "kind_label": label,
        "report_by": "",
        "filename": "",
        "media_type": "",
        "size": None,
        "pages": None,
        "sha256": None,
        "listed_as": "PDF 546 KB",
        "text_html": "",
    }
