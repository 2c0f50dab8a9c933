"""One paper of a meeting on a page of its own: what is said of it, its versions, and whether it is for publication."""

from copy import copy
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from meetings.forms.paper import PaperFactsForm, RestrictionForm
from meetings.models import Document, Meeting
from meetings.views.office_page import UNPROCESSABLE, is_part_wanted, working_meeting
from meetings.workflow.change import RefusedError
from meetings.workflow.paper_facts import save_paper_facts
from meetings.workflow.restriction import open_paper, restrict_paper
from meetings.workspace.paper import paper_page
from portal.accounts.office import OfficeRequest


@require_safe
def paper(request: OfficeRequest, committee: str, slug: str, paper: int) -> HttpResponse:
    """The page; `saved` in its address says what was just done."""
    meeting = working_meeting(request.user, committee, slug)
    return show(request, meeting, document_of(meeting, paper), said=request.GET.get("saved", ""))


@require_POST
@transaction.atomic
def facts(request: OfficeRequest, committee: str, slug: str, paper: int) -> HttpResponse:
    """Saves title, kind, by whom, and item."""
    meeting = working_meeting(request.user, committee, slug, lock=True)
    document = document_of(meeting, paper)
    form = PaperFactsForm(request.POST, instance=copy(document))
    if form.is_valid():
        try:
            with transaction.atomic():
                saved = save_paper_facts(document=document, facts=form.facts, by=request.user)
        except RefusedError as refused:
            form.add_error(None, refused.reasons)
        else:
            is_same = (saved.kind, saved.is_restricted) == (document.kind, document.is_restricted)
            return done(request, meeting, paper, "facts", at="facts", is_whole=not is_same)
    return show(request, meeting, document, status=UNPROCESSABLE, facts=form)


@require_POST
@transaction.atomic
def restriction(request: OfficeRequest, committee: str, slug: str, paper: int) -> HttpResponse:
    """Restricts the paper, or changes why it is."""
    meeting = working_meeting(request.user, committee, slug, lock=True)
    document = document_of(meeting, paper)
    form = RestrictionForm(request.POST, instance=copy(document))
    if form.is_valid():
        try:
            with transaction.atomic():
                restrict_paper(document=document, restriction=form.restriction, by=request.user)
        except RefusedError as refused:
            form.add_error(None, refused.reasons)
        else:
            return done(request, meeting, paper, "restricted", at="restriction")
    return show(request, meeting, document, status=UNPROCESSABLE, restriction=form)


@require_POST
def restriction_remove(request: OfficeRequest, committee: str, slug: str, paper: int) -> HttpResponse:
    """Opens the paper again."""
    meeting = working_meeting(request.user, committee, slug)
    document = document_of(meeting, paper)
    try:
        open_paper(document=document, by=request.user)
    except RefusedError as refused:
        return show(request, meeting, document, status=UNPROCESSABLE, problems=refused.reasons)
    return done(request, meeting, paper, "opened", at="restriction")


def document_of(meeting: Meeting, number: int) -> Document:
    """The paper of this meeting; Http404 where it is another meeting's, or nobody's."""
    found = Document.objects.select_related("item", "report").filter(pk=number, meeting=meeting).first()
    if found is None:
        raise Http404("no such paper in this meeting")
    found.meeting = meeting
    return found


def show(
    request: OfficeRequest, meeting: Meeting, document: Document, *, status: int = 200, **given: Any
) -> HttpResponse:
    """The whole page. A script takes from it the section that it sent."""
    context = {"meeting": meeting, **paper_page(document, **given)}
    return render(request, "office/paper.html", context, status=status)


def done(
    request: OfficeRequest, meeting: Meeting, number: int, said: str, *, at: str, is_whole: bool = False
) -> HttpResponse:
    """To the page after a deed, at the section `at`; `is_whole` where other sections change with it."""
    address = f"{reverse('office:paper', args=[meeting.committee.slug, meeting.slug, number])}?saved={said}"
    if is_whole and is_part_wanted(request):
        return HttpResponse(headers={"HX-Redirect": address})
    response = redirect(address)
    response["Location"] += f"#{at}"
    return response
