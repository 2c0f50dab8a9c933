"""The front of an agenda pack: the table of items with purpose and pages, and the deadlines it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.importing.grammar import dates, page, titles
from meetings.importing.grammar.items import FOLLOW, PURPOSE
from meetings.importing.records import AgendaItem, ParsedRecord
from meetings.importing.source import Block, normalise

TAGS = re.compile(
    r"<(?P<close>/?)(?P<tag>p|ul|ol|li|i|b|em|strong|br|u|div|span|td|tr|table)\b[^<>]{0,80}>", re.IGNORECASE
)
NUMBERED = re.compile(r"(?P<number>\d{1,2}[a-z]?)\s*\.?")
LINE_ITEM = re.compile(r"(?P<number>\d{1,2}[a-z]?)\s*\.\s+(?P<title>[A-Z].{2,200})")
PAGES = re.compile(r"\d{1,4}\s*[-–]\s*\d{1,4}|\d{1,4}")
END = re.compile(
    r"[*#\s]*(?:The Public['’]s Rights|Public(?:'s)? [Rr]ights|Guide to|Recording of|Filming|The Seven "
    r"Principles|Public transport|Notes?:|Access to)"
)
DEADLINE = re.compile(
    r"[Dd]eadline for (?:receipt of |submission of |submitting )?questions?\b[^.]{0,40}?\b(?:is|"
    r":)\s*(?P<when>[^<]{5,60})"
)


def paragraphs_of(cell: str) -> list[str]:
    """The paragraphs of a table cell that still carries its tags, each without them."""
    cut = re.sub(r"</?(?:p|ul|ol|li|br|div|td|tr|table)\b[^<>]{0,80}>", "\n", cell, flags=re.IGNORECASE)
    return [text for part in cut.split("\n") if (text := normalise(TAGS.sub("", part)))]


def read(blocks: Sequence[Block], record: ParsedRecord) -> None:
    """Add the items of an agenda's front table to the record; does nothing where the front is no such table."""
    start = next((index for index, block in enumerate(blocks) if _row(block)), None)
    if start is None:
        return
    item: AgendaItem | None = None
    for block in blocks[start:]:
        if END.match(block.text):
            break
        row = _row(block)
        if row:
            item = AgendaItem(number=row[0], line=block.line)
            _fill(item, row[1], row[2])
            record.items.append(item)
            continue
        line_item = LINE_ITEM.fullmatch(block.text)
        if line_item and titles.looks_like_title(line_item.group("title")) and _next(item, line_item.group("number")):
            item = AgendaItem(number=line_item.group("number"), title=line_item.group("title").strip(), line=block.line)
            record.items.append(item)
        elif item is not None:
            _more(item, block.text.strip())
    for made in record.items:
        made.kind = titles.kind_of(made.title) or "report"
        made.state = "papers to follow" if FOLLOW.search(made.purpose or "") else None


def _next(item: AgendaItem | None, number: str) -> bool:
    if item is None or item.number is None:
        return True
    before, here = re.match(r"\d+", item.number), re.match(r"\d+", number)
    return bool(before and here and 0 <= int(here.group()) - int(before.group()) <= 2)


def _row(block: Block) -> tuple[str, list[str], str | None] | None:
    """Number, paragraphs and pages of a line of the table; None for another line."""
    if len(block.cells) < 2:
        return None
    number = NUMBERED.fullmatch(block.cells[0])
    parts = paragraphs_of(block.cells[1])
    if not number or not parts or not parts[0][0].isalpha():
        return None
    last = block.cells[-1]
    pages = last if len(block.cells) > 2 and PAGES.fullmatch(last) else None
    return number.group("number"), parts, pages


def _fill(item: AgendaItem, parts: list[str], pages: str | None) -> None:
    item.title, item.pages = titles.clean_title(parts[0])[0], pages
    item.purpose = "\n".join(parts[1:]) or None


def _more(item: AgendaItem, text: str) -> None:
    """Take a line below a row into its item: the rest of its title, its pages, or its purpose."""
    if PAGES.fullmatch(text):
        item.pages = item.pages or text
    elif (
        item.purpose is None and titles.is_capitals(text) and titles.is_capitals(item.title) and not PURPOSE.match(text)
    ):
        item.title = f"{item.title} {text}"
    else:
        item.purpose = f"{item.purpose}\n{text}" if item.purpose else text


def read_deadlines(blocks: Sequence[Block], record: ParsedRecord) -> None:
    """The deadline for questions that an agenda names, in the year of the meeting where it prints none."""
    for block in blocks:
        plain = normalise(TAGS.sub(" ", block.text))
        match = DEADLINE.search(plain)
        if match and record.questions_deadline is None:
            when = match.group("when")
            record.questions_deadline = dates.find_date(when) or (
                dates.day_without_year(when, record.date) if record.date else None
            )


def read_contact(blocks: Sequence[Block], record: ParsedRecord) -> None:
    """The officer to ask, from "For any further information please contact:" and the lines below it."""
    for index, block in enumerate(blocks):
        if not re.search(r"(?:please contact|contact)\s*:?\s*$", block.text, re.IGNORECASE) or record.contact:
            continue
        below = blocks[index + 1 : index + 5]
        if below:
            record.contact = below[0].text.strip("* ")
        for line in below:
            phone, mail = page.PHONE.search(line.text), page.EMAIL.search(line.text)
            record.contact_phone = record.contact_phone or (phone.group() if phone else None)
            record.contact_email = record.contact_email or (mail.group() if mail else None)
