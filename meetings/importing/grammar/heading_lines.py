"""What every heading of an item is made of: its place, its title over one or more lines, and its weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.importing.grammar import titles
from meetings.importing.grammar.lines import OPEN_MARKER
from meetings.importing.source import Block

LOOK_AHEAD = 14


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of an item: where it begins (index of its first block), where its body begins, number and title."""

    first: int
    body: int
    number: str | None
    title: str
    weight: int
    style: str = ""
    key: tuple[int, ...] = ()
    size: str | None = None
    pages: str | None = None
    purpose_from: int | None = None


def marker_ahead(blocks: Sequence[Block], index: int) -> bool:
    """Whether "Minutes:" stands a little below, before another line that could be a heading with a file."""
    for block in blocks[index : index + LOOK_AHEAD]:
        if OPEN_MARKER.match(block.text):
            return True
        if titles.NUMBER_ALONE.fullmatch(block.text):
            return False
    return False


def weigh(title: str, blocks: Sequence[Block], body: int) -> int:
    bare = titles.clean_title(title)[0]
    weight = 1
    weight += 3 if titles.has_file(title) else 0
    weight += 2 if titles.is_capitals(bare) else 1 if titles.is_title_case(bare) else 0
    weight += 2 if titles.kind_of(bare) else 0
    weight += 2 if marker_ahead(blocks, body) else 0
    return weight


def joined_title(blocks: Sequence[Block], index: int) -> tuple[str, int]:
    """The title that begins at a block, with the next line added where the title plainly runs on."""
    text, after = blocks[index].text, index + 1
    while after < len(blocks) and after - index < 4 and not titles.has_file(text):
        following = blocks[after]
        if following.blanks > 1 or len(following.text) > 250:
            break
        bare = titles.clean_title(following.text)[0]
        capitals = titles.is_capitals(text) and titles.is_capitals(bare) and not following.blanks
        ends_open = text.split()[-1].lower() in titles.CONNECTIVES | {"-", "–", "&"}
        file_next = titles.has_file(following.text) and following.blanks == 0 and len(text) > 40 and text[-1] != "."
        if not (capitals or (ends_open and following.blanks < 2) or file_next) or titles.NUMBER_TITLE.match(
            following.text
        ):
            break
        if titles.NOT_TITLE.match(following.text):
            break
        text, after = f"{text} {following.text}", after + 1
    return text, after
