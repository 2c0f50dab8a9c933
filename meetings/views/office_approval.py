"""Approving earlier minutes in an item of a later meeting, and taking that back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from meetings.forms.approval import ApprovalForm
from meetings.models import AgendaItem, Meeting
from meetings.policies.approval import minutes_to_approve
from meetings.views.office_page import UNPROCESSABLE, answer_with, is_part_wanted, working_meeting
from meetings.workflow.approval import approve_minutes, offered_resolution, take_back_approval
from meetings.workflow.change import RefusedError
from meetings.workspace import Workspace
from meetings.workspace.approval_item import approval_of
from meetings.workspace.outcomes_item import outcomes_of
from portal.accounts.office import OfficeRequest


@require_POST
def approve(request: OfficeRequest, committee: str, slug: str, item: int) -> HttpResponse:
    """Notes at the item that the chosen minutes were approved, by whom they were signed, and what was corrected."""
    meeting = working_meeting(request.user, committee, slug)
    at = get_object_or_404(AgendaItem.objects.select_related("meeting__committee"), pk=item, meeting=meeting)
    form = ApprovalForm(request.POST, meeting=meeting, item=at, waiting=list(minutes_to_approve(meeting)))
    if not form.is_valid():
        return _answer(request, meeting, at, status=UNPROCESSABLE, form=form)
    told = form.cleaned_data
    resolution = ""
    if told["with_resolution"]:
        resolution = offered_resolution(told["earlier"], with_corrections=bool(told["corrections"]))
    try:
        approve_minutes(
            earlier=told["earlier"],
            at=at,
            signed_by=told["signed_by"],
            corrections=told["corrections"],
            by=request.user,
            resolution=resolution,
        )
    except RefusedError as error:
        return _answer(request, meeting, at, status=UNPROCESSABLE, form=form, refused=error.reasons)
    return _answer(request, meeting, at, with_outcomes=bool(resolution))


@require_POST
def take_back(request: OfficeRequest, committee: str, slug: str, item: int, earlier: int) -> HttpResponse:
    """Takes back an approval that the public has not read yet."""
    meeting = working_meeting(request.user, committee, slug)
    at = get_object_or_404(AgendaItem.objects.select_related("meeting__committee"), pk=item, meeting=meeting)
    approved = get_object_or_404(Meeting, pk=earlier, minutes_approved_at=at)
    try:
        take_back_approval(earlier=approved, at=at, by=request.user)
    except RefusedError as error:
        return _answer(request, meeting, at, status=UNPROCESSABLE, refused=error.reasons)
    return _answer(request, meeting, at)


def _answer(
    request: OfficeRequest,
    meeting: Meeting,
    item: AgendaItem,
    *,
    status: int = 200,
    form: ApprovalForm | None = None,
    refused: list[str] | None = None,
    with_outcomes: bool = False,
) -> HttpResponse:
    """The approval of this one item anew, and its outcomes beside it where they got a line.

    The editors of the minutes are left as they are, with what is typed in them.
    """
    given: dict[str, Any] = {"approval_of": item.pk, "approval_form": form, "approval_refused": refused or []}
    if not is_part_wanted(request):
        return answer_with(request, meeting, "minutes", at=f"minute-{item.pk}", status=status, **given)
    workspace = Workspace(meeting, request.user)
    shown = next((one for one in workspace.items if one.pk == item.pk), item)
    context = {"item": shown, "approval": approval_of(workspace, shown, **given), "meeting": meeting}
    html = render_to_string("office/parts/approval_item.html", context, request=request)
    if with_outcomes:
        context["outcomes"] = outcomes_of(workspace, shown)
        html += render_to_string("office/parts/outcomes_item.html", context, request=request)
    return HttpResponse(html, status=status)
