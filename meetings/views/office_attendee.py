"""One row of the attendance: its form, its place in the list, and its removal."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.attendance import AttendeeForm
from meetings.forms.attendance_page import SUBSTITUTABLE
from meetings.models import Attendance, Meeting
from meetings.views.office_attendance import attendance_changed, attendee_of
from meetings.views.office_page import UNPROCESSABLE, answer_with, is_part_wanted, working_meeting, workspace_page
from meetings.workflow.attendee import change_attendee, move_attendee, remove_attendee
from meetings.workflow.change import RefusedError
from meetings.workspace import Workspace
from meetings.workspace.attendance import Line
from portal.accounts.office import OfficeRequest


@require_safe
def attendee(request: OfficeRequest, committee: str, slug: str, attendee: int) -> HttpResponse:
    """The form of one row: for a script alone, without one within the whole workspace."""
    meeting = working_meeting(request.user, committee, slug)
    row = attendee_of(meeting, attendee)
    form = _form(request, meeting, row)
    if is_part_wanted(request):
        line = Line(row, row.mode, "", form)
        return render(request, "office/parts/attendee_form.html", {"line": line, "meeting": meeting})
    return workspace_page(request, meeting, given={"attendance": {"opened": form}})


@require_POST
@transaction.atomic
def attendee_change(request: OfficeRequest, committee: str, slug: str, attendee: int) -> HttpResponse:
    """Saves the form of one row."""
    meeting = working_meeting(request.user, committee, slug, lock=True)
    form = _form(request, meeting, attendee_of(meeting, attendee))
    if form.is_valid():
        try:
            change_attendee(row=form.instance, by=request.user)
        except RefusedError as refused:
            form.add_error(None, refused.reasons)
        else:
            return attendance_changed(request, meeting, at=f"attendee-{attendee}")
    return answer_with(request, meeting, "attendance", status=UNPROCESSABLE, opened=form)


@require_POST
def attendee_remove(request: OfficeRequest, committee: str, slug: str, attendee: int) -> HttpResponse:
    """Takes somebody off the list."""
    meeting = working_meeting(request.user, committee, slug)
    remove_attendee(row=attendee_of(meeting, attendee), by=request.user)
    return attendance_changed(request, meeting)


@require_POST
def attendee_move(request: OfficeRequest, committee: str, slug: str, attendee: int) -> HttpResponse:
    """Moves a row one place up or down in its group."""
    meeting = working_meeting(request.user, committee, slug)
    move_attendee(row=attendee_of(meeting, attendee), up=request.POST.get("to") == "up", by=request.user)
    return attendance_changed(request, meeting, at=f"attendee-{attendee}")


def _form(request: OfficeRequest, meeting: Meeting, row: Attendance) -> AttendeeForm:
    workspace = Workspace(meeting, request.user)
    members = [other.name for other in workspace.attendance if other.group in SUBSTITUTABLE]
    data = request.POST if request.method == "POST" else None
    return AttendeeForm(workspace.items, data, instance=row, members=members)
