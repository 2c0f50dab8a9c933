"""A "Decision:" block without any marker in it: which of its lines are the decision."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.importing.grammar import votes
from meetings.importing.grammar.entries import Entry, split_inline
from meetings.importing.grammar.labels import begins
from meetings.importing.grammar.leads import LEAD_END, THAT
from meetings.importing.grammar.paragraphs import Paragraph
from meetings.importing.grammar.standing import DECISIVE, NARRATED

NO_DECISION = re.compile(r"(?:No|None|There (?:was|were)|Apolog\w+)\b|.{0,80}\bdeclared an?\b")


def decision_lines(paragraphs: Sequence[Paragraph], text: str) -> list[Entry]:
    """The entries of such a block: every list line where it begins with a list, else each line that decides."""
    listed = [paragraph for paragraph in paragraphs if paragraph.label]
    opening = paragraphs[0].label if paragraphs else None
    whole = opening is not None and opening.kind != "bullet" and begins(opening)
    found: list[Entry] = []
    for paragraph in paragraphs:
        if votes.TRAILING.match(paragraph.text):
            break
        body = paragraph.body
        if (LEAD_END.search(body) and listed and not whole) or NO_DECISION.match(body):
            continue
        if not (whole and paragraph.label) and (
            not DECISIVE.search(body) or (NARRATED.match(body) and not paragraph.label)
        ):
            continue
        that = THAT.match(body)
        start = paragraph.body_start + (that.end() if that and not paragraph.label else 0)
        inline = split_inline(paragraph.body_start, paragraph.end, text)
        name = paragraph.label.text if paragraph.label else None
        found += (
            [Entry(begin, end, label, 0, paragraph.line) for begin, end, label in inline]
            if inline and not paragraph.label
            else [Entry(start, paragraph.end, name, 0, paragraph.line)]
        )
    return found
