"""The register of questions to the meeting."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils import timezone

from meetings.forms import questions as question_forms
from meetings.models import Question, QuestionAnswer, QuestionKind, QuestionState, Submission, SubmissionKind
from meetings.policies.questions import (
    USUAL_REASONS,
    USUAL_SECOND_REASONS,
    PublicQuestions,
    public_questions,
)
from meetings.policies.questions_close import Closing, closing_of
from meetings.workspace.record import Workspace

Bound = dict[str, forms.BaseForm]
_HEADINGS = {QuestionKind.PUBLIC: "From members of the public", QuestionKind.MEMBER: "From members of the council"}
_MARKS = {
    QuestionState.RECEIVED: "open",
    QuestionState.ACCEPTED: "done",
    QuestionState.DISALLOWED: "",
    QuestionState.WITHDRAWN: "",
}
RULES_OFFERED = 20


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer in the register: the ones that it replaced, and the form by which it is changed or re-issued."""

    row: QuestionAnswer
    earlier: list[QuestionAnswer]
    is_public: bool
    form: forms.BaseForm
    is_open: bool

    @property
    def first_given_on(self) -> Any:
        return (self.earlier[-1] if self.earlier else self.row).given_on


@dataclass(frozen=True, slots=True)
class ResponseLine:
    """A response to the supplementary question with its form."""

    row: Any
    form: forms.BaseForm
    is_open: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """All forms of one question; what was typed and refused stands in them, with `problems`."""

    question: question_forms.QuestionForm
    decision: forms.BaseForm
    promise: forms.BaseForm
    answers: list[AnswerLine]
    new_answer: forms.BaseForm
    supplementary: forms.BaseForm
    responses: list[ResponseLine]
    new_response: forms.BaseForm
    problems: list[str]


@dataclass(frozen=True, slots=True)
class Line:
    """A question as the list shows it; `panel` where it stands open."""

    row: Question
    answers: list[QuestionAnswer]
    is_late: bool
    is_public: bool
    mark: str
    panel: Panel | None = None
    reissued: list[QuestionAnswer] = field(default_factory=list)

    @property
    def is_undecided(self) -> bool:
        return self.row.state == QuestionState.RECEIVED

    @property
    def is_unanswered(self) -> bool:
        return self.row.state == QuestionState.ACCEPTED and not self.answers


@dataclass(frozen=True, slots=True)
class Sent:
    """A question that came in by the public form and waits; `form` sets it aside."""

    row: Submission
    is_late: bool
    form: forms.BaseForm


def part(
    workspace: Workspace,
    *,
    opened: int | None = None,
    bound: Bound | None = None,
    problems: list[str] | None = None,
    added: question_forms.NewQuestionForm | None = None,
    aside: tuple[int, forms.BaseForm] | None = None,
    general: list[str] | None = None,
    **given: Any,
) -> dict[str, Any]:
    """What the template shows.

    `opened` is the question whose forms stand open, `bound` its forms that were refused by their name, `problems` the
    reasons; `added` and `aside` are refused forms of a new question, and of what was sent in; `general` is about none.
    """
    meeting = workspace.meeting
    closing = closing_of(meeting, workspace.deadlines)
    public = public_questions(meeting)
    lines = [_line(row, closing, public) for row in workspace.questions]
    if opened is not None:
        found = {line.row.pk: line for line in lines}
        if opened in found:
            line = found[opened]
            shown = _line(line.row, closing, public, panel=panel_of(line.row, public, bound, problems))
            lines = [shown if one is line else one for one in lines]
    return {
        "closing": closing,
        "warning": workspace.deadlines.warning,
        "groups": [
            (str(label), [line for line in lines if line.row.kind == kind]) for kind, label in _HEADINGS.items()
        ],
        "count": len(lines),
        "counts": _counts(lines),
        "sent": [
            Sent(row, closing.is_late(row.sent_at), aside[1] if aside and aside[0] == row.pk else _aside_form(row))
            for row in waiting_submissions(workspace)
        ],
        "added": added or new_question_form(),
        "general": general or [],
        "reasons": USUAL_REASONS,
        "second_reasons": USUAL_SECOND_REASONS,
        "rules": _rules_before(workspace),
        **given,
    }


