"""Attendance that the minutes of an item tell: apologies, substitutes, members who joined remotely."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.importing.grammar.attendance import add_people
from meetings.importing.grammar.paragraphs import Paragraph
from meetings.importing.grammar.people import read_person, split_people
from meetings.importing.grammar.sentences import sentences
from meetings.importing.records import AgendaItem, Attendee, ParsedRecord

APOLOGIES = re.compile(
    r"(?:[Aa]n?\s+)?(?:[Aa]polog(?:y|ies)(?: for (?:absence|non-attendance|inability to attend))?)\s+(?:had been "
    r"|have been |were |was |had |has )?(?:also )?(?:received|submitted|given|made|tendered|noted|recorded|"
    r"offered|reported|announced|sent|presented)?(?: by the \w+)?\s*(?:from|on behalf of|for|"
    r"by)\s*:?\s*(?P<people>[^\n]+)"
)
STOOD_IN = re.compile(
    r"(?P<who>(?:(?:Councillors?|Cllrs?\.?|Mrs?\.?|Ms\.?|Miss|Dr\.?)\s+)?[A-Z][\w.'’‘ "
    r"-]{1,50}?)\s*[–,(-]*\s*(?:was |were |is |would be |has been |had been )?(?:present as |attended as |"
    r"attending as |appointed as |acting as |in attendance as |"
    r"nominated as )?(?:an? |the |his |her |their )?(?:named |nominated )?(?:substitut(?:e|ed|ing)(?: "
    r"[Mm]ember)?(?: for)?|[Ss]ubstitute(?: [Mm]ember)? for|stood in for|[Ss]tanding in for|deputis(?:ed|ing) for|"
    r"in (?:the )?place of|replac(?:ed|ing)|on behalf of)\s+(?:for\s+)?(?P<whom>(?:(?:Councillors?|Cllrs?\.?|"
    r"Mrs?\.?|Ms\.?|Miss|Dr\.?)\s+)?[A-Z][\w.'’‘ -]{1,50}?)(?=[,.;)]|\s+(?:and|for|who|at|as|with)\b|$)"
)
FOR_LINE = re.compile(
    r"(?P<who>(?:Councillor|Cllr\.?|Mr|Mrs|Ms|Dr)\s+[A-Z][\w.'’ -]{1,40}?)\s+(?:for|"
    r"\(for)\s+(?P<whom>(?:Councillor|Cllr\.?|Mr|Mrs|Ms|Dr)\s+[A-Z][\w.'’ -]{1,40}?)\)?\.?$"
)
REMOTE = re.compile(
    r"(?P<people>(?:Councillors?|Cllrs?\.?|Mr|Mrs|Ms|Dr)\s[^.;]{2,200}?),?\s+(?:attended|joined|participated|"
    r"were attending|was attending|attending)\s+(?:the meeting )?(?:remotely|virtually|online|via )"
)
LONGEST = 1500
ENOUGH = re.compile(
    r"\s+(?:and it was noted|who |with (?:Cllr|Councillor)|for whom|\(|as (?:he|she|they)|due to|because|at "
    r"(?:this|the))|\.\s|;\s(?=(?:there|no|it)\b)"
)


def read(items: Sequence[AgendaItem], made: dict[int, list[Paragraph]], record: ParsedRecord) -> None:
    """Add what the items on apologies and substitutes tell; ``made`` maps an item's index to its paragraphs."""
    for index, item in enumerate(items):
        if item.kind not in {"apologies", "named substitutes"}:
            continue
        for paragraph in made.get(index, []):
            _paragraph(paragraph, record, substitutes=item.kind == "named substitutes" or "ubstitut" in item.title)


def _paragraph(paragraph: Paragraph, record: ParsedRecord, *, substitutes: bool) -> None:
    for begin, end in sentences(paragraph.body):
        sentence = paragraph.body[begin : min(end, begin + LONGEST)]
        stood = STOOD_IN.search(sentence) or (FOR_LINE.match(sentence) if substitutes else None)
        apologies = APOLOGIES.search(sentence)
        remote = REMOTE.search(sentence)
        if apologies:
            people = ENOUGH.split(apologies.group("people") + " ")[0]
            add_people(record, people, "member", "apologies", paragraph.line)
        if stood and not (apologies and stood.start() < apologies.start("people")):
            _substitute(record, stood.group("who"), stood.group("whom"), paragraph.line)
        if remote:
            _remote(record, remote.group("people"), paragraph.line)


def surname(name: str) -> str:
    """The last word of a name in small letters, apostrophes and a misread "l'" for "I'" made one."""
    words = name.replace("’", "'").replace("‘", "'").lower().split()
    return re.sub(r"^[li](?=')", "i", words[-1]) if words else ""


def find(record: ParsedRecord, name: str) -> Attendee | None:
    """The attendee of this name: the same words, or the same surname and first letter."""
    for attendee in record.attendance:
        if attendee.name.lower() == name.lower():
            return attendee
    for attendee in record.attendance:
        if surname(attendee.name) == surname(name) and attendee.name[:1] == name[:1]:
            return attendee
    return None


def _substitute(record: ParsedRecord, who: str, whom: str, line: int) -> None:
    person, replaced = read_person(who), read_person(whom)
    if person is None or replaced is None:
        return
    known = find(record, person.name)
    if known is None:
        known = Attendee(person.name, group="substitute", title=person.title, line=line)
        record.attendance.append(known)
    known.group, known.mode, known.substitute_for = "substitute", "present", replaced.name


def _remote(record: ParsedRecord, people: str, line: int) -> None:
    for piece in split_people(people):
        person = read_person(piece)
        if person is None:
            continue
        known = find(record, person.name)
        if known is None:
            record.attendance.append(
                Attendee(person.name, group="member", mode="remote", title=person.title or "Councillor", line=line)
            )
            continue
        if known.mode == "present":
            record.warn(
                line,
                f"{person.name} is listed as present, but attended remotely according to the minutes: taken as remote",
            )
        known.mode = "remote"
