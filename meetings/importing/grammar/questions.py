"""Questions of the public (PQ) and of members (MQ) with their answers, as an appendix or supplement prints them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.importing.questions_record import PostedQuestion, QuestionKind, SupplementaryResponse
from meetings.importing.records import ParsedRecord
from meetings.importing.source import Block

HEAD = re.compile(
    r"[*#\s]*(?:(?:Appendix|Annex|Supplement)\s+\w{1,3}\s*[-–—:]?\s*)?(?:(?:Public|Written|Member|"
    r"Councillor)s?['’]?\s+)?Questions?\s+(?:from|by|submitted|and)\b.{0,80}",
    re.IGNORECASE,
)
NUMBER = re.compile(r"[*\s]*(?P<number>(?P<kind>PQ|MQ|CQ)\s?\d{1,3})\b[*:.]?\s*(?P<rest>.*)")
COLUMNS = re.compile(
    r"(?:Question\s*)?(?:Number\s*)?(?:Questioner)?\s*(?:Question)?\s*(?:Question to)?\s*", re.IGNORECASE
)
RESPONSE = re.compile(r"[*\s]*(?:Response|Answer|Reply)\s*(?P<mark>[:;])\**\s*(?P<rest>.*)", re.IGNORECASE)
SUPPLEMENTARY = re.compile(r"[*\s]*Supplementary(?:\s+question)?\s*:\**\s*(?P<rest>.*)", re.IGNORECASE)
SUPPLEMENTARY_RESPONSE = re.compile(
    r"[*\s]*(?:Supplementary\s+(?:response|answer)|Response to (?:the )?supplementary(?: "
    r"question)?)\s*:\**\s*(?P<rest>.*)",
    re.IGNORECASE,
)
DISALLOWED = re.compile(
    r"\b(?:was|were|is|been)\s+(?:disallowed|not (?:allowed|accepted|permitted)|ruled out|rejected)\b", re.IGNORECASE
)
OFFICE = re.compile(
    r"(?P<by>(?:The\s+)?(?:Cabinet [Mm]ember|Director|Corporate [Dd]irector|Service [Dd]irector|Assistant "
    r"[Dd]irector|Chair(?:man|person)?|Vice|Leader|Head|Chief|Statutory|Interim|Deputy|Councillor|Cllr|Portfolio)"
    r"[^:.]{0,90}?)\s*:\s+(?P<text>\S.*)",
    re.DOTALL,
)
PERSON_LINE = re.compile(
    r"(?:(?:Mrs?|Ms|Miss|Dr|Rev|Councillor|Cllr|Prof)\.?\s+)?[A-Z][\w.'’ -]{1,60}(?:,\s*[A-Z][\w' -]{1,40})?"
)
OFFICE_LINE = re.compile(
    r"(?:The\s+)?(?:Chair(?:man|person)?|Cabinet [Mm]ember|Leader|Director|Portfolio [Hh]older|Corporate "
    r"[Dd]irector|Vice)\b[^.?!]{0,120}"
)


def is_questions_head(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line heads questions printed in full: numbered questions follow at once."""
    if not HEAD.fullmatch(blocks[index].text):
        return False
    return any(NUMBER.match(block.text) for block in blocks[index + 1 : index + 6])


class _Reading:
    """Where the reader stands: the question in hand and the part of it that the next line goes on with."""

    def __init__(self, record: ParsedRecord) -> None:
        self.record = record
        self.question: PostedQuestion | None = None
        self.part = ""
        self.waiting: list[Block] = []

    def begin(self, block: Block) -> None:
        match = NUMBER.match(block.text)
        if match is None:
            return
        kind: QuestionKind = "public" if match.group("kind") == "PQ" else "member"
        self.question = PostedQuestion(match.group("number"), kind, line=block.line)
        self.record.questions.append(self.question)
        self.part = "head"
        if len(block.cells) >= 3:
            cells = [cell for cell in block.cells if cell]
            self._questioner(cells[1])
            self.question.question = cells[2] if len(cells) > 2 else ""
            self.question.addressed_to = cells[3] if len(cells) > 3 else None
            self.part = "addressed" if len(cells) <= 3 else "done"
        elif match.group("rest"):
            self._head(match.group("rest"))

    def _questioner(self, text: str) -> None:
        if self.question is None:
            return
        name, _, place = text.partition(",")
        self.question.questioner, self.question.place = name.strip(), place.strip() or None

    def _head(self, text: str) -> None:
        question = self.question
        if question is None:
            return
        if question.questioner is None and PERSON_LINE.fullmatch(text):
            self._questioner(text)
        elif question.question and OFFICE_LINE.fullmatch(text):
            question.addressed_to, self.part = text, "done"
        else:
            question.question = f"{question.question} {text}".strip()

    def go_on(self, text: str) -> None:
        """Take one more line into the part in hand."""
        question = self.question
        if question is None:
            return
        if self.part == "head":
            self._head(text)
        elif self.part == "addressed":
            question.addressed_to, self.part = text, "done"
        elif self.part == "response":
            question.response = f"{question.response}\n\n{text}" if question.response else text
        elif self.part == "supplementary":
            if DISALLOWED.search(text):
                question.disallowed = f"{question.disallowed} {text}" if question.disallowed else text
            else:
                question.supplementary = f"{question.supplementary} {text}" if question.supplementary else text
        elif self.part == "answers":
            self._answer(question, text)

    @staticmethod
    def _answer(question: PostedQuestion, text: str) -> None:
        office = OFFICE.fullmatch(text)
        if office:
            question.supplementary_responses.append(
                SupplementaryResponse(office.group("by").strip(), office.group("text").strip())
            )
        elif question.supplementary_responses:
            question.supplementary_responses[-1].text += f"\n\n{text}"
        else:
            question.supplementary_responses.append(SupplementaryResponse(None, text))


def read(blocks: Sequence[Block], record: ParsedRecord) -> None:
    """Add the questions of an appendix to the record, each with its answer and its supplementary round."""
    reading = _Reading(record)
    for block in blocks:
        text = block.text.strip()
        if NUMBER.match(text):
            reading.begin(block)
            continue
        if HEAD.fullmatch(text) or COLUMNS.fullmatch(text) or reading.question is None:
            continue
        again = SUPPLEMENTARY_RESPONSE.fullmatch(text)
        asked = SUPPLEMENTARY.fullmatch(text)
        answered = RESPONSE.fullmatch(text)
        if again or (answered and reading.part == "supplementary" and reading.question.supplementary):
            rest = (again or answered).group("rest")  # type: ignore[union-attr]
            reading.part = "answers"
        elif asked:
            rest, reading.part = asked.group("rest"), "supplementary"
        elif answered and reading.part != "response" and answered.group("mark") == ":":
            rest, reading.part = answered.group("rest"), "response"
        else:
            rest = text
        if rest:
            reading.go_on(rest)
