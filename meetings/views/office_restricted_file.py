"""Restricted papers, opened by those who may read exempt information, officers among them, and by no other way."""

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.editions.writing import standing_edition
from meetings.models import Document
from meetings.policies.held_back import is_before_councillors, is_held_back
from meetings.views.office_page import UNPROCESSABLE
from meetings.views.public_paper import PDF_POLICY, POLICY, UNKNOWN, disposition
from meetings.workflow.change import RefusedError
from meetings.workflow.reading import RestrictedFile, file_of, open_restricted
from portal.accounts.models import User
from portal.accounts.office import OfficeRequest, permit_knowing
from portal.accounts.permissions import Permission, can


@require_safe
def restricted_file(request: OfficeRequest, document: int, number: int | None = None) -> HttpResponseBase:
    """The paper, marked with its reader's name; 404 for whoever may not know of it.

    Its whole file each time, whatever part is asked for, because each reading is marked anew.
    """
    file = _file(request.user, document, number)
    try:
        content, size = open_restricted(file, by=request.user, address=request.path)
    except RefusedError as refusal:
        context = {"refusal": refusal, "meeting": file.paper.meeting}
        return render(request, "office/restricted_refused.html", context, status=UNPROCESSABLE)
    except FileNotFoundError:
        raise Http404("the file is missing") from None
    response = FileResponse(content)
    _describe(response, file, size)
    return response


def _file(user: User, document: int, number: int | None) -> RestrictedFile:
    """The file, for a reader who may have it; earlier versions, and papers of what is not published, for officers."""
    papers = Document.objects.select_related("meeting__committee", "item").defer("text")
    paper = papers.filter(pk=document).first()
    if paper is None or not is_held_back(paper):
        raise Http404("no such restricted paper")
    committee = paper.meeting.committee
    permit_knowing(user, Permission.READ_EXEMPT, scope=committee.code)
    if not can(user, Permission.EDIT_RECORD, scope=committee.code):
        edition = standing_edition(committee=committee, meeting=paper.meeting)
        if number not in (None, paper.version) or not is_before_councillors(paper, edition):
            raise Http404("not before the members")
    file = file_of(paper, number)
    if file is None:
        raise Http404("no such version")
    return file


def _describe(response: HttpResponse | FileResponse, file: RestrictedFile, size: int) -> None:
    """What browsers are told: a PDF is shown, anything else is handed over; neither is kept."""
    response["Content-Type"] = file.media_type if file.is_pdf else UNKNOWN
    response["Content-Length"] = str(size)
    response["Content-Disposition"] = disposition(file.filename, is_pdf=file.is_pdf)
    response["Content-Security-Policy"] = PDF_POLICY if file.is_pdf else POLICY
    response["Cache-Control"] = "no-store, private"
    response["Accept-Ranges"] = "none"
    response["X-Robots-Tag"] = "noindex"
