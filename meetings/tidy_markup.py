"""The one form in which rich text of minutes is kept: blocks of the allow-list, written the same way each time.

So two texts are the same text exactly when they are written the same, whichever editor or program they came from.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

BREAK = "\n"
# In this order they are written, the first outermost.
MARKS = ("strong", "em", "u", "sub", "sup")
_WHITE = re.compile(r"[ \t\r\n\f\v]+")
_IDLE = " \xa0\n"
# A lone no-break space is meant ("£5 million"); several of them are Word's way to move words to the right.
_GAP = re.compile(r"[ \xa0]*\n[ \xa0]*|[ \xa0]{2,}")
_PARTED = re.compile(r"[ \xa0]*\n(?:[ \xa0]*\n)+[ \xa0]*")


class Piece(NamedTuple):
    """Words of a line with their emphasis and the address that they link to; or a break of the line."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""


Line = list[Piece]


@dataclass
class Paragraph:
    """A paragraph, or a heading: `tag` is p, h4 or h5."""

    tag: str
    line: Line

    def write(self) -> str:
        return f"<{self.tag}>{write_line(self.line)}</{self.tag}>"


@dataclass
class Items:
    """A list; `style` is the type of its numbers as HTML names it (1, a, A, i, I), "" for bullets."""

    style: str
    start: int
    items: list[list["Block"]] = field(default_factory=list)

    def write(self) -> str:
        inner = "".join(f"<li>{write_inside(item)}</li>" for item in self.items)
        if not self.style:
            return f"<ul>{inner}</ul>"
        start = f' start="{self.start}"' if self.start != 1 else ""
        style = f' type="{self.style}"' if self.style != "1" else ""
        return f"<ol{start}{style}>{inner}</ol>"


@dataclass
class Quote:
    """Words of somebody else, set apart."""

    blocks: list["Block"]

    def write(self) -> str:
        return f"<blockquote>{write(self.blocks)}</blockquote>"


@dataclass
class Cell:
    """A cell of a table. `colspan` and `rowspan`: over how many columns and rows it reaches."""

    is_head: bool
    colspan: int
    rowspan: int
    blocks: list["Block"]


@dataclass
class Table:
    """A table: its rows of cells. Leading rows of head cells alone are its head."""

    rows: list[list[Cell]]

    @property
    def head(self) -> int:
        """How many rows are the head: none where the head would be the whole table, or a cell reaches out of it."""
        count = 0
        while count < len(self.rows) and all(cell.is_head for cell in self.rows[count]):
            count += 1
        if count == len(self.rows):
            return 0
        reaches_out = any(number + cell.rowspan > count for number, row in enumerate(self.rows[:count]) for cell in row)
        return 0 if reaches_out else count

    def write(self) -> str:
        head = self.head
        first = f"<thead>{self._rows(0, head)}</thead>" if head else ""
        return f"<table>{first}<tbody>{self._rows(head, len(self.rows))}</tbody></table>"

    def _rows(self, begin: int, end: int) -> str:
        is_head = begin < self.head
        return "".join(
            f"<tr>{''.join(self._cell(cell, is_head=is_head) for cell in row)}</tr>" for row in self.rows[begin:end]
        )

    def _cell(self, cell: Cell, *, is_head: bool) -> str:
        tag = "th" if cell.is_head else "td"
        spans = "".join(
            f' {name}="{count}"' for name, count in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if count > 1
        )
        if cell.is_head:
            # So that whoever hears the table is told the head of each figure.
            one, many, span = ("col", "colgroup", cell.colspan) if is_head else ("row", "rowgroup", cell.rowspan)
            spans += f' scope="{many if span > 1 else one}"'
        return f"<{tag}{spans}>{write_inside(cell.blocks)}</{tag}>"


Block = Paragraph | Items | Quote | Table


def write(blocks: list[Block]) -> str:
    """The blocks as markup."""
    return "".join(block.write() for block in blocks)


def write_inside(blocks: list[Block]) -> str:
    """The blocks of an item of a list or of a cell: its words alone where it holds one paragraph, and that first."""
    first = blocks[0] if blocks else None
    paragraphs = sum(isinstance(block, Paragraph) for block in blocks)
    if isinstance(first, Paragraph) and first.tag == "p" and paragraphs == 1:
        return write_line(first.line) + write(blocks[1:])
    return write(blocks)


def write_line(line: Line) -> str:
    pieces = []
    for href, linked in groupby(line, key=lambda piece: piece.href):
        inner = _emphasised(list(linked))
        pieces.append(f'<a href="{html.escape(href)}">{inner}</a>' if href else inner)
    return "".join(pieces)


def _emphasised(line: Line) -> str:
    open_marks: list[str] = []
    written: list[str] = []
    for piece in line:
        wanted = [mark for mark in MARKS if mark in piece.marks]
        shared = 0
        while shared < min(len(open_marks), len(wanted)) and open_marks[shared] == wanted[shared]:
            shared += 1
        written += [f"</{mark}>" for mark in reversed(open_marks[shared:])]
        written += [f"<{mark}>" for mark in wanted[shared:]]
        written.append("<br>" if piece.text == BREAK else html.escape(piece.text, quote=False))
        open_marks = wanted
    return "".join(written) + "".join(f"</{mark}>" for mark in reversed(open_marks))


def tidied(pieces: Line) -> Iterator[Line]:
    """Lines of words without idle space. Two breaks, one after the other, part paragraphs; blank ones are left out."""
    letters: list[Piece] = []
    for piece in pieces:
        text = BREAK if piece.text == BREAK else _WHITE.sub(" ", piece.text)
        letters += [piece._replace(text=letter) for letter in text]
    whole = "".join(letter.text for letter in letters)
    begin = 0
    for parting in [*_PARTED.finditer(whole), None]:
        end = parting.start() if parting else len(whole)
        line = _single_spaced(whole, letters, begin, end)
        if line:
            yield line
        begin = parting.end() if parting else end


def _single_spaced(whole: str, letters: Line, begin: int, end: int) -> Line:
    """What stands between two places of the text: one space where there were several, none at either end."""
    while begin < end and whole[begin] in _IDLE:
        begin += 1
    while begin < end and whole[end - 1] in _IDLE:
        end -= 1
    kept: Line = []
    while begin < end:
        gap = _GAP.match(whole, begin, end)
        if gap is None:
            kept.append(letters[begin])
            begin += 1
        else:
            kept.append(Piece(BREAK) if BREAK in gap[0] else letters[begin]._replace(text=" "))
            begin = gap.end()
    return [
        Piece("".join(piece.text for piece in same), *dress[1:])
        for dress, group in groupby(kept, key=lambda piece: (piece.text == BREAK, piece.marks, piece.href))
        for same in ([list(group)] if not dress[0] else [[one] for one in group])
    ]
