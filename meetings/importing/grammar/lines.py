"""Lines made ready for the grammar: table rules taken out, cell bars trimmed, markers inside a line set apart.

A page converted from a table often carries a whole item in one line: title, "Minutes:" and the text after it. Here
such a line becomes several blocks with the same line number, each still a span of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from meetings.importing.grammar import unrolled
from meetings.importing.source import Block

RULE = re.compile(r"[|\s:–—-]*\|[|\s:–—-]*|-{3,}|_{3,}|={3,}")
COLUMN_HEADS = re.compile(
    r"\|?\s*(?:No\.?|Item\s+No\.?)\s*\|?\s*(?:Item|Title|Business)\s*\|?(?:\s*Pages?\s*\|?)?", re.I
)
INNER_MARKER = re.compile(
    r"(?<=[\w.:)\]?’'\"”])\s(?=(?:Minutes\s?:(?!\s?To\b)|(?:Decision|Additional documents|Supporting documents)\s?:))"
)
OPEN_MARKER = re.compile(
    r"(?P<marker>(?:Draft )?Minutes|Decisions?|Additional documents|Supporting documents|Decision\(s\)|"
    r"Penderfyniad|Cofnodion)\s?:(?!\s?To (?:confirm|approve|agree|receive|sign|consider)\b)",
)


INNER_NUMBER = re.compile(r"(?<=\s)(?=[A-Z][A-Za-z]{1,4}/\d{1,4}/\d{2}(?:-\d{2})?\s+[A-Z])")
CUT = re.compile(
    r"\s*(?:\.\.\.|…)?\s*\[?\b(?:view|click here to view|read) the full (?:minutes|decision|agenda)?\s?text\b(?: "
    r"for item \S+)?",
    re.IGNORECASE,
)


def _piece(block: Block, start: int, end: int, *, first: bool) -> Block | None:
    while start < end and block.text[start] in " |":
        start += 1
    while end > start and block.text[end - 1] in " |":
        end -= 1
    if start >= end:
        return None
    return replace(
        block,
        start=block.start + start,
        end=block.start + end,
        text=block.text[start:end],
        blanks=block.blanks if first else 0,
        ruled=block.ruled if first else False,
    )


def unrolled_cuts(text: str) -> list[int]:
    """Where a line that holds several items begins each of them, and where each one's title ends."""
    starts = unrolled.cuts(text)
    found = []
    for start, stop in zip(starts, [*starts[1:], len(text)] if starts else [], strict=True):
        length = unrolled.headed(text[start:stop])
        found += [start, start + length] if length and start + length < stop else [start]
    return [at for at in found if 0 < at < len(text)]


def _cuts(text: str) -> list[int]:
    cuts = sorted(
        {match.end() for match in INNER_MARKER.finditer(text)}
        | {match.start() for match in INNER_NUMBER.finditer(text)}
        | set(unrolled_cuts(text))
    )
    points = [0]
    for cut in [*cuts, len(text)]:
        start = points[-1]
        marker = OPEN_MARKER.match(text, start)
        if marker and marker.end() < cut and text[marker.end() : cut].strip(" |"):
            points.append(marker.end())
        if cut < len(text):
            points.append(cut)
    return points


def prepare(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that carry words, cut at the markers inside them, each told whether a table rule stood above."""
    listed = list(blocks)
    rows = sum(1 for block in listed if block.text.endswith(" |")) >= 2
    ruled = False
    blanks = 0
    for block in listed:
        if RULE.fullmatch(block.text) or COLUMN_HEADS.fullmatch(block.text):
            ruled = ruled or "|" in block.text
            blanks = max(blanks, block.blanks)
            continue
        cut = CUT.search(block.text)
        opened = replace(block, ruled=ruled, blanks=max(block.blanks, blanks))
        if cut:
            opened = replace(opened, text=block.text[: cut.start()], end=block.start + cut.start(), cut=True)
        points = _cuts(opened.text)
        for index, (start, end) in enumerate(zip(points, [*points[1:], len(opened.text)], strict=True)):
            piece = _piece(opened, start, end, first=index == 0)
            if piece:
                yield piece
        ruled, blanks = rows and block.text.endswith(" |"), 0
