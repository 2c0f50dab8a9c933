"""Answers to questions: written ones, re-issued ones, and the supplementary round at the meeting."""

from collections.abc import Callable
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
from portal.accounts.office import OfficeRequest


@require_POST
def add(request: OfficeRequest, committee: str, slug: str, question: int) -> HttpResponse:
    """Enters an office-holder's answer."""
    meeting, row = _asked(request, committee, slug, question)
    form = AnswerForm(request.POST, prefix=prefix_of(row, "answer"))
    return _done(
        request, meeting, row, "answer", form,
        lambda: add_answer(question=row, answer=form.instance, by=request.user),
    )  # fmt: skip


@require_POST
@transaction.atomic
def change(request: OfficeRequest, committee: str, slug: str, question: int, answer: int) -> HttpResponse:
    """Saves an answer that nobody outside the office has read yet."""
    meeting, row = _asked(request, committee, slug, question, lock=True)
    given = _answer_of(row, answer)
    name = f"answer-{given.pk}"
    form = answer_form_kind(given)(request.POST, instance=given, prefix=prefix_of(row, name))
    return _done(
        request, meeting, row, name, form, lambda: change_answer(answer=form.instance, by=request.user)
    )  # fmt: skip


@require_POST
def reissue(request: OfficeRequest, committee: str, slug: str, question: int, answer: int) -> HttpResponse:
    """Issues an answer in the place of an earlier one, with the day and the reason."""
    meeting, row = _asked(request, committee, slug, question)
    earlier = _answer_of(row, answer)
    name = f"answer-{earlier.pk}"
    form = ReissueForm(request.POST, prefix=prefix_of(row, name))
    return _done(
        request, meeting, row, name, form,
        lambda: reissue_answer(earlier=earlier, answer=form.instance, by=request.user),
    )  # fmt: skip


@require_POST
def remove(request: OfficeRequest, committee: str, slug: str, question: int, answer: int) -> HttpResponse:
    """Takes out an answer that nobody outside the office has read."""
    meeting, row = _asked(request, committee, slug, question)
    given = _answer_of(row, answer)
    return _done(request, meeting, row, "", None, lambda: remove_answer(answer=given, by=request.user))


@require_POST
@transaction.atomic
def promise(request: OfficeRequest, committee: str, slug: str, question: int) -> HttpResponse:
    """Notes by when a written answer will follow."""
    meeting, row = _asked(request, committee, slug, question, lock=True)
    form = PromiseForm(request.POST, instance=row, prefix=prefix_of(row, "promise"))
    return _done(
        request, meeting, row, "promise", form,
        lambda: promise_answer(question=row, on=form.cleaned_data["answer_promised_by"], by=request.user),
    )  # fmt: skip


@require_POST
@transaction.atomic
def supplementary(request: OfficeRequest, committee: str, slug: str, question: int) -> HttpResponse:
    """Saves the supplementary question, or why it was not allowed."""
    meeting, row = _asked(request, committee, slug, question, lock=True)
    form = SupplementaryForm(request.POST, instance=row, prefix=prefix_of(row, "supplementary"))
    return _done(
        request,
        meeting,
        row,
        "supplementary",
        form,
        lambda: save_supplementary(question=form.instance, by=request.user),
    )


@require_POST
def response_add(request: OfficeRequest, committee: str, slug: str, question: int) -> HttpResponse:
    """Enters what an office-holder answered to the supplementary question."""
    meeting, row = _asked(request, committee, slug, question)
    form = ResponseForm(request.POST, prefix=prefix_of(row, "response"))
    return _done(
        request, meeting, row, "response", form,
        lambda: add_response(question=row, response=form.instance, by=request.user),
    )  # fmt: skip


@require_POST
@transaction.atomic
def response_change(request: OfficeRequest, committee: str, slug: str, question: int, response: int) -> HttpResponse:
    """Saves a response to the supplementary question."""
    meeting, row = _asked(request, committee, slug, question, lock=True)
    given = _response_of(row, response)
    name = f"response-{given.pk}"
    form = ResponseForm(request.POST, instance=given, prefix=prefix_of(row, name))
    return _done(
        request, meeting, row, name, form, lambda: change_response(response=form.instance, by=request.user)
    )  # fmt: skip


@require_POST
def response_remove(request: OfficeRequest, committee: str, slug: str, question: int, response: int) -> HttpResponse:
    """Takes out a response to the supplementary question."""
    meeting, row = _asked(request, committee, slug, question)
    given = _response_of(row, response)
    return _done(request, meeting, row, "", None, lambda: remove_response(response=given, by=request.user))


def _asked(
    request: OfficeRequest, committee: str, slug: str, question: int, *, lock: bool = False
) -> tuple[Meeting, Question]:
    meeting = working_meeting(request.user, committee, slug, lock=lock)
    return meeting, question_of(meeting, question)


def _done(
    request: OfficeRequest, meeting: Meeting, row: Question, name: str, form: Any, deed: Callable[[], object]
) -> HttpResponse:
    """Does the deed of a valid form; answers with the question, or with the form and what was wrong."""
    reasons: list[str] = []
    if form is None or form.is_valid():
        try:
            deed()
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            return changed(request, meeting, row)
    if form is None:
        return answer_with(request, meeting, PART, status=UNPROCESSABLE, opened=row.pk, problems=reasons)
    if reasons:
        form.add_error(None, reasons)
    return refused_form(request, meeting, row, name, form)


def _answer_of(row: Question, pk: int) -> QuestionAnswer:
    found = row.answers.filter(pk=pk).select_related("question__meeting__committee").first()
    if found is None:
        raise Http404("no such answer")
    return found


def _response_of(row: Question, pk: int) -> SupplementaryResponse:
    found = row.supplementary_responses.filter(pk=pk).select_related("question__meeting__committee").first()
    if found is None:
        raise Http404("no such response")
    return found
