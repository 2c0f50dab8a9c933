"""The entries of an outcome: one per letter, number or bullet of the list that follows a marker, or one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from meetings.importing.grammar import labels
from meetings.importing.grammar.labels import Label
from meetings.importing.grammar.paragraphs import Paragraph, is_furniture
from meetings.importing.grammar.sentences import sentences
from meetings.importing.grammar.votes import TRAILING, narrates

INLINE = re.compile(r"(?<=[\s:;,–-])\(?(?P<label>[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)\s*(?=\S)")
OPEN_END = re.compile(r"[:–—]\s*-?$|[-]$|:-$")
GLUED_HEAD = re.compile(r"(?<=[.;])\s+(?:Minutes?|Page \d{1,3}(?: of \d{1,3})?)\W*$|_{5,}.*$")
GAP = 3
NESTED_LINES = 12


@dataclass(slots=True)
class Entry:
    """One line of an outcome as a span of the source, with its label, depth and the source line it begins on."""

    start: int
    end: int
    label: str | None
    level: int
    line: int
    cut: bool = False


Stops = Callable[[int], bool]


def _entry(paragraph: Paragraph, level: int, label: Label | None) -> Entry:
    start = paragraph.start + (label.length if label else 0)
    return Entry(start, paragraph.end, label.text if label else None, level, paragraph.line, _is_cut(paragraph))


def _is_cut(paragraph: Paragraph) -> bool:
    return any(block.cut for block in paragraph.blocks)


def _extend(entry: Entry, paragraph: Paragraph) -> None:
    entry.end, entry.cut = paragraph.end, _is_cut(paragraph)


def gather(
    paragraphs: Sequence[Paragraph], index: int, stops: Stops, first: Entry | None, first_label: Label | None, text: str
) -> tuple[list[Entry], int]:
    """The list that begins at ``index`` (or has begun with ``first``): its entries and the index after it.

    ``stops`` tells whether a paragraph opens something else (another marker, a vote); ``text`` is the source's text.
    """
    entries: list[Entry] = [first] if first else []
    stack: list[Label] = [first_label] if first_label else []
    while index < len(paragraphs) and not stops(index):
        paragraph = paragraphs[index]
        label = paragraph.label
        if label and paragraph.body.strip():
            level = _level(stack, label, paragraph, entries, text)
            if level is None:
                break
            stack = [*stack[:level], label]
            entries.append(_entry(paragraph, level, label))
        elif is_furniture(paragraph.text) and _goes_on(paragraphs, index + 1, stack):
            pass
        elif not stack and not entries:
            entries.append(_entry(paragraph, 0, None))
        elif stack and entries and _belongs(paragraphs, index, stack, entries[-1], text):
            _extend(entries[-1], paragraph)
        elif not stack and _parallel(entries, paragraph, text):
            entries.append(_entry(paragraph, 0, None))
        else:
            break
        index += 1
    return entries, index


def _level(stack: list[Label], label: Label, paragraph: Paragraph, entries: list[Entry], text: str) -> int | None:
    """The depth at which a labelled line stands in the list, or None where it belongs to no part of it."""
    for depth in range(len(stack) - 1, -1, -1):
        if labels.follows(label, stack[depth]):
            return depth
    if not stack:
        return 0
    last = text[entries[-1].start : entries[-1].end].rstrip() if entries else ""
    if labels.begins(label) and (OPEN_END.search(last) or last.endswith((";", ",")) or label.kind != stack[-1].kind):
        if last.endswith(".") and label.kind == "bullet" and stack[-1].kind != "bullet" and not OPEN_END.search(last):
            return None
        return len(stack)
    top = stack[-1]
    if label.kind == top.kind and label.kind != "bullet" and 0 < label.rank - top.rank <= GAP:
        return len(stack) - 1
    for depth, known in enumerate(stack):
        if known.kind == label.kind and label.kind != "bullet" and 0 < label.rank - known.rank <= GAP:
            return depth
    if label.kind == top.kind and label.rank == top.rank and not last.endswith("."):
        return len(stack) - 1
    return None


def _goes_on(paragraphs: Sequence[Paragraph], index: int, stack: list[Label]) -> bool:
    if index >= len(paragraphs):
        return False
    label = paragraphs[index].label
    if label is None:
        return paragraphs[index].text[:1].islower()
    return any(labels.follows(label, known) for known in stack)


def _belongs(paragraphs: Sequence[Paragraph], index: int, stack: list[Label], entry: Entry, text: str) -> bool:
    """Whether an unlabelled paragraph is part of the list line above it."""
    paragraph = paragraphs[index]
    before = text[entry.start : entry.end].rstrip()
    if TRAILING.match(paragraph.text):
        return False
    if paragraph.text[:1].islower() and not before.endswith("."):
        return True
    ahead = range(index + 1, min(len(paragraphs), index + 1 + (NESTED_LINES if OPEN_END.search(before) else 2)))
    returns = any(
        (label := paragraphs[later].label) is not None
        and label.kind != "bullet"
        and any(labels.follows(label, known) for known in stack)
        for later in ahead
    )
    if returns:
        return True
    return bool(OPEN_END.search(before)) and len(paragraph.text) < 100 and not paragraph.text.endswith(".")


def _parallel(entries: list[Entry], paragraph: Paragraph, text: str) -> bool:
    """Whether an unlabelled paragraph is one more point beside those before it ("That ...", or small first letters)."""
    first = text[entries[0].start : entries[0].end]
    last = text[entries[-1].start : entries[-1].end].rstrip()
    if TRAILING.match(paragraph.text):
        return False
    same_that = re.match(r"[Tt]hat\b", paragraph.text) and (
        re.match(r"[Tt]hat\b", first) or last.endswith((";", "; and", ", and", "and"))
    )
    small = first[:1].islower() and paragraph.text[:1].islower()
    joined = last.endswith((";", "; and", ";and"))
    return bool(same_that) or small or joined


def split_inline(start: int, end: int, text: str, *, least: int = 2) -> list[tuple[int, int, str]] | None:
    """The lettered points that run on within one paragraph: (start, end, label) of each; None where there are none.

    Points count only where their letters follow one another from the first.
    """
    passage = text[start:end]
    points: list[tuple[re.Match[str], Label]] = []
    for match in INLINE.finditer(" " + passage):
        label = labels.label_at(f"({match.group('label')}) x")
        if label is None:
            continue
        if not points:
            if labels.begins(label):
                points.append((match, label))
        elif labels.follows(label, points[-1][1]):
            points.append((match, label))
    if len(points) < least:
        return None
    spans = []
    for index, (match, label) in enumerate(points):
        begin = start + match.end() - 1
        stop = start + (points[index + 1][0].start() - 1) if index + 1 < len(points) else end
        spans.append((begin, stop, label.text))
    return spans


def trimmed_sentence(start: int, end: int, text: str, *, listed: bool = False) -> int:
    """Where an outcome that runs on in its paragraph ends: before the vote, the reasons, or the tale that goes on.

    A list line (``listed``) may tell a fact in a second sentence, so it ends only before the vote and the reasons.
    """
    furniture = GLUED_HEAD.search(text, max(start, end - 120), end)
    end = furniture.start() if furniture else end
    passage = text[start:end]
    for index, (begin, stop) in enumerate(sentences(passage)):
        if index and (TRAILING.match(passage, begin) or (not listed and narrates(passage[begin:stop]))):
            return start + begin
    return end
