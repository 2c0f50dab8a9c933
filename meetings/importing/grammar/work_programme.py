"""The work programme of a committee: its rows under the section, meeting or list they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.importing.grammar import dates
from meetings.importing.grammar.programme_front import read_front, year_of
from meetings.importing.records import ParsedRecord
from meetings.importing.source import Block
from meetings.importing.tables_record import WorkProgrammeRow

HEAD_CELL = re.compile(r"(?:Item|Topic|Subject|Agenda item)\b[^:]{0,40}:?", re.I)
COLUMN: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("origin", re.compile(r"(?:origin|source|reason|background|purpose)\b.*", re.I)),
    ("lead_officers", re.compile(r"(?:lead|responsible|report(?:ing)?|contact) ?(?:officer|author)?\(?s?\)?.*", re.I)),
    ("current_position", re.compile(r"(?:current position|status|position|progress|comments?|notes?)\b.*", re.I)),
    ("target", re.compile(r"(?:target|meeting|date|when|timescale)\b.*", re.I)),
    ("further", re.compile(r"further info.*", re.I)),
)
SECTION = re.compile(
    r"(?:To be scheduled.*|Annual agenda items|Potential agenda items|Agenda items\b.*|Workshops?\b.*|Task and "
    r"finish groups?.*|Briefing notes?.*|Spotlight reviews?.*|Items? to be .*)",
    re.I,
)
# Sections that hold others, sections within them, and the count of pages after a heading: "(1/4)".
OUTER = re.compile(r"(?:To be scheduled|Items? to be )", re.I)
INNER = re.compile(r"(?:Annual|Potential) ", re.I)
COUNTED = re.compile(r"\s*\(\d{1,2}/\d{1,2}\)\s*$")
FURTHER = re.compile(r"further info\w*\.?:?\s*[–—-]?\s*(?P<rest>.*)", re.I)
WORKSHOP = re.compile(r"(?:\d{1,3}\s+)?Workshop item", re.I)
TITLE = re.compile(r"\**\s*(?:[\w ]{0,60}\s)?Work(?:ing)?\s?programme(?:\s+\d{4}(?:\s?[/–-]\s?\d{2,4})?)?\s*\**", re.I)
SCRUTINY_TYPE = re.compile(r"\s*\[(?P<type>[^\]]{3,60})\]")
LEADING_NUMBER = re.compile(r"^\d{1,2}(?:\.\s*|\s+)(?=[A-Z])")
DEADLINE = re.compile(
    r"(?P<which>Publication|Questions?)\s+deadline\s*:\s*\**\s*(?P<day>[A-Z][a-z]+\.?\s+\d{1,2}[^:]{0,30})?", re.I
)


def is_programme_head(block: Block) -> bool:
    """Whether a line heads the columns of a work programme."""
    if len(block.cells) < 3 or not HEAD_CELL.fullmatch(block.cells[0].strip("* ")):
        return False
    rest = [cell.strip("* ") for cell in block.cells[1:]]
    return sum(1 for cell in rest if any(pattern.fullmatch(cell) for name, pattern in COLUMN if name != "further")) >= 2


def is_programme_title(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line of its own is the title of a work programme whose columns follow."""
    if blocks[index].cells or not TITLE.fullmatch(blocks[index].text) or len(blocks[index].text) > 90:
        return False
    return any(is_programme_head(block) for block in blocks[index : index + 40])


def _columns(cells: Sequence[str]) -> dict[int, str]:
    named = {0: "item"}
    for index, cell in enumerate(cells[1:], start=1):
        for name, pattern in COLUMN:
            if pattern.fullmatch(cell.strip("* ")) and name not in named.values():
                named[index] = name
                break
    return named


