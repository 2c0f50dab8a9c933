"""Papers of meetings: each under the name and type by which a standing edition lists it, and by no other way."""

import datetime as dt
import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from meetings.editions.models import Edition
from meetings.editions.papers import SHORT_DIGEST, paper_path, papers_of, storage
from portal.byte_ranges import file_response
from portal.conditional import strong

# Shown in the browser; every other type is handed over as a download.
PDF = "application/pdf"
UNKNOWN = "application/octet-stream"
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
_SHORT_DIGEST = re.compile(f"[0-9a-f]{{{SHORT_DIGEST}}}")
_UNFIT_FOR_A_NAME = re.compile(r"[\x00-\x1f\x7f/\\]")
# A file may do nothing here, whatever it holds.
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
# Browsers show a PDF in a page of their own making, whose style and plug-in a policy has to allow. There is no sandbox
# for it: Chromium takes no notice of one over a PDF, and Safari shows an empty page.
PDF_POLICY = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


def is_short_digest(sha: str) -> bool:
    """Whether it is so much of a SHA-256 as stands in addresses."""
    return bool(_SHORT_DIGEST.fullmatch(sha))


@require_safe
def paper_detail(request: HttpRequest, committee: str, slug: str, sha: str, filename: str) -> HttpResponseBase:
    """The paper, whole or in part; 410 where only withdrawn editions list it, 404 where none does."""
    if not is_short_digest(sha):
        raise Http404("no such paper")
    listed = _listed(f"{committee}/{slug}", sha, filename, is_withdrawn=False)
    if listed is None:
        if _listed(f"{committee}/{slug}", sha, filename, is_withdrawn=True):
            return render(request, "410.html", status=410)
        raise Http404("no such paper")
    paper, edition = listed
    return published_file(
        request,
        sha256=paper["sha256"],
        filename=filename,
        media_type=paper["media_type"],
        published_at=edition.published_at,
    )


def published_file(
    request: HttpRequest, *, sha256: str, filename: str, media_type: str, published_at: dt.datetime
) -> HttpResponseBase:
    """A file that lies among the published papers, whole or in part, under the name and type that the record gives.

    Raises Http404 where the file is missing.
    """
    media_type = media_type.lower()
    media_type = media_type if _MEDIA_TYPE.fullmatch(media_type) else UNKNOWN
    try:
        response = file_response(
            request,
            storage=storage(),
            path=paper_path(sha256),
            media_type=media_type,
            validators=strong(sha256, published_at),
        )
    except FileNotFoundError:
        raise Http404("the file is missing") from None
    if response.status_code in (200, 206):
        _name(response, filename, is_pdf=media_type == PDF)
    return response


def _listed(address: str, sha: str, filename: str, *, is_withdrawn: bool) -> tuple[dict[str, Any], Edition] | None:
    """The paper as the latest edition of the address lists it that does, among the withdrawn ones or the others."""
    editions = Edition.objects.filter(address=address, withdrawal__isnull=not is_withdrawn)
    # Documents are canonical JSON, without spaces: the database passes over editions that do not name the file.
    editions = editions.filter(document__contains=f'"sha256":"{sha}').order_by("-number")
    for edition in editions.only("document", "published_at").iterator(chunk_size=1):
        for paper in papers_of(edition.content):
            if (paper["sha256"] or "").startswith(sha) and paper["filename"] == filename:
                return paper, edition
    return None


def _name(response: HttpResponse | HttpResponseBase, filename: str, *, is_pdf: bool) -> None:
    response["Content-Disposition"] = disposition(filename, is_pdf=is_pdf)
    response["Content-Security-Policy"] = PDF_POLICY if is_pdf else POLICY


def disposition(filename: str, *, is_pdf: bool) -> str:
    """The header under which a browser shows a PDF, or keeps any other file, by a name that no disk takes amiss."""
    name = _UNFIT_FOR_A_NAME.sub("_", filename)
    return content_disposition_header(not is_pdf, name) or "attachment"
