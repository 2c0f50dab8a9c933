"""What is done with a work programme as a whole."""

from copy import copy as copied

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from meetings.forms.programme import LONGEST_REASON, AddRowsForm, NoteForm
from meetings.models import Submission, SubmissionKind
from meetings.views.office_page import is_part_wanted
from meetings.views.office_programme import done, programme_page, working_programme
from meetings.workflow.change import RefusedError
from meetings.workflow.programme_links import row_from_suggestion
from meetings.workflow.work_programme import add_titles, copy_unfinished, keep_note, release
from portal.accounts.office import OfficeRequest
from portal.accounts.permissions import Permission, can


def reason_in(request: OfficeRequest) -> str:
    """Why, as it was typed; too long a reason is cut where its column ends."""
    return request.POST.get("reason", "").replace("\x00", "").strip()[:LONGEST_REASON]


@require_POST
@transaction.atomic
def note(request: OfficeRequest, committee: str, year: int) -> HttpResponse:
    """Writes what stands above the programme."""
    found = working_programme(request.user, committee, year, lock=True)
    form = NoteForm(request.POST, instance=copied(found))
    if not form.is_valid():
        return programme_page(request, found, forms={"note": form})
    keep_note(programme=found, note=form.cleaned_data["note"], by=request.user)
    return done(request, found, said="The note is saved.")


@require_POST
def add(request: OfficeRequest, committee: str, year: int) -> HttpResponse:
    """Adds a row for each line."""
    found = working_programme(request.user, committee, year)
    form = AddRowsForm(request.POST)
    if not form.is_valid():
        return programme_page(request, found, forms={"add": form})
    try:
        made = add_titles(
            programme=found, text=form.cleaned_data["titles"], by=request.user, reason=form.cleaned_data["reason"]
        )
    except RefusedError as refused:
        form.add_error("reason" if found.is_released and not form.cleaned_data["reason"] else None, refused.reasons)
        return programme_page(request, found, forms={"add": form})
    said = f"Added {len(made)} row{'' if len(made) == 1 else 's'} to be scheduled."
    return done(request, found, said=said, at=f"row-{made[0].pk}")


@require_POST
def release_programme(request: OfficeRequest, committee: str, year: int) -> HttpResponse:
    """Releases the programme, and goes to the door, where whoever may publish publishes the committee with it."""
    found = working_programme(request.user, committee, year)
    try:
        release(programme=found, by=request.user)
    except RefusedError as refused:
        return programme_page(request, found, refused=refused.reasons)
    if not can(request.user, Permission.PUBLISH, scope=found.committee.code):
        messages.success(request, "The programme is released. Somebody who may publish puts it out with the committee.")
    return redirect("door:committee", committee=found.committee.slug)


@require_POST
def copy(request: OfficeRequest, committee: str, year: int) -> HttpResponse:
    """Copies what is unfinished into the next year's programme, and goes there."""
    found = working_programme(request.user, committee, year)
    try:
        following, number = copy_unfinished(programme=found, by=request.user, reason=reason_in(request))
    except RefusedError as refused:
        return programme_page(request, found, refused=refused.reasons)
    rows = f"{number} row{'' if number == 1 else 's'}" if number else "Nothing more"
    messages.success(request, f"{rows} copied from {found.year_label}. They are to be scheduled.")
    address = reverse("office:programme", args=[found.committee.slug, following.year])
    return HttpResponse(headers={"HX-Redirect": address}) if is_part_wanted(request) else redirect(address)


@require_POST
def take_topic(request: OfficeRequest, committee: str, year: int, topic: int) -> HttpResponse:
    """Takes what a member of the public suggested into the programme."""
    found = working_programme(request.user, committee, year)
    waiting = Submission.objects.filter(kind=SubmissionKind.TOPIC, committee=found.committee, pk=topic).first()
    if waiting is None:
        raise Http404("no such topic")
    try:
        row = row_from_suggestion(programme=found, submission=waiting, by=request.user, reason=reason_in(request))
    except RefusedError as refused:
        return programme_page(request, found, refused=refused.reasons)
    return done(request, found, said=f"“{row.title}” stands in the programme.", at=f"row-{row.pk}")
