"""Answers to questions: written ones, re-issued ones, and the supplementary round at the meeting.

Each view says what is done with one question; `_on_a_question` finds the question, does it, and answers.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from meetings.forms.questions import AnswerForm, PromiseForm, ReissueForm, ResponseForm, SupplementaryForm
from meetings.models import Meeting, Question, QuestionAnswer, SupplementaryResponse
from meetings.views.office_page import UNPROCESSABLE, answer_with, working_meeting
from meetings.views.office_questions import PART, changed, question_of, refused_form
from meetings.workflow.change import RefusedError
from meetings.workflow.question_answers import (
    add_answer,
    add_response,
    change_answer,
    change_response,
    promise_answer,
    reissue_answer,
    remove_answer,
    remove_response,
    save_supplementary,
)
from meetings.workspace.questions import answer_form_kind, prefix_of
from portal.accounts.models import User
from portal.accounts.office import OfficeRequest


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question of the address, and what was sent about it."""

    request: OfficeRequest
    meeting: Meeting
    row: Question

    @property
    def by(self) -> User:
        return self.request.user

    def form(self, name: str, kind: Any, **options: Any) -> Any:
        return kind(self.request.POST, prefix=prefix_of(self.row, name), **options)

    def answer(self, pk: int) -> QuestionAnswer:
        found = self.row.answers.filter(pk=pk).select_related("question__meeting__committee").first()
        if found is None:
            raise Http404("no such answer")
        return found

    def response(self, pk: int) -> SupplementaryResponse:
        found = self.row.supplementary_responses.filter(pk=pk).select_related("question__meeting__committee").first()
        if found is None:
            raise Http404("no such response")
        return found


@dataclass(frozen=True, slots=True)
class _Deed:
    """What is done once the form, if there is one, is valid; `name` is the form's within its question."""

    do: Callable[[], object]
    name: str = ""
    form: Any = None


def _on_a_question(*, lock: bool = False) -> Callable[[Callable[..., _Deed]], Callable[..., HttpResponse]]:
    """The view of a deed. `lock` where the form compares what it had shown with what stands now (SeenForm)."""

    def view_of(told: Callable[..., _Deed]) -> Callable[..., HttpResponse]:
        @require_POST
        @wraps(told)
        def view(request: OfficeRequest, committee: str, slug: str, question: int, **keys: int) -> HttpResponse:
            with transaction.atomic() if lock else nullcontext():
                meeting = working_meeting(request.user, committee, slug, lock=lock)
                asked = _Asked(request, meeting, question_of(meeting, question))
                return _done(asked, told(asked, **keys))

        return view

    return view_of


@_on_a_question()
def add(asked: _Asked) -> _Deed:
    """Enters an office-holder's answer."""
    form = asked.form("answer", AnswerForm)
    return _Deed(lambda: add_answer(question=asked.row, answer=form.instance, by=asked.by), "answer", form)


@_on_a_question(lock=True)
def change(asked: _Asked, answer: int) -> _Deed:
    """Saves an answer that nobody outside the office has read yet."""
    given, name = asked.answer(answer), f"answer-{answer}"
    form = asked.form(name, answer_form_kind(given), instance=given)
    return _Deed(lambda: change_answer(answer=form.instance, by=asked.by), name, form)


@_on_a_question()
def reissue(asked: _Asked, answer: int) -> _Deed:
    """Issues an answer in the place of an earlier one, with the day and the reason."""
    earlier, name = asked.answer(answer), f"answer-{answer}"
    form = asked.form(name, ReissueForm)
    return _Deed(lambda: reissue_answer(earlier=earlier, answer=form.instance, by=asked.by), name, form)


@_on_a_question()
def remove(asked: _Asked, answer: int) -> _Deed:
    """Takes out an answer that nobody outside the office has read."""
    given = asked.answer(answer)
    return _Deed(lambda: remove_answer(answer=given, by=asked.by))


@_on_a_question(lock=True)
def promise(asked: _Asked) -> _Deed:
    """Notes by when a written answer will follow."""
    form = asked.form("promise", PromiseForm, instance=asked.row)
    return _Deed(
        lambda: promise_answer(question=asked.row, on=form.cleaned_data["answer_promised_by"], by=asked.by),
        "promise",
        form,
    )


@_on_a_question(lock=True)
def supplementary(asked: _Asked) -> _Deed:
    """Saves the supplementary question, or why it was not allowed."""
    form = asked.form("supplementary", SupplementaryForm, instance=asked.row)
    return _Deed(lambda: save_supplementary(question=form.instance, by=asked.by), "supplementary", form)


@_on_a_question()
def response_add(asked: _Asked) -> _Deed:
    """Enters what an office-holder answered to the supplementary question."""
    form = asked.form("response", ResponseForm)
    return _Deed(lambda: add_response(question=asked.row, response=form.instance, by=asked.by), "response", form)


@_on_a_question(lock=True)
def response_change(asked: _Asked, response: int) -> _Deed:
    """Saves a response to the supplementary question."""
    given, name = asked.response(response), f"response-{response}"
    form = asked.form(name, ResponseForm, instance=given)
    return _Deed(lambda: change_response(response=form.instance, by=asked.by), name, form)


@_on_a_question()
def response_remove(asked: _Asked, response: int) -> _Deed:
    """Takes out a response to the supplementary question."""
    given = asked.response(response)
    return _Deed(lambda: remove_response(response=given, by=asked.by))


def _done(asked: _Asked, deed: _Deed) -> HttpResponse:
    """Does the deed of a valid form; answers with the question, or with the form and what was wrong."""
    request, meeting, row, form = asked.request, asked.meeting, asked.row, deed.form
    reasons: list[str] = []
    if form is None or form.is_valid():
        try:
            deed.do()
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            return changed(request, meeting, row)
    if form is None:
        return answer_with(request, meeting, PART, status=UNPROCESSABLE, opened=row.pk, problems=reasons)
    if reasons:
        form.add_error(None, reasons)
    return refused_form(request, meeting, row, deed.name, form)
