"""The header of an officer's report, on the page of its paper."""

from copy import copy
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from meetings.forms.report import BackgroundForm, ReportHeaderForm, ReviewForm
from meetings.models import Document, DocumentKind, Meeting
from meetings.policies.report_review import NONE_IDENTIFIED
from meetings.views.office_page import UNPROCESSABLE, working_meeting
from meetings.views.office_paper import document_of, done, show
from meetings.workflow.change import RefusedError
from meetings.workflow.reports import save_report, save_review
from meetings.workspace.paper import standing_report
from portal.accounts.office import OfficeRequest


@require_POST
@transaction.atomic
def header(request: OfficeRequest, committee: str, slug: str, paper: int) -> HttpResponse:
    """Saves classification, decision type, wards, purpose and recommendations."""
    meeting, document = _report_of(request, committee, slug, paper)
    form = ReportHeaderForm(request.POST, instance=copy(standing_report(document)))
    if not form.is_valid():
        return show(request, meeting, document, status=UNPROCESSABLE, header=form)
    save_report(document=document, values=form.values, by=request.user, verb="saved the header of a report")
    return _done(request, meeting, document, "header")


@require_POST
@transaction.atomic
def background(request: OfficeRequest, committee: str, slug: str, paper: int) -> HttpResponse:
    """Saves the background papers; the button "None identified" types these words."""
    meeting, document = _report_of(request, committee, slug, paper)
    data = request.POST.copy()
    if "none" in data:
        data["background-background_papers"] = NONE_IDENTIFIED
    form = BackgroundForm(data, instance=copy(standing_report(document)))
    if not form.is_valid():
        return show(request, meeting, document, status=UNPROCESSABLE, background=form)
    values: dict[str, Any] = {"background_papers": form.cleaned_data["background_papers"]}
    save_report(document=document, values=values, by=request.user, verb="saved the background papers of a report")
    return _done(request, meeting, document, "background")


@require_POST
@transaction.atomic
def review(request: OfficeRequest, committee: str, slug: str, paper: int) -> HttpResponse:
    """Saves the reviewers, line by line, and who approved the report."""
    meeting, document = _report_of(request, committee, slug, paper)
    form = ReviewForm(request.POST, instance=copy(standing_report(document)))
    if form.is_valid():
        approver, approved_on = form.approval
        try:
            with transaction.atomic():
                save_review(
                    document=document,
                    reviewers=form.reviewers,
                    approver=approver,
                    approved_on=approved_on,
                    by=request.user,
                )
        except RefusedError as refused:
            form.add_error(None, refused.reasons)
        else:
            return _done(request, meeting, document, "review")
    return show(request, meeting, document, status=UNPROCESSABLE, review=form)


def _report_of(request: OfficeRequest, committee: str, slug: str, paper: int) -> tuple[Meeting, Document]:
    """Meeting and paper, locked; Http404 where the paper is no report."""
    meeting = working_meeting(request.user, committee, slug, lock=True)
    document = document_of(meeting, paper)
    if document.kind != DocumentKind.REPORT:
        raise Http404("only a report has a header")
    return meeting, document


def _done(request: OfficeRequest, meeting: Meeting, document: Document, section: str) -> HttpResponse:
    begins = not hasattr(document, "report")
    return done(request, meeting, document.pk, section, at=section, is_whole=begins)
