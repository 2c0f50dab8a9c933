"""Which markers in a passage stand for a decision of its meeting, judged with the paragraphs around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.importing.grammar import quoted, votes
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


class MarkerFinder:
    """Finds the markers of one passage that stand; what was found for a paragraph is kept."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.paragraphs = passage.paragraphs
        self._valid: dict[int, Marker | None] = {}

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
        paragraph = self.paragraphs[index]
        if offset == 0 and index in self._valid:
            return self._valid[index]
        result = None
        for marker in markers(paragraph.text):
            if marker.start >= offset and self._stands(index, marker):
                result = marker
                break
        if offset == 0:
            self._valid[index] = result
        return result

    def _stands(self, index: int, marker: Marker) -> bool:
        paragraph = self.paragraphs[index]
        text = paragraph.text
        if self._quotation(index, marker):
            return False
        start = self._sentence_start(paragraph, marker.start)
        rest = text[marker.end :]
        if quoted.LOST.search(text[start : marker.start]):
            return False
        before = [earlier.text for earlier in self.paragraphs[max(0, index - 2) : index]] + [text[: marker.start]]
        if quoted.is_proposed([part for part in before if part.strip()]):
            return False
        if marker.moved:
            return self._was_carried(index, marker)
        if marker.noun:
            context = text[start : marker.start].strip(" *([-•")
            return not quoted.OFFICER.search(context + " ") and not (
                marker.kind == "recommendation" and marker.start != 0 and context and not label_at(text)
            )
        return not quoted.is_reported(marker, text, start, rest, self.passage.own_name)

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
        for begin, end in sentences(paragraph.text):
            if begin <= at <= end:
                return begin
            start = begin if begin <= at else start
        return start
