"""From lines to paragraphs: lines that a page or a PDF has wrapped are put together again, list lines kept apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from meetings.importing.grammar.labels import Label, label_at
from meetings.importing.source import Block, Source

WRAP_MIN, WRAP_MAX = 45, 135
ENDED = re.compile(r"[.:;?!][\"'”’)*]*$|[-–—]$|\|$")
STRONG_START = re.compile(
    r"\W{0,4}(?:RESOLVED|RECOMMENDED|RECOMMENDATION|RECOMMENDS|DECIDED|AGREED|ACTION|DECISION|Minutes:|Decision:|"
    r"Resolved\b|Resolution:|"
    r"Action(?:s| by| point)?\s?:|Present:|Apologies:|Councillors:|Officers:|In attendance|Also present)"
)
AWAITS = re.compile(r"\b(?:it was|seconded by\b.{3,60}\band|SECONDED BY\b.{3,60}\bAND)\s*[:–-]?$")
FURNITURE = re.compile(r"(?:Page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?|-\s?\d{1,3}\s?-|Page\s+\d{1,3}\b.{0,40}")
LABEL_ALONE = re.compile(r"\(?(?:[a-z]{1,2}|[ivx]{1,5}|[A-Z]|[IVX]{1,5}|\d{1,2})[.)]")
OPENED = re.compile(r"(?:\W?\w{1,4}[.)]\s+)?(?:RESOLVED\W{0,4}\s)?(?:That|THAT)\b(?!.*[.;:]$)")
SPLIT_HEAD = re.compile(r"(?:Decisions?|Reasons?|Recommendations?)\n(?:of|for|made)\b")
UNFINISHED = re.compile(r"(?:,|\b(?:the|a|an|of|to|and|or|in|on|for|with|by|at|from|that|be|is|as|its|their|this))$")
# A line of prose that ends with one of these cannot be whole, whatever comes next.
CUT_SHORT = re.compile(r"[a-z,;] .{20,}\b(?:the|a|an|of|to|and|their|its)$|[a-z]\. The$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or list line: its span of the source, its words, its label if it has one, and its first line."""

    start: int
    end: int
    line: int
    text: str
    indent: int = 0
    blanks: int = 0
    label: Label | None = None
    blocks: tuple[Block, ...] = field(default=(), repr=False)

    @property
    def body_start(self) -> int:
        """The offset in the source where the words after the label begin."""
        return self.start + (self.label.length if self.label else 0)

    @property
    def body(self) -> str:
        """The words after the label."""
        return self.text[self.label.length :] if self.label else self.text


def is_furniture(text: str) -> bool:
    """Whether a line is what a page prints round its text: a page number."""
    return bool(FURNITURE.fullmatch(text))


def is_wrapped(blocks: Sequence[Block]) -> bool:
    """Whether the lines were broken to a page's width, so that one sentence runs over several lines."""
    followed = [before for before, after in itertools.pairwise(blocks) if not after.blanks]
    if len(followed) < 3:
        return False
    longest = sorted(len(block.text) for block in followed)[int(len(followed) * 0.95)]
    unfinished = sum(1 for block in followed if len(block.text) >= WRAP_MIN and not ENDED.search(block.text))
    return longest <= WRAP_MAX and unfinished * 4 >= len(followed)


def continues(before: Block, after: Block, *, wrapped: bool, said: str = "") -> bool:
    """Whether ``after`` goes on with the sentence that ``before`` left unfinished; ``said``: its paragraph so far."""
    if LABEL_ALONE.fullmatch(before.text) and after.blanks < 2 and not label_at(after.text):
        return not STRONG_START.match(after.text)
    if SPLIT_HEAD.match(f"{before.text}\n{after.text}"):
        return True
    if after.blanks > 1 or before.cells or after.cells or label_at(after.text) or STRONG_START.match(after.text):
        return False
    lower = after.text[0].islower() or after.text[0] in "(&£,"
    if AWAITS.search(before.text) and (after.blanks or not lower):
        return False
    if ENDED.search(before.text) and not (wrapped and not after.blanks and len(before.text) >= WRAP_MIN):
        return False
    if after.blanks:
        return lower and len(before.text) >= 30 and not ENDED.search(before.text)
    if lower:
        return len(before.text) >= 20 or before.text[0].islower() or bool(UNFINISHED.search(before.text))
    if OPENED.match(said):
        return True
    if CUT_SHORT.search(before.text):
        return True
    return wrapped and (len(before.text) >= WRAP_MIN or bool(UNFINISHED.search(before.text)))


def paragraphs(source: Source, blocks: Sequence[Block], breaks: frozenset[int] = frozenset()) -> list[Paragraph]:
    """The paragraphs of some blocks; a line whose number is in ``breaks`` (a heading) always stands alone."""
    wrapped = is_wrapped(blocks)
    groups: list[list[Block]] = []
    for block in blocks:
        previous = groups[-1][-1] if groups else None
        joined = (
            previous is not None
            and block.line not in breaks
            and previous.line not in breaks
            and continues(previous, block, wrapped=wrapped, said=source.text[groups[-1][0].start : previous.end][-400:])
        )
        if joined:
            groups[-1].append(block)
        else:
            groups.append([block])
    made = []
    for group in groups:
        first, last = group[0], group[-1]
        text = source.text[first.start : last.end]
        made.append(
            Paragraph(
                first.start,
                last.end,
                first.line,
                text,
                first.indent,
                first.blanks,
                label_at(text),
                tuple(group),
            )
        )
    return made
