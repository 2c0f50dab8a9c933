"""People in a parsed record: who was there, who sits on the committee, who declared an interest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Json = dict[str, object]

AttendanceGroup = Literal["member", "co-optee", "substitute", "in attendance", "officer"]
AttendanceMode = Literal["present", "remote", "apologies", "absent"]


@dataclass(slots=True)
class Attendee:
    """One person, or one officer by post title, in the attendance of a meeting.

    ``mode`` says how they were there; ``substitute_for`` names the member they stood in for; ``title`` is Councillor,
    Mr, Dr ..., kept apart from ``name``; ``note`` holds what else the source says (arrived late, left at an item).
    """

    name: str
    role: str | None = None
    group: AttendanceGroup = "member"
    mode: AttendanceMode = "present"
    substitute_for: str | None = None
    note: str | None = None
    title: str | None = None
    line: int | None = None

    def as_json(self) -> Json:
        return {
            "name": self.name,
            "role": self.role,
            "group": self.group,
            "mode": self.mode,
            "substitute_for": self.substitute_for,
            "note": self.note,
            "title": self.title,
            "line": self.line,
        }


@dataclass(slots=True)
class Member:
    """One line of a committee's membership as an agenda prints it; ``body`` is whom a co-optee represents."""

    name: str
    role: str
    body: str | None = None
    title: str | None = None
    line: int | None = None

    def as_json(self) -> Json:
        return {"name": self.name, "role": self.role, "body": self.body, "title": self.title, "line": self.line}


@dataclass(slots=True)
class Declaration:
    """A declaration of interest as the minutes tell it; ``withdrew`` is None where the source does not say."""

    person: str
    text: str
    kind: str | None = None
    item: str | None = None
    withdrew: bool | None = None
    line: int | None = None

    def as_json(self) -> Json:
        return {
            "person": self.person,
            "text": self.text,
            "kind": self.kind,
            "item": self.item,
            "withdrew": self.withdrew,
            "line": self.line,
        }