def panel_of(
    row: Question, public: PublicQuestions, bound: Bound | None = None, problems: list[str] | None = None
) -> Panel:
    """The forms of one question."""
    typed = bound or {}

    def shown(name: str, kind: Any, **options: Any) -> Any:
        return typed.get(name) or kind(prefix=prefix_of(row, name), **options)

    answers = []
    by_key = {answer.pk: answer for answer in row.answers.all()}
    for answer in row.standing_answers:
        is_public = public.holds_answer(row, answer)
        name = f"answer-{answer.pk}"
        form = shown(name, question_forms.ReissueForm) if is_public else shown(name, _form_of(answer), instance=answer)
        answers.append(AnswerLine(answer, _earlier(answer, by_key), is_public, form, name in typed))
    responses = [
        ResponseLine(one, shown(f"response-{one.pk}", question_forms.ResponseForm, instance=one),
                     f"response-{one.pk}" in typed)
        for one in row.supplementary_responses.all()
    ]  # fmt: skip
    decided = {"state": row.state, "reason": row.disallowed_reason, "rule": row.disallowed_rule}
    return Panel(
        question=shown("question", question_forms.QuestionForm, instance=row),
        decision=shown("decision", question_forms.DecisionForm, initial=decided),
        promise=shown("promise", question_forms.PromiseForm, instance=row),
        answers=answers,
        new_answer=shown("answer", question_forms.AnswerForm),
        supplementary=shown("supplementary", question_forms.SupplementaryForm, instance=row),
        responses=responses,
        new_response=shown("response", question_forms.ResponseForm),
        problems=problems or [],
    )


def prefix_of(row: Question, name: str) -> str:
    """What the names of a form's fields begin with, so that the forms of several questions stand on one page."""
    return f"question-{row.pk}-{name}"


def new_question_form(data: Any = None) -> question_forms.NewQuestionForm:
    initial = {"received_at": timezone.localtime().replace(second=0, microsecond=0), "is_accepted": True}
    return question_forms.NewQuestionForm(data, prefix="new-question", initial=initial)


def answer_form_kind(answer: QuestionAnswer) -> type[question_forms.AnswerForm]:
    """The form by which an answer is changed: one that was re-issued keeps its reason."""
    return _form_of(answer)


def waiting_submissions(workspace: Workspace) -> list[Submission]:
    """Questions that came in by the public form, were confirmed, and nobody has dealt with yet; the oldest first."""
    rows = workspace.meeting.submissions.filter(kind=SubmissionKind.QUESTION, confirmed_at__isnull=False)
    return list(rows.filter(taken_at__isnull=True).order_by("sent_at", "pk"))


def _line(row: Question, closing: Closing, public: PublicQuestions, *, panel: Panel | None = None) -> Line:
    return Line(
        row=row,
        answers=row.standing_answers,
        is_late=closing.is_late(row.received_at),
        is_public=public.holds(row),
        mark=_MARKS[QuestionState(row.state)],
        panel=panel,
        reissued=[answer for answer in row.standing_answers if answer.replaces_id],
    )


def _earlier(answer: QuestionAnswer, by_key: dict[int, QuestionAnswer]) -> list[QuestionAnswer]:
    """The answers that this one replaced, the latest first."""
    found = []
    while answer.replaces_id:
        answer = by_key[answer.replaces_id]
        found.append(answer)
    return found


def _form_of(answer: QuestionAnswer) -> type[question_forms.AnswerForm]:
    return question_forms.ReissueForm if answer.replaces_id else question_forms.AnswerForm


def _aside_form(row: Submission) -> question_forms.SetAsideForm:
    return question_forms.SetAsideForm(prefix=f"sent-{row.pk}")


def _counts(lines: list[Line]) -> list[str]:
    told = []
    for state in QuestionState:
        number = sum(line.row.state == state for line in lines)
        if number:
            told.append(f"{number} {str(state.label).lower()}")
    unanswered = sum(line.is_unanswered for line in lines)
    return [*told, f"{unanswered} without an answer"] if unanswered else told


def _rules_before(workspace: Workspace) -> list[str]:
    """Rules that the committee's questions were disallowed by before, offered again."""
    rows = Question.objects.filter(meeting__committee=workspace.meeting.committee).exclude(disallowed_rule="")
    return list(rows.order_by("disallowed_rule").values_list("disallowed_rule", flat=True).distinct()[:RULES_OFFERED])
