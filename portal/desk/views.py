"""The first page of the office: what waits to be done, by date."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.office_filters import committees_of, meetings_of
from meetings.policies.own_pages import has_own_pages
from meetings.workspace.desk import Desk
from meetings.workspace.meeting_lines import lines_of as meeting_lines
from meetings.workspace.meeting_lines import worked_on
from portal.accounts.office import OfficeRequest
from portal.accounts.permissions import Permission
from portal.accounts.reach import holds_anywhere
from portal.desk.forms import DeskForm
from portal.desk.gathering import grouped, lines_of

COMING_AT_MOST = 12


@require_safe
def desk(request: OfficeRequest) -> HttpResponse:
    """What this officer's committees wait for; councillors go on to their own page, others see what they may do."""
    user, today = request.user, timezone.localdate()
    if not holds_anywhere(user, Permission.EDIT_RECORD):
        if has_own_pages(user):
            return redirect("councillors:home")
        return render(request, "office/desk_other.html")
    form = DeskForm(request.GET, committees=committees_of(user))
    committee, about = form.chosen
    found = Desk(user, today, committee=committee)
    lines = lines_of(found, about)
    context = {
        "form": form,
        "is_narrowed": bool(committee or about),
        "today": today,
        "groups": grouped(lines, today),
        "count": len(lines),
        "coming": meeting_lines(found.coming[:COMING_AT_MOST]),
        "recent": worked_on(user, meetings_of(user), today),
    }
    return render(request, "office/desk.html", context)
