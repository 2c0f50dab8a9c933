"""Questions that came in by the public form: taken into the register, or set aside."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from meetings.forms.questions import SetAsideForm
from meetings.models import Meeting, Submission, SubmissionKind
from meetings.views.office_page import UNPROCESSABLE, answer_with, working_meeting
from meetings.views.office_questions import PART, mark_of
from meetings.workflow.change import RefusedError
from meetings.workflow.question_submissions import set_question_aside, take_question
from portal.accounts.office import OfficeRequest


@require_POST
def take(request: OfficeRequest, committee: str, slug: str, submission: int) -> HttpResponse:
    """Makes a question of it; `then` says whether it is accepted at once."""
    meeting = working_meeting(request.user, committee, slug)
    sent = _sent(meeting, submission)
    is_accepted = request.POST.get("then") == "accept"
    try:
        row = take_question(submission=sent, meeting=meeting, is_accepted=is_accepted, by=request.user)
    except RefusedError as refused:
        return answer_with(request, meeting, PART, status=UNPROCESSABLE, general=refused.reasons)
    return answer_with(request, meeting, PART, at=mark_of(row))


@require_POST
def set_aside(request: OfficeRequest, committee: str, slug: str, submission: int) -> HttpResponse:
    """Notes that it does not become a question, and why."""
    meeting = working_meeting(request.user, committee, slug)
    sent = _sent(meeting, submission)
    form = SetAsideForm(request.POST, prefix=f"sent-{sent.pk}")
    if form.is_valid():
        try:
            set_question_aside(
                submission=sent, meeting=meeting, because=form.cleaned_data["because"], by=request.user
            )  # fmt: skip
        except RefusedError as refused:
            return answer_with(request, meeting, PART, status=UNPROCESSABLE, general=refused.reasons)
        return answer_with(request, meeting, PART)
    return answer_with(request, meeting, PART, status=UNPROCESSABLE, aside=(sent.pk, form))


def _sent(meeting: Meeting, pk: int) -> Submission:
    """A question that was sent to this meeting and confirmed; Http404 for any other."""
    rows = Submission.objects.filter(meeting=meeting, kind=SubmissionKind.QUESTION, confirmed_at__isnull=False)
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404("no such question")
    return found