def read(blocks: Sequence[Block], record: ParsedRecord) -> None:
    """Add the rows of a work programme to the record, each with its section, meeting and deadlines."""
    front = next((number for number, block in enumerate(blocks) if _begins_tables(block)), 0)
    reports, notes = read_front(blocks[:front])
    record.annual_reports += reports
    record.programme_notes += notes
    record.programme_year = record.programme_year or year_of(blocks)
    named: dict[int, str] = {}
    section = focus = group = workshop_at = None
    meeting: WorkProgrammeRow = WorkProgrammeRow("")
    for block in blocks[front:]:
        text = block.text.strip("* ")
        first = block.cells[0].strip("* ") if block.cells else text
        if is_programme_head(block) or (WORKSHOP.match(first) and block.cells):
            named = _columns(block.cells)
            workshop_at = None
            if WORKSHOP.match(first):
                named, section, workshop_at = {0: "item", 1: "further"}, "Workshop", _said_of_workshop(block)
            continue
        if SECTION.fullmatch(first) and not any(cell for cell in block.cells[1:]):
            named, workshop_at = {}, None
            section, focus = _section(first)
            if OUTER.match(section):
                group = section
            elif not INNER.match(section):
                group = None
            if not INNER.match(section):
                meeting = WorkProgrammeRow("", section=section, focus=focus)
            continue
        if DEADLINE.search(text) or (not block.cells and dates.find_date(text) and len(text) < 60):
            _deadlines(text, meeting)
            continue
        # A row of which only the first cell is filled comes without cells; it follows its table without a gap.
        in_table = bool(block.cells) or (block.blanks == 0 and not first.isdigit())
        if named and in_table and first:
            row = _row(block, named, section, focus, meeting)
            row.group, row.target = group, row.target or workshop_at
            record.work_programme.append(row)


def _begins_tables(block: Block) -> bool:
    first = block.cells[0].strip("* ") if block.cells else block.text.strip("* ")
    return is_programme_head(block) or (bool(SECTION.fullmatch(first)) and not any(block.cells[1:]))


def _said_of_workshop(block: Block) -> str | None:
    """When a workshop is held, as the head of its column says it: "Further info – 17 May 2022 11am – 1pm"."""
    found = FURTHER.match(block.cells[1].strip("* ")) if len(block.cells) > 1 else None
    return found["rest"].strip() or None if found else None


def _section(text: str) -> tuple[str, str | None]:
    parts = re.split(r"\s+[–-]\s+", COUNTED.sub("", text), maxsplit=1)
    return (parts[0], parts[1] if len(parts) > 1 and parts[0].lower().startswith("agenda") else None)


def _deadlines(text: str, meeting: WorkProgrammeRow) -> None:
    first = DEADLINE.search(text)
    before = text[: first.start()] if first else text
    if found := dates.dates_and_times(before):
        meeting.meeting_date, meeting.start = found[0]
    for match in DEADLINE.finditer(text):
        printed = match.group("day")
        if printed is None or meeting.meeting_date is None:
            continue
        day = dates.find_date(printed) or dates.day_without_year(printed, meeting.meeting_date)
        if match.group("which").lower().startswith("pub"):
            meeting.publication_deadline = day
        else:
            meeting.questions_deadline = day


def cells_of(block: Block) -> Sequence[str]:
    """The cells of a row; of a row with one filled cell, that one."""
    return block.cells or (block.text,)


def _row(
    block: Block, named: dict[int, str], section: str | None, focus: str | None, meeting: WorkProgrammeRow
) -> WorkProgrammeRow:
    cells = {named[index]: cell.strip() or None for index, cell in enumerate(cells_of(block)) if index in named}
    item = cells.get("item") or ""
    kind = SCRUTINY_TYPE.search(item)
    if kind:
        item = (item[: kind.start()] + item[kind.end() :]).strip()
    return WorkProgrammeRow(
        item=LEADING_NUMBER.sub("", item),
        section=section,
        scrutiny_type=kind.group("type") if kind else None,
        origin=cells.get("origin"),
        further=cells.get("further"),
        lead_officers=cells.get("lead_officers"),
        current_position=cells.get("current_position"),
        target=cells.get("target"),
        meeting_date=meeting.meeting_date,
        focus=focus,
        publication_deadline=meeting.publication_deadline,
        questions_deadline=meeting.questions_deadline,
        start=meeting.start,
        line=block.line,
    )
