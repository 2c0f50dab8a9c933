"""Questions of the public and of members, as parsed from the appendix or supplement that prints them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

QuestionKind = Literal["public", "member"]


@dataclass(slots=True)
class SupplementaryResponse:
    """The answer of one office-holder to a supplementary question; ``by`` is None where nobody is named."""

    by: str | None
    text: str
    line: int | None = None

    def as_json(self) -> dict[str, object]:
        return {"by": self.by, "text": self.text}


@dataclass(slots=True)
class PostedQuestion:
    """One question put to a meeting: PQ (public) or MQ (member), with its answer and supplementary round.

    ``questioner`` and ``place`` are all that may ever be published of a questioner; ``disallowed`` is the sentence
    that gives the reason and the rule where the supplementary question was not allowed.
    """

    number: str
    kind: QuestionKind
    questioner: str | None = None
    place: str | None = None
    addressed_to: str | None = None
    question: str = ""
    response: str | None = None
    supplementary: str | None = None
    supplementary_responses: list[SupplementaryResponse] = field(default_factory=list)
    disallowed: str | None = None
    line: int | None = None

    def as_json(self) -> dict[str, object]:
        return {
            "number": self.number,
            "kind": self.kind,
            "questioner": self.questioner,
            "place": self.place,
            "addressed_to": self.addressed_to,
            "question": self.question,
            "response": self.response,
            "supplementary": self.supplementary,
            "supplementary_responses": [answer.as_json() for answer in self.supplementary_responses],
            "disallowed": self.disallowed,
            "line": self.line,
        }
