"""Titles without a number: by the file they carry, by "Minutes:" below them, by a rule or two empty lines above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.importing.grammar import dates, titles
from meetings.importing.grammar.attendance_heads import head_of
from meetings.importing.grammar.heading_lines import Heading, joined_title, marker_ahead, weigh
from meetings.importing.grammar.lines import OPEN_MARKER
from meetings.importing.grammar.page import BODY_WORD
from meetings.importing.grammar.people import is_post, looks_like_name
from meetings.importing.grammar.run_on import split_purpose
from meetings.importing.source import Block

UNTITLED = re.compile(r"To (?:approve|receive|consider|note|confirm|agree|sign|elect|appoint|review|determine)\b")
BESIDE = re.compile(r"(?P<first>.{3,60}?)\s+[-–—]\s+(?P<second>.{4,70})")
LISTED_UNDER = re.compile(r":\s*[-–—]*$")
OPENS_DECISION = re.compile(r"\W*(?:RESOLVED|AGREED|RECOMMENDED|Resolved|Agreed|Recommended|Decision|DECISION)\b")
PROSE = re.compile(r"[.:;]$|[.:]\s*[-–—]$")


def unnumbered(blocks: Sequence[Block], *, page: bool) -> list[Heading]:
    """Titles without a number: by the file they carry, by "Minutes:" below them, by a rule or two empty lines above."""
    found: list[Heading] = []
    listing = False
    skip_to = 0
    with_file = [block.indent for block in blocks if titles.has_file(block.text)]
    depth = min(with_file, default=99)
    for index, block in enumerate(blocks):
        if index < skip_to:
            continue
        marker = OPEN_MARKER.match(block.text)
        if page and block.ruled and (marker or UNTITLED.match(block.text)) and not titles.has_file(block.text):
            found.append(Heading(index, index, None, "", 1))
        if marker:
            listing = "documents" in marker.group("marker")
            continue
        inner = (
            index + 1 < len(blocks)
            and blocks[index + 1].line == block.line
            and OPEN_MARKER.match(blocks[index + 1].text)
        )
        if listing and block.blanks < 2 and not block.ruled and not inner:
            continue
        heading = _unnumbered_at(blocks, index, page=page)
        if heading and block.indent >= depth + 2 and not titles.has_file(block.text):
            continue
        if heading and not (found and _is_part_of(heading, found[-1], blocks)):
            listing = False
            skip_to = heading.body
            found.append(heading)
    return found


def _is_part_of(heading: Heading, before: Heading, blocks: Sequence[Block]) -> bool:
    """Whether a line only says again, right below a title, what that item is about, and is no item of its own."""
    if not before.title or (heading.size and not before.size):
        return False
    between = blocks[before.body : heading.first]
    if any(not OPEN_MARKER.match(block.text) for block in between):
        return False
    kind = titles.kind_of(heading.title)
    again = not between and not heading.size and kind is not None and kind == titles.kind_of(before.title)
    part = heading.title.lower() in before.title.lower() and not heading.size
    return again or part


def _names_someone(text: str) -> bool:
    """Whether a line is a person and their post, or a post and a date: no title."""
    parts = text.split(", ")
    if len(parts) > 1 and looks_like_name(parts[0]) and any(is_post(part) for part in parts[1:]):
        return True
    beside = BESIDE.fullmatch(text)
    if beside is None:
        return False
    first, second = beside.group("first"), beside.group("second")
    return (looks_like_name(first) and is_post(second)) or (is_post(first) and dates.find_date(second) is not None)


def _lists_below(block: Block) -> bool:
    contact = re.match(r"(?:Contact|E-?mail|Tel\w*|Venue|Media)\b", block.text)
    return bool(LISTED_UNDER.search(block.text)) and not contact and not OPEN_MARKER.match(block.text)


def _stands_alone(blocks: Sequence[Block], index: int, after: int, clean: str) -> bool:
    """Whether a short line in capitals or title case has minutes below it, as items without a number have."""
    block = blocks[index]
    if (
        (index and not block.blanks)
        or after >= len(blocks)
        or not blocks[after].blanks
        or not 2 <= len(clean.split()) <= 16
    ):
        return False
    if not titles.is_title_case(clean) or head_of(clean) or clean[-1] in ".:,;":
        return False
    if (dates.find_date(clean) and not titles.kind_of(clean)) or (index < 3 and BODY_WORD.search(clean)):
        return False
    below = blocks[after]
    return len(below.text) > 60 or bool(OPENS_DECISION.match(below.text)) or bool(PROSE.search(below.text))


def _unnumbered_at(blocks: Sequence[Block], index: int, *, page: bool) -> Heading | None:
    block = blocks[index]
    split = split_purpose(block.text) if page else None
    text, after = (split, index + 1) if split else joined_title(blocks, index)
    stopped = titles.without_stop(text)
    if stopped != text and after < len(blocks) and OPEN_MARKER.match(blocks[after].text):
        text = stopped
    if not titles.looks_like_title(text, limit=260 if titles.has_file(text) else 140):
        return None
    clean, size, pages = titles.clean_title(text)
    above = blocks[index - 1] if index else None
    if not size and (_names_someone(clean) or (above and not (block.ruled or split) and _lists_below(above))):
        return None
    strong = titles.has_file(text) or block.ruled
    marker_next = after < len(blocks) and OPEN_MARKER.match(blocks[after].text) is not None
    known = titles.kind_of(clean) is not None and (
        titles.is_capitals(clean) or titles.is_title_case(clean) or len(clean) < 60
    )
    if page:
        spaced = block.blanks >= 2 and (titles.is_title_case(clean) or known)
        near = marker_ahead(blocks, after) and (
            known or split is not None or (block.blanks >= 1 and titles.is_title_case(clean))
        )
        accepted = strong or marker_next or spaced or near or (known and (block.blanks >= 1 or not index))
    else:
        alone = _stands_alone(blocks, index, after, clean)
        accepted = known or alone or (titles.is_capitals(clean) and len(clean.split()) >= 2 and block.blanks >= 1)
    if not accepted:
        return None
    offset = len(split) if split else None
    weight = weigh(text, blocks, after)
    return Heading(index, after, None, clean, weight, size=size, pages=pages, purpose_from=offset)
