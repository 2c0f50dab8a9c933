"""What is kept from the public, by the day on which that is to be reviewed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.workspace.restricted import restricted_of
from portal.accounts.office import OfficeRequest
from portal.accounts.permissions import NotPermittedError, Permission
from portal.accounts.reach import holds_anywhere, scopes_of


@require_safe
def restricted(request: OfficeRequest) -> HttpResponse:
    """Exempt items and restricted papers of this officer's committees: those whose day has come, then the others."""
    if not holds_anywhere(request.user, Permission.EDIT_RECORD):
        raise NotPermittedError(f"Your account may not {Permission.EDIT_RECORD.value}.")
    scopes = scopes_of(request.user, Permission.EDIT_RECORD)
    return render(request, "office/restricted.html", restricted_of(scopes, timezone.localdate()))
