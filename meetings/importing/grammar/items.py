"""Items: from the headings of a meeting to its agenda items with purpose, papers, minutes and what came of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from meetings.importing.grammar import titles
from meetings.importing.grammar.declarations import declarations
from meetings.importing.grammar.heading_lines import Heading
from meetings.importing.grammar.lines import OPEN_MARKER
from meetings.importing.grammar.outcomes import OutcomeReader
from meetings.importing.grammar.paragraphs import Paragraph, paragraphs
from meetings.importing.grammar.standing import Passage
from meetings.importing.grammar.undertakings import undertakings
from meetings.importing.records import AgendaItem, Document, Outcome, ParsedRecord
from meetings.importing.source import Block, Source

PURPOSE = re.compile(
    r"(?:To\s+(?:receive|consider|approve|note|agree|confirm|sign|review|discuss|invite|identify|disclose|"
    r"declare|scrutinise|"
    r"update|provide|present|share|seek|elect|appoint|determine|deal|hear|report|answer|inform|be|advise|examine|"
    r"authorise|set|"
    r"enable|request|ask|comment|make|take|give|allow|address|highlight|welcome|respond|reflect|propose|record|"
    r"view|look|pass|exclude|move)\b|"
    r"Report of\b|Councillors?['’]s? declarations|Members? (?:are|is) (?:asked|reminded|invited|requested)|"
    r"Councillors (?:are|and officers to)|If you|Any matters|The purpose of th|Please note|Papers? to follow|"
    r"\(?(?:report|copy|paper|minutes) (?:attached|enclosed|to follow)|"
    r"This (?:report|item) |It is intended|Attached|In accordance with|The (?:Committee|Panel|Board) (?:is|are|"
    r"will be) (?:asked|invited|requested|to)|"
    r"An? (?:report|verbal)|Lead [Oo]fficer|Contact|Presented by|Purpose)",
)
FOLLOW = re.compile(r"\b(?:papers?|report|copy|minutes|to)\s+to\s+follow\b|\(to follow\)", re.IGNORECASE)
DEFERRED = re.compile(
    r"\b(?:item|report|it|this) (?:was|be|has been|had been|would be) (?:therefore )?deferred (?:to|until|for)|"
    r"agreed to defer|that .{0,80} be deferred\b",
    re.IGNORECASE,
)
WITHDRAWN = re.compile(r"\b(?:item|report) (?:was|has been|had been|be) withdrawn\b", re.IGNORECASE)
DECIDED = re.compile(
    r"\W{0,3}(?:\(\d+\)\s*)?(?:(?:RESOLVED|AGREED)(?![A-Z])|(?:Resolved|Agreed|Decisions? (?:made|taken))\s*(?:[:–-]|"
    r"that\b|to\b)|"
    r"It was (?:unanimously )?(?:resolved|agreed|RESOLVED|AGREED)\b)"
)
SAME = 0.86


@dataclass(slots=True)
class Parts:
    """The blocks of one item sorted by what they are: its purpose, its papers, its decision block, its minutes."""

    purpose: list[Block] = field(default_factory=list)
    papers: list[Block] = field(default_factory=list)
    decision: list[Block] = field(default_factory=list)
    minutes: list[Block] = field(default_factory=list)
    marked: bool = False


def sort_blocks(blocks: Sequence[Block], *, page_marked: bool) -> Parts:
    """Sort the blocks below a heading by the markers between them; ``page_marked``: the page uses such markers."""
    parts = Parts()
    room = parts.purpose
    for block in blocks:
        marker = OPEN_MARKER.match(block.text)
        if marker and marker.end() == len(block.text):
            word = marker.group("marker").lower()
            if "documents" in word:
                room = parts.papers
            elif "decision" in word or word == "penderfyniad":
                room, parts.marked = parts.decision, True
            else:
                room, parts.marked = parts.minutes, True
            continue
        if room is parts.papers and not titles.has_file(block.text) and _leaves_papers(block, parts, blocks):
            room = parts.minutes if not page_marked and not PURPOSE.match(block.text) else parts.purpose
        room.append(block)
    if not parts.marked:
        _sort_unmarked(parts, page_marked=page_marked)
    return parts


def _leaves_papers(block: Block, parts: Parts, blocks: Sequence[Block]) -> bool:
    if re.match(r"(?:Appendix|Annex|Enc)\b", block.text) and len(block.text) < 160:
        return False
    index = next((at for at, other in enumerate(blocks) if other is block), 0)
    if any(titles.has_file(later.text) for later in blocks[index : index + 3]) and len(block.text) < 200:
        return False
    return len(block.text) > 60 or block.text.endswith(".") or block.blanks >= 2


def _sort_unmarked(parts: Parts, *, page_marked: bool) -> None:
    """Without markers: the leading lines that state a purpose are the purpose, what follows is the minutes."""
    if page_marked:
        decided = any(DECIDED.match(block.text) for block in parts.purpose)
        if not decided:
            return
    lead = 0
    while lead < len(parts.purpose):
        block = parts.purpose[lead]
        goes_on = lead and not block.blanks and block.text[:1].islower()
        if not (PURPOSE.match(block.text) or goes_on):
            break
        lead += 1
    parts.minutes = parts.purpose[lead:] + parts.minutes
    parts.purpose = parts.purpose[:lead]


def narrative(made: Sequence[Paragraph]) -> str | None:
    """The minutes as text: paragraphs apart by an empty line, the lines of a list each on its own."""
    text = ""
    for paragraph in made:
        words = paragraph.text.strip()
        if text:
            text += "\n" if paragraph.label and "\n" in text[-400:] and not paragraph.blanks else "\n\n"
        text += words
    return text or None


def read_item(
    source: Source, heading: Heading, blocks: Sequence[Block], record: ParsedRecord, *, page_marked: bool, minuted: bool
) -> tuple[AgendaItem, list[Paragraph]]:
    """One item and the paragraphs of its minutes, from its heading and the blocks below it.

    ``minuted`` is False for an agenda, which holds no outcomes.
    """
    body = list(blocks[heading.body - heading.first :])
    head = blocks[0]
    if heading.purpose_from is not None:
        rest = replace(
            head, start=head.start + heading.purpose_from + 1, text=head.text[heading.purpose_from + 1 :], blanks=0
        )
        body.insert(0, rest)
    parts = sort_blocks(body, page_marked=page_marked)
    if not minuted and not parts.marked:
        parts.purpose, parts.minutes = [*parts.purpose, *parts.minutes], []
    item = AgendaItem(
        number=heading.number,
        title=heading.title,
        kind=titles.kind_of(heading.title) or "other",
        pages=heading.pages,
        line=head.line,
    )
    item.purpose = " ".join(paragraph.text for paragraph in paragraphs(source, parts.purpose)) or None
    if heading.size:
        item.documents.append(Document(heading.title, heading.size, line=head.line))
    item.documents += papers(parts.papers)
    item.truncated = any(block.cut for block in body)
    minutes = paragraphs(source, parts.minutes)
    decision = paragraphs(source, parts.decision)
    item.minutes = narrative(minutes)
    if item.truncated:
        line = next(block.line for block in body if block.cut)
        record.warn(
            line, f"the source breaks off here: the minutes of item {item.number or item.title!r} are not complete"
        )
    _outcomes(source, item, decision, minutes, record)
    item.undertakings = undertakings(source, minutes, [outcome.text for outcome in item.outcomes])
    if item.kind == "declarations of interest":
        item.declarations = declarations(minutes)
    item.state = _state(item)
    return item, minutes


def papers(blocks: Sequence[Block]) -> list[Document]:
    """The documents a page lists under "Additional documents:" or "Supporting documents:"."""
    found = []
    for block in blocks:
        title, size, _ = titles.clean_title(
            block.text.lstrip("-•·*–o ").strip()
            if block.text[:2] in {"- ", "• ", "· ", "* ", "– ", "o "}
            else block.text
        )
        if title and (size or len(title) < 200):
            found.append(Document(title, size, line=block.line))
    return found


def _outcomes(
    source: Source, item: AgendaItem, decision: list[Paragraph], minutes: list[Paragraph], record: ParsedRecord
) -> None:
    readers = [
        OutcomeReader(Passage(source, part, record.committee, decided=decided))
        for part, decided in ((decision, True), (minutes, False))
        if part
    ]
    found = [reader.read() for reader in readers]
    for reader in readers:
        for line, message in reader.doubts:
            record.warn(line, message)
    decided = found[0] if decision else []
    minuted = found[-1] if minutes else []
    if minutes:
        start, end = minutes[0].start, minutes[-1].end
        whole = source.text[start:end]
        for outcome in minuted:
            at = whole.find(outcome.text)
            outcome.position = at if at >= 0 else None
    minuted = without_repeats(_without_proposals(minuted, record))
    extra = [outcome for outcome in decided if not any(same(outcome.text, other.text) for other in minuted)]
    if extra and minuted and any(outcome.kind != "action" for outcome in minuted):
        record.warn(
            extra[0].line,
            f"the decision printed for item {item.number or item.title!r} is not word for word in its minutes: "
            f"both were kept",
        )
    item.outcomes = without_repeats([*extra, *minuted])


def same(one: str, other: str) -> bool:
    """Whether two printings of a decision say the same, but for case, stops and a leading "that"."""
    plain = [re.sub(r"\W+", " ", re.sub(r"^that\s+", "", text.lower())).strip() for text in (one, other)]
    if plain[0] == plain[1]:
        return True
    if min(len(plain[0]), len(plain[1])) < 20 or max(len(text) for text in plain) > 3000:
        return False
    if plain[0] in plain[1] or plain[1] in plain[0]:
        return True
    matcher = SequenceMatcher(None, plain[0], plain[1], autojunk=False)
    return matcher.quick_ratio() > SAME and matcher.ratio() > SAME


def without_repeats(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes without a second printing of the same words and kind."""
    kept: list[Outcome] = []
    seen: set[tuple[str, str]] = set()
    for outcome in outcomes:
        key = (outcome.kind, re.sub(r"\W+", " ", re.sub(r"^that\s+", "", outcome.text.lower())).strip())
        if key in seen and len(key[1]) > 15:
            continue
        seen.add(key)
        kept.append(outcome)
    return kept


def _without_proposals(outcomes: list[Outcome], record: ParsedRecord) -> list[Outcome]:
    """The officers' recommendations left out where the item goes on to resolve."""
    decided = [outcome for outcome in outcomes if outcome.kind == "resolution" and (outcome.marker or "")[:1].isalpha()]
    if not decided:
        return outcomes
    last = max(outcome.line or 0 for outcome in decided)
    kept = []
    for outcome in outcomes:
        noun = re.match(r"recommendation", outcome.marker or "", re.IGNORECASE)
        if noun and (outcome.line or 0) < last:
            record.warn(
                outcome.line, "a recommendation printed before the resolution was taken as proposed only, and left out"
            )
            continue
        kept.append(outcome)
    return kept


def _state(item: AgendaItem) -> str | None:
    told = f"{item.title} {item.purpose or ''}"
    if DEFERRED.search(item.minutes or "") or any(DEFERRED.search(outcome.text) for outcome in item.outcomes):
        return "deferred"
    if WITHDRAWN.search(f"{told} {item.minutes or ''}"):
        return "withdrawn"
    return "papers to follow" if FOLLOW.search(told) else None
