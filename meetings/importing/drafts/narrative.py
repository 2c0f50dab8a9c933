"""The minutes of one item, parted into prose and groups of outcomes in the order of the source. Nothing is lost.

Pure: works on the parsed item alone. Each stretch of prose keeps its line structure; a group of outcomes takes the
words from its marker to the end of its last line.
"""

import re
from dataclasses import dataclass, field

from meetings.importing.records import AgendaItem, Outcome
from meetings.importing.source import normalise
from meetings.rich_text import blocks, from_plain

# What may stand between two lines of one group without being prose: labels, bullets, conjunctions, punctuation.
_BETWEEN = re.compile(r"(?:[\W_]|\b(?:\w{1,4}[.)]|and|that|o|[ivx]+|[a-z]|\d{1,2})(?=\W|$))*", re.IGNORECASE)
# Words of the same sentence between a marker and its first line: "Resolved:" (It was resolved that) "the minutes …".
_LEADING = re.compile(r"[^.;]{0,120}")
_LABEL_BEFORE = re.compile(r"(?:\(?\b\w{1,4}[.)]|(?<!\S)[-–•*·▪o])\s*\Z")


@dataclass(slots=True)
class Group:
    """Outcomes that stand together: their marker and lead-in, and after how many blocks of prose they stand."""

    marker: str
    lead_in: str
    lines: list[Outcome]
    after_block: int


@dataclass(slots=True)
class Narrative:
    """`markup` is the prose of the item; `groups` stand within it at their `after_block`."""

    markup: str = ""
    groups: list[Group] = field(default_factory=list)


@dataclass(slots=True)
class Span:
    start: int
    end: int
    marker: str
    lead_in: str
    lines: list[Outcome]


def narrative_of(item: AgendaItem) -> Narrative:
    """The item's minutes as prose and groups; outcomes whose place is not known stand at the end."""
    minutes = item.minutes or ""
    text = normalise(minutes)
    spans = spans_of(text, item.outcomes)
    result = Narrative()
    markup: list[str] = []
    done = 0
    for span in spans:
        markup += blocks(from_plain(_cut(minutes, done, span.start)))
        result.groups.append(Group(span.marker, span.lead_in, span.lines, len(markup)))
        done = span.end
    markup += blocks(from_plain(_cut(minutes, done, len(text))))
    placed = {id(line) for span in spans for line in span.lines}
    for outcome in item.outcomes:
        if id(outcome) not in placed:
            marker = (outcome.marker or outcome.kind.capitalize()).strip()
            result.groups.append(Group(marker, (outcome.lead_in or "").strip(), [outcome], len(markup)))
    result.markup = "".join(markup)
    return result


def spans_of(text: str, outcomes: list[Outcome]) -> list[Span]:
    """The stretches of the text that the outcomes take; outcomes whose words are not found in it are left out."""
    spans: list[Span] = []
    for outcome, start in _places(text, outcomes):
        end = start + len(outcome.text)
        last = spans[-1] if spans else None
        if last is not None and _belongs(text, last, outcome, start):
            last.lines.append(outcome)
            last.end = max(last.end, _with_closing(text, end))
            continue
        floor = last.end if last is not None else 0
        marker, lead_in, begin = _head(text, outcome, floor, start)
        spans.append(Span(begin, _with_closing(text, end), marker, lead_in, [outcome]))
    return spans


def _places(text: str, outcomes: list[Outcome]) -> list[tuple[Outcome, int]]:
    """Each outcome with where its words begin, in the order of the text; one inside another's words has no place."""
    found = []
    for outcome in outcomes:
        start = outcome.position
        if start is None or text[start : start + len(outcome.text)] != outcome.text:
            start = text.find(outcome.text)
        if start >= 0:
            found.append((outcome, start))
    found.sort(key=lambda pair: pair[1])
    return found


def _belongs(text: str, span: Span, outcome: Outcome, start: int) -> bool:
    """Whether the outcome continues the group: same marker and lead-in, and nothing but labels in between."""
    before = span.lines[-1]
    same = (before.marker, before.lead_in, before.proposer) == (outcome.marker, outcome.lead_in, outcome.proposer)
    return same and (start <= span.end or _BETWEEN.fullmatch(text, span.end, start) is not None)


def _head(text: str, outcome: Outcome, floor: int, start: int) -> tuple[str, str, int]:
    """The marker and the lead-in of a group as they stand before its first line, and where they begin.

    Words that stand between the marker and the line, such as a lone "That", become the lead-in.
    """
    marker = (outcome.marker or outcome.kind.capitalize()).strip()
    lead_in = (outcome.lead_in or "").strip()
    label = _LABEL_BEFORE.search(text, floor, start)
    line_start = label.start() if label else start
    whole = normalise(f"{marker} {lead_in}")
    for words in dict.fromkeys((whole, normalise(marker), normalise(lead_in))):
        found = text.rfind(words, floor, line_start) if words else -1
        between = text[found + len(words) : line_start] if found >= 0 else ""
        if found < 0 or _LEADING.fullmatch(between) is None:
            continue
        if re.search(r"\w", between):
            lead_in = " ".join(part for part in (lead_in, between.strip(" –—-")) if part)
        return marker, lead_in, found
    return marker, lead_in, line_start


def _with_closing(text: str, end: int) -> int:
    """Past the punctuation and the conjunction that close a line."""
    closing = re.compile(r"\s*(?:;\s*and\b|;|\.(?=\s|$))?").match(text, end)
    return closing.end() if closing else end


def _cut(minutes: str, start: int, end: int) -> str:
    """The lines of the minutes that lie between two offsets of their normalised text, with blank lines kept."""
    kept: list[str] = []
    offset = 0
    for raw in minutes.split("\n"):
        line = normalise(raw)
        if not line:
            kept.append("")
            continue
        first, last = max(start, offset), min(end, offset + len(line))
        if first < last:
            kept.append(line[first - offset : last - offset].strip())
        offset += len(line) + 1
    text = "\n".join(kept).strip("\n")
    return text if re.search(r"\w", text) else ""
