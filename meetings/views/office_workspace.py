"""The workspace: one address per meeting, with everything that an officer does on it."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from meetings.views.office_page import working_meeting, workspace_page
from portal.accounts.office import OfficeRequest


@require_safe
def workspace(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """Facts, agenda, attendance, declarations and minutes of one meeting, as the office works on them."""
    return workspace_page(request, working_meeting(request.user, committee, slug))
