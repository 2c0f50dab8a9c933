"""Rules of the register of questions: which number comes next, and what is public of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from meetings.editions.answers import answers_in
from meetings.editions.models import Edition
from meetings.editions.snapshot_question import question_anchor
from meetings.models import Meeting, Question, QuestionAnswer, QuestionKind
from meetings.rich_text import from_plain

_LAST_NUMBER = re.compile(r"(\d+)\D*$")

# Usual reasons in standing orders, offered and not imposed: each council's own rule is typed beside it.
USUAL_REASONS = (
    "It is not about a matter for which the council has a responsibility or which affects its area.",
    "It is defamatory, frivolous or offensive.",
    "It is substantially the same as a question put to a meeting in the last six months.",
    "It would need confidential or exempt information to be disclosed.",
    "It would identify an individual.",
    "It concerns a planning or licensing application, or an appeal.",
    "It concerns a legal proceeding, or a complaint that is being dealt with.",
    "It is a statement and not a question.",
    "It came in after the deadline.",
)
USUAL_SECOND_REASONS = (
    "It did not arise from the question or the answer.",
    "It would identify an individual.",
    "It would need confidential or exempt information to be disclosed.",
    "It was a statement and not a question.",
)


def next_number(kind: str, taken: Iterable[str]) -> str:
    """The number after the highest that questions of this kind have had: "PQ 3", "MQ 1"."""
    letters = QuestionKind(kind).letters
    numbers = [_LAST_NUMBER.search(number) for number in taken if number.upper().startswith(letters)]
    return f"{letters} {max((int(found[1]) for found in numbers if found), default=0) + 1}"


@dataclass(frozen=True, slots=True)
class PublicQuestions:
    """The questions of the meeting's standing edition, by their marks."""

    by_anchor: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def numbers(self) -> list[str]:
        return [question["number"] for question in self.by_anchor.values()]

    def holds(self, question: Question) -> bool:
        """Whether the public reads it, so that its number stays."""
        return bool(question.number) and question_anchor(question.number) in self.by_anchor

    def holds_answer(self, question: Question, answer: QuestionAnswer) -> bool:
        """Whether the public reads this answer, so that another one may only be issued in its place."""
        told = self.by_anchor.get(question_anchor(question.number)) if question.number else None
        if told is None:
            return False
        markup = from_plain(answer.text)
        return any(one["html"] == markup and one["by"] == answer.by for one in answers_in(told))


def public_questions(meeting: Meeting) -> PublicQuestions:
    """What the public reads of the meeting's questions now; nothing before they were published."""
    edition = Edition.objects.filter(meeting=meeting, withdrawal__isnull=True).order_by("-number").first()
    if edition is None:
        return PublicQuestions()
    return PublicQuestions({question["anchor"]: question for question in edition.content["questions"]})
