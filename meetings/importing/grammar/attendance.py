"""Attendance: who was there, in which group and how, from the lists at the head of minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.importing.grammar.attendance_heads import head_of
from meetings.importing.grammar.labels import label_at
from meetings.importing.grammar.people import PLURAL_HEAD, Person, is_post, looks_like_name, read_person, split_people
from meetings.importing.records import AttendanceGroup, AttendanceMode, Attendee, ParsedRecord
from meetings.importing.source import Block

SUBSTITUTE = re.compile(
    r"\b(?:substitut\w+|standing in|deputising|in place of|replacing|reserve)\b(?:\s+(?:for|"
    r"of))?\s*(?:(?:Councillor|Cllr|Mr|Mrs|Ms|Dr)\.?\s+)?(?P<whom>[A-Z][\w.'’ -]{2,40})?",
    re.I,
)
REMOTE = re.compile(r"\b(?:remote(?:ly)?|virtual(?:ly)?|online|via (?:ms )?teams|via zoom|by video|tele\w+)\b", re.I)
LATE = re.compile(r"\b(?:from|until|left|arrived|joined|minutes? \d|item)\b", re.I)
STOP = re.compile(
    r"(?:\d|The meeting|Note:|MINUTES|Minutes\b|Public|Members of the public|Also there|Quorum|Date|Time|Venue|"
    r"Agenda|This meeting|\(?Please)",
    re.I,
)
ORGANISATION = re.compile(r"(?P<name>[A-Z][\w'’-]+ [A-Z][\w'’-]+) (?P<body>Healthwatch|NHS\b.*|Diocese\b.*)")


def lines_of(blocks: Sequence[Block]) -> list[tuple[int, str]]:
    """The lines of an attendance list with the wrapped ones put together: (source line, text)."""
    made: list[tuple[int, str]] = []
    for block in blocks:
        text = block.text
        label = label_at(text)
        if label and label.kind == "bullet":
            text = text[label.length :]
        goes_on = (
            made
            and not head_of(text)
            and (
                (text[0].islower() and not re.match(r"[a-z]['’][A-Z]", text))
                or made[-1][1].rstrip().endswith((",", " and", " of", " for", "&", "–", " -"))
            )
        )
        if goes_on:
            made[-1] = (made[-1][0], f"{made[-1][1]} {text}")
        else:
            made.append((block.line, text))
    return made


def read(blocks: Sequence[Block], record: ParsedRecord) -> None:
    """Add the people of an attendance list to the record; a line that is neither a head nor people is passed over."""
    group: AttendanceGroup | None = None
    mode: AttendanceMode = "present"
    for line, text in lines_of(blocks):
        head = head_of(text)
        titled = bool(PLURAL_HEAD.match(text))
        if head:
            new_group, mode_here, at = head
            inner = (
                re.match(r"[*#|\s]*(?:councillors?|members?)\b", text, re.I)
                and new_group == "member"
                and mode_here == "present"
            )
            if not (inner and group in {"in attendance", "officer"} and not re.search(r"present", text[:at], re.I)):
                group, mode = new_group, mode_here
            text = text[at:].lstrip(" :;*|-–")
            titled = titled or bool(PLURAL_HEAD.match(text))
            more = head_of(text)
            if more and text and more[0] == "member" and re.match(r"councillors?\s*[:(-]", text, re.I):
                text = text[more[2] :].lstrip(" :;*|-")
        if group is None or not text.strip(" |*"):
            continue
        if STOP.match(text) or len(text) > 900:
            if re.match(r"The meeting|Note:", text):
                continue
            group = None if not re.match(r"\d", text) else group
            continue
        for piece in text.split(" | "):
            add_people(record, piece, group, mode, line, titled=titled)


def add_people(
    record: ParsedRecord,
    text: str,
    group: AttendanceGroup,
    mode: AttendanceMode,
    line: int,
    *,
    titled: bool = False,
) -> None:
    """Add every person of one printed list to the record; ``titled`` tells that "Councillors" stood above them all."""
    last: Attendee | None = None
    titled = titled or bool(PLURAL_HEAD.match(text))
    for piece in split_people(text.strip(" .|*")):
        person = read_person(piece)
        if person is None:
            continue
        apart = ORGANISATION.fullmatch(person.name)
        if apart:
            person.name, person.role = apart.group("name"), person.role or apart.group("body")
        post = is_post(person.name) and not person.title
        if last is not None and post and last.role is None and looks_like_name(last.name):
            last.role = piece.strip(" .")
            if group in {"member"} and mode == "apologies":
                last.group = group_by_role(last.role, last.title)
            continue
        attendee = _attendee(person, group, mode, line, post=piece.strip(" .") if post else None, record=record)
        if titled and not post and attendee.title is None and attendee.role is None:
            attendee.title = "Councillor"
        titled = titled and attendee.title in {"Councillor", "Cllr"}
        record.attendance.append(attendee)
        last = attendee


def group_by_role(role: str | None, title: str | None) -> AttendanceGroup:
    """The group a person belongs to by the post printed beside the name."""
    if role and re.search(r"co-?opt|parent governor|diocese|archdiocese|church", role, re.I):
        return "co-optee"
    if title and re.match(r"(?:C(?:ounci|ll)|Cr)", title):
        return "in attendance" if role and re.search(r"cabinet|portfolio|executive|leader", role, re.I) else "member"
    if role and re.search(r"director|officer|manager|head of|solicitor|clerk|chief executive|lead\b", role, re.I):
        return "officer"
    return "in attendance" if role else "member"


def _attendee(
    person: Person, group: AttendanceGroup, mode: AttendanceMode, line: int, *, post: str | None, record: ParsedRecord
) -> Attendee:
    attendee = Attendee(person.name, person.role, group, mode, note=person.note, title=person.title, line=line)
    told = " ".join(part for part in (person.role, person.note) if part)
    substitute = SUBSTITUTE.search(told)
    if substitute:
        attendee.group = "substitute"
        attendee.substitute_for = (substitute.group("whom") or "").strip() or None
    if REMOTE.search(told):
        attendee.mode = "remote"
    if post:
        attendee.name = attendee.role = post
        if group == "member":
            attendee.group = "officer"
    elif group == "member" and mode == "apologies":
        attendee.group = group_by_role(person.role, person.title)
        if not person.title and not person.role and re.search(r"\b(?:Healthwatch|NHS|Council|Trust)\b", person.name):
            attendee.group = "in attendance"
    if attendee.group == "member" and not attendee.title and " " not in attendee.name and "." not in attendee.name:
        record.warn(line, f"the name {attendee.name!r} in the attendance may be only part of a name")
    return attendee
