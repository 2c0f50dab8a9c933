"""Questions of the working record → what the public may see of them.

A question that waits to be decided, or that the questioner withdrew, is not published at all. Of a disallowed one the
public reads who asked it, that it was not allowed, under which rule and why, and never its words: they may be what the
rule forbids. The same holds for a supplementary question.
"""

import datetime as dt
from typing import Any

from meetings.models import Question, QuestionAnswer, QuestionState
from meetings.rich_text import from_plain

Content = dict[str, Any]
NAME_WITHHELD = "Name withheld at the questioner's request"


def question_anchor(number: str) -> str:
    """The mark of a question on the page of its meeting: "question-pq-1"."""
    return f"question-{number.lower().replace(' ', '-')}"


def questions_content(questions: list[Question], *, with_minutes: bool) -> list[Content]:
    """What is public of the questions, which come with their answers (`in_order`)."""
    return [question_content(question, with_minutes=with_minutes) for question in questions]


def question_content(question: Question, *, with_minutes: bool) -> Content:
    """A question: name and place of who asked and never more; the supplementary only once there are minutes."""
    withheld = question.is_name_withheld
    is_disallowed = question.state == QuestionState.DISALLOWED
    refusal = _refusal(question.supplementary_disallowed_reason, question.supplementary_disallowed_rule)
    return {
        "anchor": question_anchor(question.number),
        "kind": question.kind,
        "number": question.number,
        "questioner": NAME_WITHHELD if withheld else question.questioner,
        "place": "" if withheld else question.place,
        "addressed_to": question.addressed_to,
        "question_html": "" if is_disallowed else from_plain(question.text),
        **_answered([] if is_disallowed else list(question.answers.all())),
        "disallowed": _refusal(question.disallowed_reason, question.disallowed_rule),
        "supplementary_html": from_plain(question.supplementary) if with_minutes and not refusal else "",
        "supplementary_disallowed": refusal if with_minutes else None,
        "supplementary_responses": [
            {"by": response.by, "html": from_plain(response.text)}
            for response in question.supplementary_responses.all()
        ]
        if with_minutes and not refusal
        else [],
        **_promised(question),
    }


def _answered(answers: list[QuestionAnswer]) -> Content:
    """The answers that stand, as one text; each by itself (`answers`) where there is more to tell than one text can."""
    by_key = {answer.pk: answer for answer in answers}
    replaced = {answer.replaces_id for answer in answers}
    standing = [answer for answer in answers if answer.pk not in replaced]
    told: Content = {
        "response_html": "".join(from_plain(answer.text) for answer in standing),
        "response_by": ", ".join(dict.fromkeys(answer.by for answer in standing if answer.by)),
    }
    if len(standing) > 1 or any(answer.given_on or answer.replaces_id for answer in standing):
        told["answers"] = [_answer(answer, by_key) for answer in standing]
    return told


def _answer(answer: QuestionAnswer, by_key: dict[int, QuestionAnswer]) -> Content:
    told: Content = {"by": answer.by, "html": from_plain(answer.text), "given_on": _day(answer.given_on)}
    reissues = []
    later: QuestionAnswer | None = answer
    while later is not None and later.replaces_id:
        reissues.append({"on": _day(later.given_on), "because": later.reissued_because})
        later = by_key.get(later.replaces_id)
    if reissues:
        # The day on which it was given first is told beside the days on which it was re-issued.
        told["given_on"] = _day(later.given_on) if later else None
        told["reissues"] = reissues
    return told


def _promised(question: Question) -> Content:
    """By when a written answer will follow, as long as there is none."""
    if question.answer_promised_by is None or question.standing_answers:
        return {}
    return {"answer_promised_by": _day(question.answer_promised_by)}


def _day(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None


def _refusal(reason: str, rule: str) -> Content | None:
    return {"reason": reason, "rule": "" if rule in reason else rule} if reason else None
