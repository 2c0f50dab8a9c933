"""Deeds on the answers to questions: written ones, re-issued ones, and the supplementary round at the meeting."""

import datetime as dt

from django.db.models import Max

from meetings.models import Meeting, Question, QuestionAnswer, QuestionState, SupplementaryResponse
from meetings.policies.questions import public_questions
from meetings.workflow.change import RefusedError, change
from meetings.workflow.questions import locked
from portal.accounts.models import User

_OPEN = (QuestionState.RECEIVED, QuestionState.ACCEPTED)


def add_answer(*, question: Question, answer: QuestionAnswer, by: User) -> QuestionAnswer:
    """Enters an office-holder's answer beside those that the question has. Raises RefusedError."""
    with change(question.meeting, "entered an answer to a question", by=by) as meeting:
        question = locked(question, meeting)
        if question.state not in _OPEN:
            raise RefusedError(f"{question} is {question.get_state_display().lower()}: it is not answered.")
        answer.question = question
        answer.position = 1 + (question.answers.aggregate(last=Max("position"))["last"] or 0)
        answer.save()
        return answer


def change_answer(*, answer: QuestionAnswer, by: User) -> None:
    """Saves an answer that nobody outside the office has read yet. Raises RefusedError."""
    with change(answer.question.meeting, "changed an answer to a question", by=by) as meeting:
        _refuse_public(meeting, _standing(answer, meeting), "changed")
        answer.save(update_fields=["by", "text", "given_on", *(["reissued_because"] if answer.replaces_id else [])])


def reissue_answer(*, earlier: QuestionAnswer, answer: QuestionAnswer, by: User) -> QuestionAnswer:
    """Issues an answer in the place of an earlier one; `answer` tells why and since when. Raises RefusedError."""
    with change(earlier.question.meeting, "re-issued an answer to a question", by=by) as meeting:
        earlier = _standing(earlier, meeting)
        if not answer.reissued_because or answer.given_on is None:
            raise RefusedError("Say why the answer is re-issued, and on which day.")
        if earlier.given_on and answer.given_on < earlier.given_on:
            raise RefusedError("The new answer is given on the day of the earlier one, or later.")
        answer.question, answer.replaces, answer.position = earlier.question, earlier, earlier.position
        answer.save()
        return answer


def remove_answer(*, answer: QuestionAnswer, by: User) -> None:
    """Takes out an answer that nobody outside the office has read; one that it replaced stands again."""
    with change(answer.question.meeting, "removed an answer to a question", by=by) as meeting:
        _refuse_public(meeting, _standing(answer, meeting), "removed")
        QuestionAnswer.objects.filter(pk=answer.pk).delete()


def promise_answer(*, question: Question, on: dt.date | None, by: User) -> None:
    """Notes by when a written answer will follow, or that none is promised. Raises RefusedError."""
    with change(question.meeting, "promised an answer to a question", by=by) as meeting:
        question = locked(question, meeting)
        if on is not None and question.state != QuestionState.ACCEPTED:
            raise RefusedError("Accept the question before an answer is promised.")
        question.answer_promised_by = on
        question.save(update_fields=["answer_promised_by"])


def save_supplementary(*, question: Question, by: User) -> None:
    """Saves the supplementary question: its words, or that it was disallowed, with reason and rule."""
    with change(question.meeting, "saved a supplementary question", by=by) as meeting:
        is_answered = locked(question, meeting).supplementary_responses.exists()
        reason, rule = question.supplementary_disallowed_reason, question.supplementary_disallowed_rule
        if reason and is_answered:
            raise RefusedError("The supplementary question has a response. Remove it before it is disallowed.")
        if rule and not reason:
            raise RefusedError("Say why the supplementary question was not allowed.")
        if is_answered and not question.supplementary:
            raise RefusedError("The supplementary question has a response: its words stay.")
        columns = ["supplementary", "supplementary_disallowed_reason", "supplementary_disallowed_rule"]
        question.save(update_fields=columns)


def add_response(*, question: Question, response: SupplementaryResponse, by: User) -> SupplementaryResponse:
    """Enters what an office-holder answered to the supplementary question. Raises RefusedError."""
    with change(question.meeting, "entered a supplementary response", by=by) as meeting:
        question = locked(question, meeting)
        if question.supplementary_disallowed_reason:
            raise RefusedError("The supplementary question was not allowed: it has no response.")
        if not question.supplementary:
            raise RefusedError("Enter the supplementary question first.")
        response.question = question
        response.position = 1 + (question.supplementary_responses.aggregate(last=Max("position"))["last"] or 0)
        response.save()
        return response


def change_response(*, response: SupplementaryResponse, by: User) -> None:
    with change(response.question.meeting, "changed a supplementary response", by=by) as meeting:
        locked(response.question, meeting)
        if not SupplementaryResponse.objects.filter(pk=response.pk).exists():
            raise RefusedError("Somebody else removed this response.")
        response.save(update_fields=["by", "text"])


def remove_response(*, response: SupplementaryResponse, by: User) -> None:
    with change(response.question.meeting, "removed a supplementary response", by=by):
        SupplementaryResponse.objects.filter(pk=response.pk).delete()


def _standing(answer: QuestionAnswer, meeting: Meeting) -> QuestionAnswer:
    """The answer as it stands in the register; raises RefusedError where it is gone, or another one replaced it."""
    question = locked(answer.question, meeting)
    row = question.answers.filter(pk=answer.pk).select_related("question").first()
    if row is None:
        raise RefusedError("Somebody else removed this answer.")
    if question.answers.filter(replaces=row).exists():
        raise RefusedError("This answer was re-issued already. It stays as it was given.")
    return row


def _refuse_public(meeting: Meeting, answer: QuestionAnswer, deed: str) -> None:
    if public_questions(meeting).holds_answer(answer.question, answer):
        raise RefusedError(f"This answer is public and is not {deed}. Re-issue it, with the reason.")
