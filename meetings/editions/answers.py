"""The answers to a question as an edition tells them, whichever form of the snapshot it was written in."""

import datetime as dt
from typing import Any

Content = dict[str, Any]


def answers_in(question: Content) -> list[Content]:
    """Each answer that stands: `by`, `html`, `given_on` (None if unknown), and `reissues` where it was re-issued.

    An edition in which there is no more to tell than one text holds that text alone.
    """
    answers: list[Content] = question.get("answers", [])
    if not answers and question["response_html"]:
        return [{"by": question["response_by"], "html": question["response_html"], "given_on": None}]
    return answers


def last_reissue(question: Content) -> dt.date | None:
    """The day on which an answer to the question was re-issued last."""
    days = [reissue["on"] for answer in answers_in(question) for reissue in answer.get("reissues", [])]
    return dt.date.fromisoformat(max(days)) if days else None


def promised_by(question: Content) -> dt.date | None:
    """By when a written answer will follow."""
    day = question.get("answer_promised_by")
    return dt.date.fromisoformat(day) if day else None
