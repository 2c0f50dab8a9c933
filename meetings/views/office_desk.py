"""The first page of the office."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.office_filters import meetings_of
from meetings.policies.own_pages import has_own_pages
from meetings.workspace.desk import desk_of
from portal.accounts.office import OfficeRequest
from portal.accounts.permissions import Permission
from portal.accounts.reach import holds_anywhere


@require_safe
def desk(request: OfficeRequest) -> HttpResponse:
    """What this officer's committees have before them; councillors are led to their own pages, others told the way."""
    if not holds_anywhere(request.user, Permission.EDIT_RECORD):
        if has_own_pages(request.user):
            return redirect("councillors:home")
        return render(request, "office/desk.html", {"edits": False})
    lists = desk_of(request.user, meetings_of(request.user), timezone.localdate())
    return render(request, "office/desk.html", {"edits": True, **lists})
