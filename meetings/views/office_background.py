"""Work in the background: what waits, what failed and why, and having it tried again."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from meetings.models import Document, Reading
from meetings.reading_requests import request_reading
from meetings.workspace.background import background
from portal.accounts.office import OfficeRequest, permit, permit_knowing
from portal.accounts.permissions import NotPermittedError, Permission, can
from portal.accounts.reach import holds_anywhere, scopes_of
from portal.audit.context import deed
from portal.background.jobs import try_again


@require_safe
def overview(request: OfficeRequest) -> HttpResponse:
    """Papers of the reader's committees, and for administrators all other work that failed."""
    user = request.user
    may = {"papers": holds_anywhere(user, Permission.IMPORT_RECORD), "jobs": can(user, Permission.MANAGE_USERS)}
    if not any(may.values()):
        raise NotPermittedError("Your account may not look into the work in the background.")
    told = background(scopes_of(user, Permission.IMPORT_RECORD))
    return render(request, "office/background.html", {"told": told, "may": may})


@require_POST
def read_again(request: OfficeRequest, pk: int) -> HttpResponse:
    """Has the file of a paper read once more, where it could not be read."""
    with transaction.atomic():
        papers = Document.objects.select_related("meeting__committee").select_for_update(of=("self",))
        paper = get_object_or_404(papers, pk=pk)
        committee = paper.meeting.committee
        permit_knowing(request.user, Permission.IMPORT_RECORD, scope=committee.code)
        version = paper.versions.filter(number=paper.version).first()
        if paper.reading != Reading.FAILED or version is None:
            messages.info(request, f"“{paper.title}” is not among the papers that could not be read.")
        else:
            with deed("asked to read a paper again", by=request.user, subject=f"paper {pk}"):
                request_reading(version)
            messages.success(request, f"“{paper.title}” will be read again.")
    return redirect("office:background")


@require_POST
def job_again(request: OfficeRequest, pk: int) -> HttpResponse:
    """Has other work tried once more."""
    permit(request.user, Permission.MANAGE_USERS)
    if try_again(pk):
        messages.success(request, "It will be tried again.")
    else:
        messages.info(request, "There is no such work any more, or it waits already.")
    return redirect("office:background")
