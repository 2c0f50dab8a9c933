"""Packs: one file that holds the papers of a meeting, cut into records of the meetings found in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.importing.grammar import (
    action_log,
    agenda_front,
    dates,
    meetings,
    membership,
    page,
    questions,
    work_programme,
)
from meetings.importing.grammar.paragraphs import paragraphs
from meetings.importing.grammar.parts import Part, PartKind, split
from meetings.importing.grammar.undertakings import undertakings
from meetings.importing.records import AgendaItem, Document, ParsedRecord
from meetings.importing.source import Block, Source

REPORT_FIELD = re.compile(r"[*#\s]*(?P<name>Title of [Rr]eport|Meeting date|Report by|Meeting)\s*:\s*(?P<value>.+)")


def read(source: Source, first: PartKind = "agenda") -> list[ParsedRecord]:
    """The records of a pack in the order of the file: the agenda with its papers, and each set of minutes in it."""
    records: list[ParsedRecord] = []
    agenda: ParsedRecord | None = None
    for part in split(source.blocks, first):
        current = records[-1] if records else None
        if part.kind == "agenda":
            agenda = _agenda(source, part.blocks)
            records.append(agenda)
        elif part.kind == "minutes":
            records.append(meetings.read_meeting(source, "minutes", part.blocks))
        elif part.kind == "questions" and current is not None:
            _questions(source, part.blocks, current)
        elif part.kind == "action log" and (agenda or current) is not None:
            action_log.read(part.blocks, agenda or current or records[-1])
        elif part.kind == "work programme" and (agenda or current) is not None:
            work_programme.read(part.blocks, agenda or current or records[-1])
        elif part.kind == "report" and (agenda or current) is not None:
            _report(source, part, agenda or current or records[-1])
    for record in records:
        _deadlines(record)
    return records


def _agenda(source: Source, blocks: Sequence[Block]) -> ParsedRecord:
    record = ParsedRecord(source.name, "agenda", line=blocks[0].line if blocks else None)
    agenda_front.read(blocks, record)
    if not record.items:
        record = meetings.read_meeting(source, "agenda", blocks)
    first = record.items[0].line if record.items else None
    head = [block for block in blocks if first is None or block.line < first]
    page.read_head(head, record)
    clock = next((match for block in head if (match := re.match(r"[*\s]*Time\s*:\s*(?P<time>.+)", block.text))), None)
    record.start = dates.find_time(clock.group("time")) if clock else record.start
    agenda_front.read_contact(head, record)
    agenda_front.read_deadlines(blocks, record)
    membership.read(head, record)
    for item in record.items:
        if item.kind == "date of next meeting":
            record.announce(dates.dates_and_times(item.purpose or ""))
    return record


def _questions(source: Source, blocks: Sequence[Block], record: ParsedRecord) -> None:
    """The questions of an appendix, and the undertakings in their answers laid to the item that took them."""
    before = len(record.questions)
    questions.read(blocks, record)
    added = record.questions[before:]
    wanted = "public questions" if added and added[0].kind == "public" else "member questions"
    starts = [question.line or 0 for question in added]
    for undertaking in undertakings(source, paragraphs(source, blocks)):
        own = [question for question, start in zip(added, starts, strict=True) if start <= (undertaking.line or 0)]
        kind = {"public": "public questions", "member": "member questions"}[own[-1].kind] if own else wanted
        item = next((item for item in record.items if item.kind == kind), None)
        if item is None:
            record.warn(
                undertaking.line,
                "an undertaking was made in an answer, but no item took questions: it was kept with the last item",
            )
            item = record.items[-1] if record.items else None
        if item is not None:
            item.undertakings.append(undertaking)


def _report(source: Source, part: Part, record: ParsedRecord) -> None:
    """An officer report: a document of the agenda item whose title it shares, with its whole text."""
    fields: dict[str, str] = {}
    for block in part.blocks[:14]:
        match = REPORT_FIELD.match(block.text)
        if match:
            fields.setdefault(match.group("name").lower(), match.group("value").strip(" *"))
    title = fields.get("title of report", "").strip(" -–")
    document = Document(
        title,
        text="\n".join(block.text for block in part.blocks),
        report_by=fields.get("report by"),
        line=part.blocks[0].line,
    )
    own = fields.get("meeting", "").lower()
    foreign = bool(own and record.committee and not _words(own) & _words(record.committee) - {"committee", "and"})
    item = _item_for(title, record, last=foreign)
    if item is None:
        record.warn(document.line, f"the report {title!r} belongs to no item of the agenda by its title")
        return
    if foreign:
        record.warn(
            document.line,
            f"the report {title!r} was made for another body ({fields['meeting']}): kept as an appendix of item "
            f"{item.number}",
        )
    if any(other.title.casefold() == title.casefold() for other in item.documents):
        document.title = _told_apart(title, fields, foreign=foreign)
    item.documents.append(document)


def _told_apart(title: str, fields: dict[str, str], *, foreign: bool) -> str:
    """A second report of one title, with what its head says of it: for whom, of which day, else by whom."""
    day = dates.find_date(fields.get("meeting date", ""))
    told = [f"report to {fields['meeting'].strip()}"] if foreign else []
    told += [f"{day.day} {day:%B %Y}"] if day and foreign else []
    told += [f"by {fields['report by'].strip()}"] if not told and fields.get("report by") else []
    return f"{title} ({', '.join(told)})" if told else title


def _words(text: str) -> set[str]:
    return {re.sub(r"['’]s?$", "", word) for word in re.findall(r"[a-z]{3,}(?:['’]s?)?", text.lower())} - {
        "the",
        "report",
        "and",
        "for",
        "update",
    }


def _item_for(title: str, record: ParsedRecord, *, last: bool) -> AgendaItem | None:
    """The item that shares most words with a report's title; another body's paper (``last``) follows the last one."""
    with_papers = [item for item in record.items if item.documents]
    if last and with_papers:
        return with_papers[-1]
    wanted = _words(title)
    best, score = None, 0.0
    for item in record.items:
        shared = len(wanted & _words(item.title)) + 0.5 * len(wanted & _words(item.purpose or ""))
        if shared > score:
            best, score = item, shared
    return best if score >= min(2, len(wanted)) else None


def _deadlines(record: ParsedRecord) -> None:
    """The publication deadline of the meeting, where the work programme of the same file prints it."""
    for row in record.work_programme:
        if row.meeting_date == record.date and row.meeting_date is not None:
            record.publication_deadline = record.publication_deadline or row.publication_deadline
            record.questions_deadline = record.questions_deadline or row.questions_deadline
