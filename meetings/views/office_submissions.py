"""What the public sent in, as the officers of a committee find it and deal with it."""

import logging
from smtplib import SMTPException

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.submissions import SetAsideForm
from meetings.models import Submission
from meetings.models.submission import SubmissionQuerySet
from meetings.municipal_year import municipal_year_of
from meetings.pagination import CappedPaginator
from meetings.views.office_page import UNPROCESSABLE
from meetings.workflow.change import RefusedError
from meetings.workflow.programme_links import take_topic
from meetings.workflow.submissions import settle, submissions_of, unsettle
from portal.accounts.models import User
from portal.accounts.office import OfficeRequest, permit
from portal.accounts.permissions import NotPermittedError, Permission
from portal.accounts.reach import holds_anywhere

logger = logging.getLogger(__name__)
PAGE_SIZE = 50
# By the word in the address: what the page calls it.
STATES = {"waiting": "Waiting", "taken-in": "Taken in", "set-aside": "Set aside"}


@require_safe
def submissions(request: OfficeRequest) -> HttpResponse:
    """What came in for this officer's committees and was confirmed: waiting (the oldest first), taken in, set aside."""
    if not holds_anywhere(request.user, Permission.EDIT_RECORD):
        raise NotPermittedError(f"Your account may not {Permission.EDIT_RECORD.value}.")
    mine = submissions_of(request.user)
    state = request.GET.get("state", "")
    state = state if state in STATES else "waiting"
    page = CappedPaginator(_in_state(mine, state), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "rows": page.object_list, "state": state, "states": _counted(mine, state)}
    return render(request, "office/submissions/list.html", context)


@require_safe
def submission(request: OfficeRequest, submission: int) -> HttpResponse:
    """One question or topic with who sent it and when, and what can be done with it."""
    return _page(request, _found(request.user, submission))


@require_POST
def take_in(request: OfficeRequest, submission: int) -> HttpResponse:
    """Takes a topic into this year's work programme. A question is taken in on the page of its meeting."""
    row = _found(request.user, submission)
    if row.is_question:
        messages.error(request, "A question is taken in on the page of its meeting, under “Questions”.")
        return redirect("office:submission", submission=row.pk)
    try:
        programme = take_topic(submission=row, year=municipal_year_of(timezone.localdate()), by=request.user)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("office:submission", submission=row.pk)
    messages.success(request, "The topic is taken into the work programme, at its end.")
    return redirect("office:programme", committee=row.committee.slug, year=programme.year)


@require_POST
def set_aside(request: OfficeRequest, submission: int) -> HttpResponse:
    """Nothing comes of it, for a reason that its sender may be told."""
    row = _found(request.user, submission)
    form = SetAsideForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form=form, status=UNPROCESSABLE)
    told = form.cleaned_data
    done = "It is set aside, and its sender is told." if told["tell"] and row.email else "It is set aside."
    return _do(request, row, done, because=told["because"], tell=told["tell"])


@require_POST
def wait_again(request: OfficeRequest, submission: int) -> HttpResponse:
    """What was set aside waits again."""
    row = _found(request.user, submission)
    try:
        unsettle(row, by=request.user)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It waits again.")
    return redirect("office:submission", submission=row.pk)


def _do(request: OfficeRequest, row: Submission, done: str, *, because: str = "", tell: bool = False) -> HttpResponse:
    try:
        settle(row, by=request.user, because=because, tell=tell)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("office:submission", submission=row.pk)
    except (OSError, SMTPException):
        logger.exception("The sender of submission %s could not be told", row.pk)
        messages.error(request, "It is set aside, but the mail could not be sent. Write to the sender yourself.")
        return redirect("office:submission", submission=row.pk)
    messages.success(request, done)
    return redirect("office:submissions")


def _found(user: User, pk: int) -> Submission:
    """Of this officer's committees; Http404 for what others may not know of, and for what nobody confirmed."""
    row = get_object_or_404(submissions_of(user).select_related("taken_by"), pk=pk)
    permit(user, Permission.EDIT_RECORD, scope=row.committee.code)
    return row


def _page(
    request: OfficeRequest, row: Submission, *, form: SetAsideForm | None = None, status: int = 200
) -> HttpResponse:
    context = {"row": row, "form": form or SetAsideForm(initial={"tell": bool(row.email)})}
    return render(request, "office/submissions/detail.html", context, status=status)


def _in_state(rows: SubmissionQuerySet, state: str) -> SubmissionQuerySet:
    if state == "taken-in":
        return rows.taken_in().order_by("-taken_at", "-pk")
    if state == "set-aside":
        return rows.set_aside().order_by("-taken_at", "-pk")
    return rows.waiting().order_by("confirmed_at", "pk")


def _counted(rows: SubmissionQuerySet, here: str) -> list[dict[str, object]]:
    """The three states with how many stand in each, in one query."""
    counts = rows.order_by().aggregate(
        waiting=Count("pk", filter=Q(taken_at__isnull=True)),
        taken_in=Count("pk", filter=Q(taken_at__isnull=False, set_aside_because="")),
        set_aside=Count("pk", filter=~Q(set_aside_because="")),
    )
    return [
        {"name": name, "label": label, "count": counts[name.replace("-", "_")], "is_here": name == here}
        for name, label in STATES.items()
    ]
