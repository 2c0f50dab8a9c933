"""The office's own view of a working file: for whoever edits the record, and kept by nobody on the way."""

from django.core.files.storage import Storage
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from meetings.models import PaperVersion
from meetings.paper_storage import OfficePapers
from meetings.policies.held_back import is_held_back
from meetings.views.office_page import working_meeting
from meetings.views.public_paper import PDF, PDF_POLICY, POLICY
from meetings.workspace.paper_addresses import restricted_address
from portal.accounts.office import OfficeRequest
from portal.byte_ranges import file_response
from portal.conditional import strong


@require_safe
def paper_file(request: OfficeRequest, committee: str, slug: str, paper: int, number: int) -> HttpResponseBase:
    """A version of a paper, whole or in part; a restricted one is read where each reading is noted."""
    meeting = working_meeting(request.user, committee, slug)
    versions = PaperVersion.objects.select_related("document__item")
    version = versions.filter(document=paper, document__meeting=meeting, number=number).first()
    if version is None:
        raise Http404("no such file")
    if is_held_back(version.document):
        return redirect(restricted_address(version.document, number))
    storage: Storage = OfficePapers()
    try:
        response = file_response(
            request,
            storage=storage,
            path=version.file.name or "",
            media_type=version.media_type,
            validators=strong(version.sha256, timezone.localtime(version.uploaded_at)),
        )
    except FileNotFoundError:
        raise Http404("the file is missing") from None
    if response.status_code in (200, 206):
        is_pdf = version.media_type == PDF
        response["Content-Disposition"] = content_disposition_header(not is_pdf, version.filename) or "attachment"
        response["Content-Security-Policy"] = PDF_POLICY if is_pdf else POLICY
    return response
