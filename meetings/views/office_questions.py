"""The register of questions: entering, changing, deciding, ordering, removing."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.questions import DecisionForm, QuestionForm
from meetings.models import Meeting, Question
from meetings.policies.questions import public_questions
from meetings.views.office_page import UNPROCESSABLE, answer_with, is_part_wanted, working_meeting, workspace_page
from meetings.workflow.change import RefusedError
from meetings.workflow.questions import (
    add_question,
    change_question,
    decide_question,
    move_question,
    remove_question,
)
from meetings.workspace.questions import new_question_form, panel_of, prefix_of
from portal.accounts.office import OfficeRequest

PART = "questions"


@require_POST
def add(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """Enters a question that came by mail or on paper."""
    meeting = working_meeting(request.user, committee, slug)
    form = new_question_form(request.POST)
    if form.is_valid():
        try:
            added = add_question(
                meeting=meeting, question=form.instance, is_accepted=form.cleaned_data["is_accepted"], by=request.user
            )
        except RefusedError as refused:
            form.add_error(None, refused.reasons)
        else:
            return answer_with(request, meeting, PART, at=mark_of(added))
    return answer_with(request, meeting, PART, status=UNPROCESSABLE, added=form)


@require_safe
def question(request: OfficeRequest, committee: str, slug: str, question: int) -> HttpResponse:
    """The forms of one question: for a script alone, without one within the whole workspace."""
    meeting = working_meeting(request.user, committee, slug)
    row = question_of(meeting, question)
    if is_part_wanted(request):
        context: dict[str, Any] = {"row": row, "panel": panel_of(row, public_questions(meeting)), "meeting": meeting}
        return render(request, "office/parts/question_panel.html", context)
    return workspace_page(request, meeting, given={PART: {"opened": row.pk}})


@require_POST
@transaction.atomic
def change(request: OfficeRequest, committee: str, slug: str, question: int) -> HttpResponse:
    """Saves who asks what of whom."""
    meeting = working_meeting(request.user, committee, slug, lock=True)
    row = question_of(meeting, question)
    form = QuestionForm(request.POST, instance=row, prefix=prefix_of(row, "question"))
    if form.is_valid():
        columns = [name for name in form.changed_data if name != "seen"]
        try:
            change_question(question=form.instance, changed=columns, by=request.user)
        except RefusedError as refused:
            form.add_error(None, refused.reasons)
        else:
            return changed(request, meeting, row)
    return refused_form(request, meeting, row, "question", form)


@require_POST
def decide(request: OfficeRequest, committee: str, slug: str, question: int) -> HttpResponse:
    """Accepts or disallows a question, or notes that it was withdrawn."""
    meeting = working_meeting(request.user, committee, slug)
    row = question_of(meeting, question)
    form = DecisionForm(request.POST, prefix=prefix_of(row, "decision"))
    if form.is_valid():
        said = form.cleaned_data
        try:
            decide_question(
                question=row, state=said["state"], reason=said["reason"], rule=said["rule"], by=request.user
            )
        except RefusedError as refused:
            form.add_error(None, refused.reasons)
        else:
            return changed(request, meeting, row)
    return refused_form(request, meeting, row, "decision", form)


@require_POST
def move(request: OfficeRequest, committee: str, slug: str, question: int) -> HttpResponse:
    """Moves a question one place up or down among those of its kind."""
    meeting = working_meeting(request.user, committee, slug)
    row = question_of(meeting, question)
    direction = request.POST.get("direction")
    if direction not in ("up", "down"):
        return answer_with(request, meeting, PART, status=UNPROCESSABLE, general=["Say whether it goes up or down."])
    try:
        move_question(question=row, up=direction == "up", by=request.user)
    except RefusedError as refused:
        return answer_with(request, meeting, PART, status=UNPROCESSABLE, general=refused.reasons)
    return answer_with(request, meeting, PART, at=mark_of(row))


@require_POST
def remove(request: OfficeRequest, committee: str, slug: str, question: int) -> HttpResponse:
    """Takes a question out that was entered by mistake."""
    meeting = working_meeting(request.user, committee, slug)
    row = question_of(meeting, question)
    try:
        remove_question(question=row, by=request.user)
    except RefusedError as refused:
        return answer_with(
            request, meeting, PART, status=UNPROCESSABLE, opened=row.pk, problems=refused.reasons
        )  # fmt: skip
    return answer_with(request, meeting, PART)


def question_of(meeting: Meeting, pk: int) -> Question:
    """A question of this meeting; Http404 for any other."""
    rows = Question.objects.filter(meeting=meeting, pk=pk).select_related("meeting__committee")
    found = rows.prefetch_related("answers", "supplementary_responses").first()
    if found is None:
        raise Http404("no such question")
    return found


def mark_of(row: Question) -> str:
    """Where the question stands in the workspace."""
    return f"question-{row.pk}"


def changed(request: OfficeRequest, meeting: Meeting, row: Question) -> HttpResponse:
    """What is answered to a deed on a question: the register, with its forms still open for a script."""
    return answer_with(request, meeting, PART, at=mark_of(row), opened=row.pk)


def refused_form(request: OfficeRequest, meeting: Meeting, row: Question, name: str, form: Any) -> HttpResponse:
    """The question's forms with the one that was refused."""
    return answer_with(request, meeting, PART, status=UNPROCESSABLE, opened=row.pk, bound={name: form})
