"""The membership of a committee as the front of an agenda prints it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.importing.grammar.people import read_person, split_people
from meetings.importing.records import Member, ParsedRecord
from meetings.importing.source import Block

HEAD = re.compile(
    r"[*#\s]*(?:Membership|MEMBERSHIP|Members?(?: of the (?:Committee|Panel|Board))?|Committee "
    r"[Mm]embers(?:hip)?|COMMITTEE MEMBERS(?:HIP)?)\s*:?[*\s]*(?:\(\d+\))?\s*"
)
ROLE = re.compile(
    r"[*\s]*(?P<role>(?:[Vv]ice[- ]?)?[Cc]hair(?:person|man|woman)?|Non[- ][Vv]oting [Mm]embers?|Co-?opt(?:ee|ed "
    r"[Mm]ember)s?|Substitutes?(?: [Mm]embers?)?|Members?|Church [Rr]epresentatives?|"
    r"Parent [Gg]overnors?(?: [Rr]epresentatives?)?|Independent [Mm]embers?)\b\s*[:*]*\s+"
)
END = re.compile(
    r"[*#\s]*(?:Agenda|AGENDA|Pages?|Items?|Quorum|Contact|Notes?|For (?:any )?(?:further|more)|Published|"
    r"Date)\b[*:\s]*"
)
PERSON = re.compile(
    r"[*\s]*(?P<person>(?:(?:Councill?or|Cllr|Mrs?|Ms|Miss|Dr|"
    r"Rev)\.?\s+)?[A-Z][\w.'’-]+(?:\s+[A-Z]\.?)?\s+[A-Z][\w.'’-]+)\**\s*(?:[-–,]\s*)?(?P<rest>.*)"
)


def read(blocks: Sequence[Block], record: ParsedRecord) -> None:
    """Add the members listed between the word "Membership" and the agenda to the record."""
    start = next((index for index, block in enumerate(blocks) if HEAD.fullmatch(block.text)), None)
    if start is None:
        return
    role = "member"
    for block in blocks[start + 1 :]:
        text = " ".join(cell for cell in block.cells if cell) if block.cells else block.text
        if END.fullmatch(text) or re.match(r"[*\s]*(?:Agenda|AGENDA)\b", text):
            break
        named = ROLE.match(text)
        if named:
            role = _role(named.group("role"))
            text = text[named.end() :]
        elif block.blanks or not role.startswith("co"):
            role = "member" if role in {"chairperson", "vice-chairperson", "non-voting member"} else role
        _members(text, role, block.line, record)


def _role(printed: str) -> str:
    lowered = printed.lower()
    if "chair" in lowered:
        return "vice-chairperson" if lowered.startswith("vice") else "chairperson"
    if "non" in lowered[:4]:
        return "non-voting member"
    if re.match(r"co-?opt|church|parent|independent", lowered):
        return "co-optee"
    return "substitute" if lowered.startswith("substitute") else "member"


def _members(text: str, role: str, line: int, record: ParsedRecord) -> None:
    text = text.strip()
    if not text:
        return
    if role == "co-optee":
        match = PERSON.match(text)
        person = read_person(match.group("person")) if match else None
        if match and person:
            body = match.group("rest").strip(" *()") or person.role
            record.membership.append(Member(person.name, role, body, person.title, line))
        return
    for piece in split_people(text.strip("*")):
        person = read_person(piece)
        if person is None:
            continue
        own = role
        if person.role and "chair" in person.role.lower():
            own = _role(person.role if not person.role.lower().startswith("vice") else "vice-chair")
        record.membership.append(Member(person.name, own, None, person.title, line))
