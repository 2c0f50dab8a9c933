"""The parts of a document with several records: agenda front, minutes, log, reports, questions, programme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from meetings.importing.grammar import forms
from meetings.importing.grammar.action_log import columns, is_log_head
from meetings.importing.grammar.questions import is_questions_head
from meetings.importing.grammar.work_programme import is_programme_head, is_programme_title
from meetings.importing.source import Block

PartKind = Literal["agenda", "minutes", "questions", "action log", "report", "work programme"]

APPROACH = 8


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a document's blocks that belongs to one record or list."""

    kind: PartKind
    blocks: Sequence[Block]


def _anchor(blocks: Sequence[Block], index: int) -> PartKind | None:
    """The part that begins at a block, where one does."""
    block = blocks[index]
    if forms.MINUTES_HEAD.match(block.text) or forms.MINUTES_OF_BODY.match(block.text):
        return "minutes"
    if forms.REPORT.match(block.text):
        return "report"
    if is_log_head(block):
        return "action log"
    if is_questions_head(blocks, index):
        return "questions"
    if is_programme_title(blocks, index) or is_programme_head(block):
        return "work programme"
    return None


def split(blocks: Sequence[Block], first: PartKind) -> list[Part]:
    """Cut a document at the lines that begin a new part; ``first`` is what it begins with."""
    parts: list[Part] = []
    kind, start = first, 0
    for index in range(len(blocks)):
        found = _anchor(blocks, index)
        if found is None or (found == kind and found in {"questions", "work programme", "action log"}):
            continue
        if found == "minutes" and kind == "minutes" and index - start < APPROACH + 4:
            continue
        if kind == "minutes" and found == "action log" and not _is_followed_up(blocks, index):
            continue
        if kind == "report" and found in {"questions", "minutes"} and not _own_record(blocks, index):
            continue
        begin = _log_start(blocks, index) if found == "action log" else index
        if begin > start:
            parts.append(Part(kind, blocks[start:begin]))
        kind, start = found, begin
    parts.append(Part(kind, blocks[start:]))
    return parts


def _own_record(blocks: Sequence[Block], index: int) -> bool:
    """Whether minutes within a report are whole minutes of their own: a "Present" follows."""
    return any(forms.PRESENT.match(block.text) for block in blocks[index : index + 12]) or is_questions_head(
        blocks, index
    )


def _is_followed_up(blocks: Sequence[Block], index: int) -> bool:
    """Whether a table of actions within minutes is the log of earlier ones: by its status, or its title."""
    named = set(columns(blocks[index]).values())
    above = " ".join(block.text for block in blocks[max(0, index - 3) : index])
    return bool(named & {"status", "progress"}) or bool(re.search(r"\b(?:log|tracker)\b", above, re.IGNORECASE))


def _log_start(blocks: Sequence[Block], index: int) -> int:
    """The first line of an action log: the notes in capitals that stand above its column heads belong to it."""
    start = index
    while start > 0 and index - start < 6 and re.search(r"\b(?:COMPLETED|ACTIONS?|TEXT|LOG)\b", blocks[start - 1].text):
        start -= 1
    return start
