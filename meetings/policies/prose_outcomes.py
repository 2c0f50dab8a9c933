"""Outcomes that stand in the narrative of an item: noticed there, and cut out of it without a change of any word.

Pure, over the sanitised markup of the minutes. The grammar that reads documents reads the narrative's plain words; what
it finds is a stretch of them. Cutting makes two narratives of one, what stands before the stretch and what stands
behind it, and nothing is rewritten.
"""

import copy
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import lxml.html

from meetings.importing.drafts.narrative import spans_of
from meetings.importing.grammar import votes
from meetings.importing.grammar.addressees import whole_name
from meetings.importing.grammar.outcomes import OutcomeReader
from meetings.importing.grammar.paragraphs import paragraphs
from meetings.importing.grammar.standing import Passage
from meetings.importing.grammar.typed import LONGEST_MARKER
from meetings.importing.grammar.typed_lines import TypedGroup, TypedLine
from meetings.importing.readers.text import read as read_text
from meetings.importing.records import Outcome
from meetings.policies.flat_markup import Flat, flatten
from meetings.rich_text import blocks

# Words without which the grammar finds nothing: most items have none, and are not read.
_TELLING = re.compile(
    r"resol|recommend|agree|decid|action|approv|carried|moved|propos|second|noted|outcome|penderfyn|board|committee",
    re.IGNORECASE,
)
_PRUNED = {"p", "li", "ul", "ol", "strong", "em", "u", "sub", "sup", "blockquote", "h4", "h5", "a", "table"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A stretch of the narrative that reads like a group of outcomes: its words, and what they would become."""

    start: int
    end: int
    words: str
    group: TypedGroup

    @property
    def digest(self) -> str:
        """By which a form names the stretch; another one as soon as a word of it changes."""
        return hashlib.sha256(self.words.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Cut:
    """The narrative without a stretch: `after_block` is where the stretch stood in it, counted in blocks."""

    html: str
    after_block: int
    first: int
    last: int
    was: int

    def moved(self, place: int | None) -> int | None:
        """Where something now stands that stood after `place` blocks of the narrative that was."""
        if place is None or place <= self.first:
            return place
        if place > self.last:
            return max(self.after_block, place + len(blocks(self.html)) - self.was)
        return self.after_block


def offers(html: str, own_name: str = "", kept: Iterable[str] = ()) -> list[Offer]:
    """The outcomes that the narrative tells in its own words, without those that somebody `kept` there."""
    left = set(kept)
    return [offer for offer in _offers(html, own_name) if offer.words not in left]


@lru_cache(maxsize=1024)
def _offers(html: str, own_name: str) -> tuple[Offer, ...]:
    if not _TELLING.search(html):
        return ()
    flat = flatten(html)
    source = read_text("", flat.text)
    if source.text != flat.text.replace("\n", " "):
        return ()
    told = [paragraphs(source, [block])[0] for block in source.blocks]
    found = OutcomeReader(Passage(source, told, own_name or None)).read()
    starts = {block.line: block.start for block in source.blocks}
    for outcome in found:
        at = source.text.find(outcome.text, starts.get(outcome.line or 0, 0))
        outcome.position = at if at >= 0 else None
    result = []
    for span in spans_of(source.text, found):
        if flat.touches_table(span.start, span.end):
            continue
        words = source.text[span.start : span.end].strip()
        group = _group(span.marker, span.lead_in, span.lines)
        result.append(Offer(span.start, span.end, words, group))
    return tuple(result)


def cut(html: str, offer: Offer) -> Cut:
    """The narrative without the words of the offer, which must be one of `offers(html)`."""
    flat = flatten(html)
    before, behind = flatten(html), flatten(html)
    before.delete(offer.start, len(before.text))
    behind.delete(0, offer.end)
    kept_before, kept_behind = _pruned(before), _pruned(behind)
    first, last = flat.block_at(offer.start), flat.block_at(offer.end - 1)
    return Cut(kept_before + kept_behind, len(blocks(kept_before)), first, last, len(blocks(html)))


def _group(marker: str, lead_in: str, lines: list[Outcome]) -> TypedGroup:
    first = lines[0]
    carried = first.carried or ""
    counted = votes.counted(carried)
    return TypedGroup(
        marker=marker[:LONGEST_MARKER],
        lead_in=lead_in,
        proposer=(first.proposer or "")[:200],
        seconder=(first.seconder or "")[:200],
        result="" if counted else carried[:LONGEST_MARKER],
        votes=counted,
        lines=[
            TypedLine(
                line.text,
                line.label if line.label and re.fullmatch(r"\w{1,12}", line.label) and line.label != "o" else "",
                line.level,
                line.kind,
                whole_name(line.addressee or "", f"{marker} {lead_in} {line.text}"),
                line.owner or "",
                line.due or "",
            )
            for line in lines
        ],
    )


def _pruned(flat: Flat) -> str:
    """The markup of what is left, without elements that lost all their words; a list goes on where it was cut."""
    for element in list(flat.root.iter()):
        if element.tag == "ol":
            gone = 0
            for entry in element.findall("li"):
                if entry.text_content().strip():
                    break
                gone += 1
            if gone and element.text_content().strip():
                element.set("start", str(_start_of(element) + gone))
    for element in reversed(list(flat.root.iter())):
        if element.tag in _PRUNED and not element.text_content().strip() and element is not flat.root:
            element.drop_tree()
    parts = [copy.deepcopy(child) for child in flat.root]
    return "".join(blocks("".join(lxml.html.tostring(part, encoding="unicode") for part in parts)))


def _start_of(element: lxml.html.HtmlElement) -> int:
    start = element.get("start") or "1"
    return int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1
