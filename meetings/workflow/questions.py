"""Deeds on the register of questions: entering, deciding, ordering, removing."""

from collections.abc import Iterable

from django.db.models import Max
from django.utils import timezone

from meetings.models import Meeting, Question, QuestionKind, QuestionState
from meetings.policies.questions import next_number, public_questions
from meetings.workflow.change import RefusedError, change
from portal.accounts.models import User

# Who asks, and how he or she is reached: none of it stands in the audit log, only that it was changed.
WHO = frozenset({"questioner", "place", "is_name_withheld", "contact_email", "contact_phone", "contact_address"})


def add_question(*, meeting: Meeting, question: Question, is_accepted: bool, by: User) -> Question:
    """Enters a question that came in; one that is accepted gets the next number. `question` is not yet saved."""
    with change(meeting, "entered a question", by=by) as meeting:
        return enter(meeting, question, is_accepted=is_accepted)


def enter(meeting: Meeting, question: Question, *, is_accepted: bool) -> Question:
    """As `add_question`, within a deed that has begun."""
    question.meeting = meeting
    question.received_at = question.received_at or timezone.now()
    question.position = 1 + (meeting.questions.aggregate(last=Max("position"))["last"] or 0)
    question.state = QuestionState.ACCEPTED if is_accepted else QuestionState.RECEIVED
    if is_accepted:
        question.number = question.number or _next_number(meeting, question.kind)
    if question.number:
        _refuse_number_twice(meeting, question)
    question.save()
    return question


def change_question(*, question: Question, changed: Iterable[str], by: User) -> None:
    """Saves a question whose columns were changed; `changed` are their names.

    A number that the public reads stays, and so does the kind that it tells. Raises RefusedError.
    """
    with change(question.meeting, "changed a question", by=by) as meeting:
        before = locked(question, meeting)
        is_public = public_questions(meeting).holds(before)
        if is_public and (question.number != before.number or question.kind != before.kind):
            raise RefusedError(f"{before.number} is public under this number: number and kind stay.")
        if question.kind != before.kind and question.number == before.number and before.number:
            question.number = _next_number(meeting, question.kind)
        if not question.number and before.state in (QuestionState.ACCEPTED, QuestionState.DISALLOWED):
            raise RefusedError("A question that was decided keeps a number. Give it another one, or leave this one.")
        _refuse_number_twice(meeting, question)
        names = set(changed) | {"number"}
        if names & WHO:
            question.who_changed_at = timezone.now()
            names.add("who_changed_at")
        question.save(update_fields=sorted(names))


def decide_question(*, question: Question, state: str, by: User, reason: str = "", rule: str = "") -> Question:
    """Accepts or disallows a question, notes that it was withdrawn, or takes the decision back (`received`).

    To disallow one takes a reason and the rule. With the decision comes the number, which the question then keeps.
    Raises RefusedError.
    """
    with change(question.meeting, f"decided on a question: {QuestionState(state).label.lower()}", by=by) as meeting:
        question = locked(question, meeting)
        is_disallowed = state == QuestionState.DISALLOWED
        if is_disallowed and not (reason.strip() and rule.strip()):
            raise RefusedError("Say why the question is not allowed, and under which rule.")
        if is_disallowed and question.answers.exists():
            raise RefusedError(f"{question} has an answer. Remove it before the question is disallowed.")
        if state == QuestionState.RECEIVED and public_questions(meeting).holds(question):
            raise RefusedError(f"{question} is public. Disallow it, or note that it was withdrawn.")
        question.state = QuestionState(state)
        question.disallowed_reason = reason.strip() if is_disallowed else ""
        question.disallowed_rule = rule.strip() if is_disallowed else ""
        if question.state != QuestionState.ACCEPTED:
            question.answer_promised_by = None
        if question.state in (QuestionState.ACCEPTED, QuestionState.DISALLOWED) and not question.number:
            question.number = _next_number(meeting, question.kind)
        question.save()
        return question


def move_question(*, question: Question, up: bool, by: User) -> None:
    """Moves a question one place among those of its kind; its number stays. At the end nothing happens."""
    with change(question.meeting, "moved a question", by=by) as meeting:
        rows = [row for row in meeting.questions.order_by("position", "pk") if row.kind == question.kind]
        at = next((place for place, row in enumerate(rows) if row.pk == question.pk), None)
        if at is None:
            raise RefusedError("Somebody else removed this question.")
        to = at - 1 if up else at + 1
        if 0 <= to < len(rows):
            rows[at], rows[to] = rows[to], rows[at]
        places = sorted(row.position for row in rows)
        if len(set(places)) < len(places):
            places = list(range(1, len(rows) + 1))
        for row, place in zip(rows, places, strict=True):
            row.position = place
        Question.objects.bulk_update(rows, ["position"])


def remove_question(*, question: Question, by: User) -> None:
    """Takes a question that was entered by mistake out of the register. Raises RefusedError for one that is public."""
    with change(question.meeting, "removed a question", by=by) as meeting:
        if public_questions(meeting).holds(locked(question, meeting)):
            raise RefusedError(f"{question} is public and is not removed. Note instead that it was withdrawn.")
        Question.objects.filter(pk=question.pk).delete()


def locked(question: Question, meeting: Meeting) -> Question:
    """The question as it stands, held until the end of the deed; raises RefusedError where it is gone."""
    row = meeting.questions.select_for_update(of=("self",)).filter(pk=question.pk).first()
    if row is None:
        raise RefusedError("Somebody else removed this question.")
    return row


def _next_number(meeting: Meeting, kind: str) -> str:
    taken = [*meeting.questions.values_list("number", flat=True), *public_questions(meeting).numbers]
    return next_number(QuestionKind(kind), taken)


def _refuse_number_twice(meeting: Meeting, question: Question) -> None:
    others = meeting.questions.exclude(pk=question.pk).filter(number__iexact=question.number)
    if question.number and others.exists():
        raise RefusedError(f"Another question of the meeting is {question.number}. Give this one another number.")
