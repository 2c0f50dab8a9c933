"""Which markers in a passage stand for a decision of its meeting, judged with the paragraphs around them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from meetings.importing.grammar import action_tables, quoted, votes
from meetings.importing.grammar.labels import label_at
from meetings.importing.grammar.markers import Marker, markers
from meetings.importing.grammar.paragraphs import Paragraph
from meetings.importing.grammar.sentences import sentences
from meetings.importing.source import Source

DECISIVE = re.compile(
    r"\b(?:be|is|are|were|was)\s+(?:\w+ly\s+)?(?:re-)?(?:agreed|approved|noted|resolved|endorsed|accepted|"
    r"adopted|granted|refused|deferred|recommended|elected|"
    r"appointed|authorised|delegated|supported|confirmed|received|given|requested|asked|excluded|invited|added|"
    r"set up|referred|submitted|circulated|updated)\b|"
    r"\bbe\s+(?:\w+ly\s+)?\w{2,}(?:ed|en|wn)\b|^(?:\W*(?:\w{1,3}[.)]\s*)?)(?:That|To)\b|^(?:Agreed|Approved|"
    r"Noted|Resolved|Endorsed)\b"
    r"|\b(?:[Nn]odi|[Cc]ymeradwyo|[Dd]erbyn|[Cc]ytuno|[Aa]rgymell)\w{0,3}\b"
)
NARRATED = re.compile(
    r"(?:(?:the\s+)?(?:Chair|Chairman|Chairperson|Councillors?|Cllrs?|Mr|Mrs|Ms|Dr|Leader|Director|Officers?|Head)\b|"
    r"The Committee (?:considered|received|discussed|heard|was|were|asked))[^.]{0,200}"
    r"\b(?:introduced|presented|explained|advised|said|stated|asked|reported|thanked|considered|received|"
    r"discussed|informed|gave|outlined|updated|declared)\b"
)
DEED = re.compile(
    r"\W*(?:AGREED|NOTED|APPROVED|ENDORSED|RECOMMENDED|RESOLVED|REQUESTED|(?i:agree[sd]?|note[sd]?|approve[sd]?|"
    r"endorse[sd]?|"
    r"recommend(?:s|ed)?|resolve[sd]?|request(?:s|ed)?|support(?:s|ed)?|accept(?:s|ed)?|welcome[sd]?|authorise[sd]?|"
    r"delegate[sd]?|"
    r"refer(?:s|red)?|adopt(?:s|ed)?|thank(?:s|ed)?|defer(?:s|red)?|appoint(?:s|ed)?|considered and|received|"
    r"confirm(?:s|ed)?))\b"
    r"(?!\s+(?:with\b|that (?:there|it|this|they|the [\w ]{1,40}? (?:was|were|had))\b))"
)
STRONG_DEED = re.compile(
    r"\W*(?i:agree|approve|endorse|recommend|resolve|adopt|delegate|authorise|appoint)(?i:s|d|ed)?\b"
)
MOST_MARKERS = 120
LONGEST_CONTEXT = 2000
COLUMN = re.compile(
    r"(?:Person|Owner|Who|By [Ww]hom|Officer|Responsible(?: [Oo]fficer)?|Lead(?: [Oo]fficer)?|Date|Deadline|Status|"
    r"Update|Progress|"
    r"When|By [Ww]hen|Due(?: [Dd]ate)?|Timescale)\W*"
)
STATUS = re.compile(
    r"\W*(?:Completed?|Closed|Done|Ongoing|In progress|Discharged|Outstanding|Actioned|Deferred|None|N/?A|"
    r"Nil)\b(?=\W|$)"
)
TOLD = re.compile(r"\b(?:had|stated|confirmed|agreed|was|were|has been|have been|circulated|completed|reported)\b")


@dataclass(slots=True)
class Passage:
    """The paragraphs of one stretch of an item (its minutes, or its "Decision:" block), with what is known about it.

    ``decided`` is True for a "Decision:" block, where text without a marker counts too; ``own_name`` is the name of
    the committee whose record this is.
    """

    source: Source
    paragraphs: Sequence[Paragraph]
    own_name: str | None = None
    decided: bool = False


@lru_cache(maxsize=16)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(sentences(text))


class MarkerFinder:
    """Finds the markers of one passage that stand; what was found for a paragraph is kept."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.paragraphs = passage.paragraphs
        self._valid: dict[int, list[Marker]] = {}

    def _next_marker(self, index: int, marker: Marker) -> Marker | None:
        """The next marker of the paragraph that opens something of its own: in a later sentence, or an action."""
        paragraph = self.paragraphs[index]
        following = self._marker(index, marker.end)
        while following is not None and not following.noun:
            if self._sentence_start(paragraph, following.start) > marker.start and following.strength >= min(
                marker.strength, 2
            ):
                break
            following = self._marker(index, following.end)
        return following

    def _marker(self, index: int, offset: int = 0) -> Marker | None:
        """The first marker of a paragraph from ``offset`` on that stands for a decision of this meeting."""
        if index not in self._valid:
            found = itertools.islice(markers(self.paragraphs[index].text), MOST_MARKERS)
            self._valid[index] = [marker for marker in found if self._stands(index, marker)]
        return next((marker for marker in self._valid[index] if marker.start >= offset), None)

    def _stands(self, index: int, marker: Marker) -> bool:
        paragraph = self.paragraphs[index]
        text = paragraph.text
        if self._quotation(index, marker):
            return False
        start = max(self._sentence_start(paragraph, marker.start), marker.start - LONGEST_CONTEXT)
        rest = text[marker.end : marker.end + 4 * LONGEST_CONTEXT]
        if quoted.LOST.search(text[start : marker.start]):
            return False
        before = [earlier.text for earlier in self.paragraphs[max(0, index - 2) : index]]
        before.append(text[max(0, marker.start - LONGEST_CONTEXT) : marker.start])
        if quoted.is_proposed([part for part in before if part.strip()]):
            return False
        if marker.listed:
            return self._lists_deeds(index)
        if marker.noun and marker.kind == "action" and self._is_old_action(index, marker):
            return False
        if marker.moved:
            return self._was_carried(index, marker)
        if marker.noun:
            context = text[start : marker.start].strip(" *([-•")
            return not quoted.OFFICER.search(context + " ") and not (
                marker.kind == "recommendation" and marker.start != 0 and context and not label_at(text)
            )
        return not quoted.is_reported(marker, text, start, rest, self.passage.own_name)

    def _stops(self, index: int) -> bool:
        paragraph = self.paragraphs[index]
        marker = self._marker(index)
        inside = paragraph.label is not None and marker is not None and marker.start > paragraph.label.length + 2
        if marker is not None and not (inside and marker.strength < 3):
            return True
        return bool(votes.TRAILING.match(paragraph.text))

    def _unlabelled(self, index: int) -> bool:
        return self.paragraphs[index].label is None

    def _aside(self, paragraph: Paragraph, marker: Marker) -> bool:
        """Whether a soft marker stands within the discussion: in a later sentence, or in a point that was raised."""
        point = paragraph.label is not None and paragraph.label.kind in {"bullet", "letter", "roman", "capital"}
        later = self._sentence_start(paragraph, marker.start) > 0 and bool(paragraph.text[: marker.start].strip())
        if marker.strength == 2:
            spans = sentences(paragraph.text)
            goes_on = marker.subject is not None and len(spans) > 1 and marker.start < spans[-1][0]
            return (point and "recommended" in marker.text) or goes_on
        return marker.strength == 1 and (point or later)

    def _lists_deeds(self, index: int) -> bool:
        """Whether the list below a body's name tells what it decided ("• AGREED the report"), and not what it said."""
        said: list[str] = []
        lettered = False
        for paragraph in self.paragraphs[index + 1 : index + 13]:
            if paragraph.label is None:
                break
            lettered = lettered or paragraph.label.kind != "bullet"
            said.append(paragraph.body)
        strong = lettered or any(STRONG_DEED.match(text) for text in said)
        return bool(said) and strong and all(DEED.match(text) for text in said)

    def _is_old_action(self, index: int, marker: Marker) -> bool:
        """Whether an action marker only heads a table column, or reports on an action of an earlier meeting."""
        rest = self.paragraphs[index].text[marker.end :].strip()
        below = self.paragraphs[index + 1].text if not rest and index + 1 < len(self.paragraphs) else rest
        if not rest and index + 1 < len(self.paragraphs) and action_tables.columns(self.paragraphs, index + 1):
            return True
        if COLUMN.fullmatch(below) or STATUS.match(below):
            return True
        return marker.ref is not None and bool(TOLD.search(below[:140]))

    def _was_carried(self, index: int, marker: Marker) -> bool:
        """Whether a motion without RESOLVED was carried, by its words or those below; a lost word counts too."""
        paragraph = self.paragraphs[index]
        rest = paragraph.text[marker.end :]
        later = [part.text for part in self.paragraphs[index + 1 : index + 4]]
        if any(quoted.LOST.search(text) for text in [rest, *later]):
            return False
        formal = any(
            re.search(r"\b(?:RESOLVED|AGREED)\b|^\W*(?:Resolved|Agreed|Recommended)\b", text) for text in [rest, *later]
        )
        if formal:
            return False
        if not rest.strip():
            if later and not re.search(r"(?:\band|\bit was|,|:)\s*[,:–-]*$", marker.text.strip()):
                return later[0].startswith("That ")
            return (
                bool(later)
                and bool(DECISIVE.search(later[0]) or later[0].lower().startswith("that "))
                and not NARRATED.match(later[0])
            )
        agreed = re.search(r"\b(?:carried|agreed|approved)\b", marker.text, re.IGNORECASE)
        return bool(agreed or any(votes.CARRIED.search(text) for text in [rest, *later[:2]]))

    def _quotation(self, index: int, marker: Marker) -> bool:
        text = self.paragraphs[index].text
        if quoted.inside_quotation(text, marker.start):
            return True
        for earlier in range(index - 1, max(-1, index - 12), -1):
            part = self.paragraphs[earlier].text
            if "”" in part and part.rfind("”") > part.rfind("“"):
                return False
            if "“" in part and part.rfind("“") > part.rfind("”"):
                return "”" in text or any("”" in later.text for later in self.paragraphs[index : index + 12])
        return False

    @staticmethod
    def _sentence_start(paragraph: Paragraph, at: int) -> int:
        start = 0
        for begin, end in _sentences(paragraph.text):
            if begin <= at <= end:
                return begin
            start = begin if begin <= at else start
        return start
