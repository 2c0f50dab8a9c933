"""The office's list of meetings, and the page that makes one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from meetings.forms.new_meeting import NewMeetingForm, usual_of
from meetings.models import Meeting
from meetings.office_filters import OfficeMeetingFilter, committees_of, meetings_of
from meetings.pagination import CappedPaginator
from meetings.policies.steps import with_step
from meetings.views.office_page import UNPROCESSABLE
from meetings.workflow.meetings import new_meeting, same_day_same_place
from meetings.workspace.meeting_lines import lines_of
from portal.accounts.models import User
from portal.accounts.office import OfficeRequest
from portal.accounts.permissions import NotPermittedError, Permission
from portal.accounts.reach import holds_anywhere

PAGE_SIZE = 50


@require_safe
def meeting_list(request: OfficeRequest) -> HttpResponse:
    """The meetings of this officer's committees, the latest first, by the filters in the address."""
    permit_editing(request.user)
    meetings = with_step(meetings_of(request.user), timezone.localdate()).order_by("-date", "-start", "-pk")
    found = OfficeMeetingFilter(request.GET, queryset=meetings, request=request)
    page = CappedPaginator(found.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"filter": found, "page_obj": page, "lines": lines_of(list(page.object_list))}
    return render(request, "office/meeting_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request: OfficeRequest) -> HttpResponse:
    """Makes a meeting and goes straight to its workspace."""
    permit_editing(request.user)
    committees = committees_of(request.user)
    if request.method != "POST":
        asked = request.GET.get("committee", "").replace("\x00", "")
        few = list(committees[:2])
        chosen = committees.filter(slug=asked).first() if asked else (few[0] if len(few) == 1 else None)
        initial = {**(usual_of(chosen) if chosen else {}), "date": request.GET.get("date", "")[:10] or None}
        form = NewMeetingForm(committees=committees, initial=initial)
        return render(request, "office/meeting_new.html", {"form": form})
    form = NewMeetingForm(request.POST, committees=committees)
    if not form.is_valid():
        return render(request, "office/meeting_new.html", {"form": form}, status=UNPROCESSABLE)
    made = new_meeting(by=request.user, **form.given)
    _say(request, made)
    return redirect("office:workspace", committee=made.committee.slug, slug=made.slug)


def permit_editing(user: User) -> None:
    """Passes in silence for somebody who edits any committee's record, or raises NotPermittedError."""
    if not holds_anywhere(user, Permission.EDIT_RECORD):
        raise NotPermittedError(f"Your account may not {Permission.EDIT_RECORD.value}.")


def _say(request: OfficeRequest, made: Meeting) -> None:
    """What the officer should know of the new meeting."""
    messages.success(request, f"The meeting is made, with {made.items.count()} items on its agenda.")
    for other in same_day_same_place(made):
        messages.warning(request, f"{other.committee} meets on the same day at the same venue.")
