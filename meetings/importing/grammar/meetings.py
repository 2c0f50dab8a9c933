"""One meeting's record read as a whole: its head, its attendance, its items, its close."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.importing.grammar import (
    attendance,
    attendance_heads,
    attendance_told,
    dates,
    forms,
    headings,
    items,
    page,
    titles,
)
from meetings.importing.grammar.heading_lines import Heading
from meetings.importing.grammar.lines import OPEN_MARKER, prepare
from meetings.importing.grammar.outcomes import OutcomeReader
from meetings.importing.grammar.paragraphs import Paragraph, paragraphs
from meetings.importing.grammar.standing import Passage
from meetings.importing.grammar.undertakings import undertakings
from meetings.importing.records import AgendaItem, ParsedRecord, RecordKind
from meetings.importing.source import Block, Source

ITEM_PAGE_HEAD = (
    r"(?i:Agenda item|Issue\s*-\s*(?:meetings|decisions)|Decision details|Issue details|Decision|"
    r"Meeting documents|Home|To report any issues.*)"
)
ITEM_REF = re.compile(r",\s*item\s+(?P<number>[\w./-]{1,12}?)\.?(?:\s|$)")
CLOSING = re.compile(
    r"[*#\s]*(?:(?:The )?meeting (?:ended|closed|concluded|finished|rose|was closed|commenced|started)\b|THE "
    r"MEETING (?:CLOSED|ENDED)|Chair(?:man|person)?\W*$|CHAIR(?:MAN|PERSON)?\W*$|Signed\b|Duration of meeting)",
    re.IGNORECASE,
)


def read_meeting(source: Source, kind: RecordKind, blocks: Sequence[Block] | None = None) -> ParsedRecord:
    """The record of one meeting from its blocks (all of the source's by default)."""
    own = list(prepare(source.blocks if blocks is None else blocks))
    is_page = kind == "meeting page"
    record = ParsedRecord(source.name, kind, line=own[0].line if own else None)
    found = headings.headings(own, page=is_page)
    first = found[0].first if found else len(own)
    head = own[:first]
    present = next(
        (
            index
            for index, block in enumerate(head)
            if attendance_heads.head_of(block.text) and not _only_title(block.text)
        ),
        len(head),
    )
    page.read_head(head[:present] if present > 1 else head, record)
    page.read_end(own, record)
    while len(own) > first and CLOSING.match(own[-1].text) and len(own[-1].text) < 120:
        own.pop()
    if kind in {"meeting page", "minutes"}:
        attendance.read(head[present:], record)
    read_items(source, own, found, record)
    if (
        kind == "meeting page"
        and not any(item.minutes or item.outcomes for item in record.items)
        and any(re.fullmatch(r"Agenda", block.text.strip("*# ")) for block in head[:12])
    ):
        record.kind = "agenda"
    return record


def _only_title(text: str) -> bool:
    return bool(re.fullmatch(r"(?:Committee|Council|Members?)", text.strip("*# "), re.IGNORECASE))


def read_items(source: Source, own: Sequence[Block], found: Sequence[Heading], record: ParsedRecord) -> None:
    """Read the items below their headings into the record, with outcomes that stand before any heading."""
    marked = any(OPEN_MARKER.match(block.text) and "documents" not in block.text[:22].lower() for block in own)
    minuted = record.kind != "agenda" and (marked or _is_minuted(own, record))
    stray = list(own[: found[0].first]) if found else list(own)
    made: dict[int, list[Paragraph]] = {}
    if minuted:
        _stray(source, stray, record, alone=not found)
    for index, heading in enumerate(found):
        stop = found[index + 1].first if index + 1 < len(found) else len(own)
        blocks = own[heading.first : stop]
        item, made[index] = items.read_item(source, heading, blocks, record, page_marked=marked, minuted=minuted)
        record.items.append(item)
        if item.kind == "date of next meeting" or re.search(r"(?:future|next) meetings?", item.title, re.I):
            text = " ".join(block.text for block in blocks)
            record.announce(dates.dates_and_times(text))
    if minuted:
        attendance_told.read(record.items, made, record)
    check_present(record)


def _is_minuted(own: Sequence[Block], record: ParsedRecord) -> bool:
    """Whether a page without "Minutes:" tells what happened, and not only what is on the agenda."""
    titled = any(
        re.search(r"minutes|decisions", block.text, re.I) and page.PAGE_TITLE.fullmatch(block.text.strip("*# "))
        for block in own[:12]
    )
    agenda_only = any(re.fullmatch(r"Agenda", block.text.strip("*# "), re.I) for block in own[:12]) and not titled
    return record.kind == "minutes" or not agenda_only


def _stray(source: Source, blocks: Sequence[Block], record: ParsedRecord, *, alone: bool) -> None:
    """Outcomes that stand above the first heading, or in a record without headings: kept in an item without title."""
    marked = next((index for index, block in enumerate(blocks) if OPEN_MARKER.match(block.text)), None)
    body = [
        block for block in (blocks[marked:] if marked is not None else blocks) if not OPEN_MARKER.fullmatch(block.text)
    ]
    made = paragraphs(source, body)
    reader = OutcomeReader(Passage(source, made, record.committee))
    outcomes = items.without_repeats(reader.read())
    if not outcomes and not alone:
        return
    if outcomes:
        record.warn(
            outcomes[0].line, "these outcomes stand under no heading: they were kept in an item without a title"
        )
    item = AgendaItem(
        title="", minutes=items.narrative(made), outcomes=outcomes, line=blocks[0].line if blocks else None
    )
    item.undertakings = undertakings(source, made, [outcome.text for outcome in outcomes])
    if alone or outcomes:
        record.items.append(item)


def check_present(record: ParsedRecord) -> None:
    """Warn of a person whom the record lists both as present and with apologies."""
    for absent in [attendee for attendee in record.attendance if attendee.mode == "apologies"]:
        for other in record.attendance:
            if (
                other is not absent
                and other.mode in {"present", "remote"}
                and other.name.lower() == absent.name.lower()
            ):
                record.warn(absent.line, f"{absent.name} is listed as {other.mode} and with apologies for absence")


def read_item_pages(source: Source) -> list[ParsedRecord]:
    """The records of a page about one item: one, or one per meeting where the page follows an issue through several."""
    starts = [index for index, block in enumerate(source.blocks) if forms.ISSUE_MEETING.match(block.text)]
    if not starts:
        return [_item_page(source, source.blocks)]
    made = []
    for index, start in enumerate(starts):
        stop = starts[index + 1] if index + 1 < len(starts) else len(source.blocks)
        blocks = source.blocks[start + 1 : stop]
        match = forms.ISSUE_MEETING.match(source.blocks[start].text)
        record = _item_page(source, blocks)
        if match:
            record.date = dates.find_date(match.group("date"))
            record.committee = match.group("committee").strip()
            if record.items:
                record.items[0].number = match.group("number").strip()
                record.items[0].title = re.sub(rf"^{re.escape(match.group('number'))}\s+", "", record.items[0].title)
        record.line = source.blocks[start].line
        made.append(record)
    return made


def _meeting_reference(own: list[Block], record: ParsedRecord) -> str | None:
    """The item's number from a line such as "Meeting of ..., Monday ... (Item 4.)", taken out of the blocks."""
    for index, block in enumerate(own[:10]):
        match = forms.MEETING_REF.match(block.text)
        if match is None:
            continue
        record.committee = match.group("committee").strip()
        record.date = dates.find_date(match.group("date"))
        record.start = dates.find_time(re.sub(r"^.*?\d{4}", "", match.group("date")))
        above = [
            line
            for line in own[:index]
            if dates.find_date(line.text) is None and line.text.strip().lower() not in (record.committee or "").lower()
        ]
        own[: index + 1] = above[-1:]
        while len(own) > 1 and re.match(r"(?:[-•·]\s*)?View (?:the |directions)", own[1 if above else 0].text):
            own.pop(1 if above else 0)
        return match.group("number").strip()
    return None


def _decision_page(source: Source, own: Sequence[Block], at: int, record: ParsedRecord) -> ParsedRecord:
    """The page of one decision, headed by its date and title on one line; the line above may name the body."""
    entry = forms.DECISION_ENTRY.fullmatch(own[at].text)
    if entry is not None:
        record.date = dates.find_date(entry.group("date"))
        heading = Heading(at, at + 1, None, entry.group("title").strip(), 1)
        above = page.body_named(own[at - 1].text) if at else None
        record.committee = re.sub(r"\s+(?:Report|Decisions?|Minutes)$", "", above) if above else None
        item, _ = items.read_item(source, heading, own[at:], record, page_marked=False, minuted=True)
        record.items.append(item)
    return record


def _item_page(source: Source, blocks: Sequence[Block]) -> ParsedRecord:
    own = [block for block in prepare(blocks) if not re.match(r"Skip to (?:main )?content", block.text)]
    record = ParsedRecord(source.name, "item page", line=own[0].line if own else None)
    while own and re.fullmatch(ITEM_PAGE_HEAD, own[0].text.strip("*# ")):
        own.pop(0)
    number = _meeting_reference(own, record)
    entry = next((at for at, block in enumerate(own[:3]) if forms.DECISION_ENTRY.fullmatch(block.text)), None)
    if not own:
        return record
    if entry is not None and number is None:
        return _decision_page(source, own, entry, record)
    untitled = bool(
        OPEN_MARKER.match(own[0].text)
        or items.PURPOSE.match(own[0].text)
        or not titles.looks_like_title(titles.without_stop(own[0].text), limit=300)
    )
    formal = forms.FORMAL.search(own[0].text)
    prose = bool(formal) or len(own[0].text) > 300 or untitled
    if prose and not titles.has_file(own[0].text):
        heading = Heading(0, 0, None, "", 1)
        record.warn(own[0].line, "the page does not print the title of its item")
    else:
        title, size, pages = titles.clean_title(own[0].text)
        heading = Heading(0, 1, None, title, 1, size=size, pages=pages)
    numbered = titles.NUMBER_TITLE.match(heading.title)
    style = titles.number_style(numbered) if numbered else None
    if numbered and style:
        heading = Heading(
            0, heading.body, style.printed, numbered.group("title"), 1, size=heading.size, pages=heading.pages
        )
    marked = any(OPEN_MARKER.match(block.text) and "documents" not in block.text[:22].lower() for block in own)
    if number:
        heading = replace(heading, number=number)
    item, _ = items.read_item(source, heading, own, record, page_marked=marked, minuted=True)
    page.read_end(own, record)
    for document in item.documents:
        reference = ITEM_REF.search(document.title + " ")
        if reference and item.number is None:
            item.number = reference.group("number")
    record.items.append(item)
    return record
