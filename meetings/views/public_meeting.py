"""Public pages of meetings: the meeting, an edition of it, a paper. All from editions."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from meetings.editions.models import Edition, PublishedMeeting
from meetings.editions.papers import SHORT_DIGEST, paper_path, papers_of, storage

# Shown in the browser; every other type is handed over as a download.
INLINE_TYPES = {"application/pdf"}


@require_safe
def meeting_detail(request: HttpRequest, committee: str, slug: str) -> HttpResponse:
    """The meeting as its standing edition tells it; 410 where every edition has been withdrawn."""
    meeting = get_object_or_404(
        PublishedMeeting.objects.select_related("committee", "edition"), committee__slug=committee, slug=slug
    )
    editions = _editions(meeting)
    if meeting.edition is None:
        return _tombstone(request, meeting, editions[0], editions)
    return _page(request, meeting, meeting.edition, editions)


@require_safe
def edition_detail(request: HttpRequest, committee: str, slug: str, number: int) -> HttpResponse:
    """One edition of the meeting, as it was published; 410 where it has been withdrawn."""
    meeting = get_object_or_404(
        PublishedMeeting.objects.select_related("committee", "edition"), committee__slug=committee, slug=slug
    )
    editions = _editions(meeting)
    edition = next((edition for edition in editions if edition.number == number), None)
    if edition is None:
        raise Http404("no such edition")
    if hasattr(edition, "withdrawal"):
        return _tombstone(request, meeting, edition, editions)
    return _page(request, meeting, edition, editions)


@require_safe
def paper_detail(request: HttpRequest, committee: str, slug: str, sha: str, filename: str) -> HttpResponseBase:
    """A paper that some standing edition of the meeting lists, under the name and type that it lists."""
    editions = Edition.objects.filter(address=f"{committee}/{slug}", withdrawal__isnull=True).order_by("-number")
    for edition in editions:
        for paper in papers_of(edition.content):
            if (paper["sha256"] or "")[:SHORT_DIGEST] == sha and paper["filename"] == filename:
                return _file(paper)
    raise Http404("no such paper")


def _file(paper: dict[str, Any]) -> FileResponse:
    path = paper_path(paper["sha256"])
    if not storage().exists(path):
        raise Http404("the file is missing")
    response = FileResponse(storage().open(path), content_type=paper["media_type"])
    as_attachment = paper["media_type"] not in INLINE_TYPES
    response["Content-Disposition"] = content_disposition_header(as_attachment, paper["filename"]) or "attachment"
    return response


def _editions(meeting: PublishedMeeting) -> list[Edition]:
    """All editions of the meeting, the latest first, without the documents that the page does not show."""
    rows = Edition.objects.filter(address=f"{meeting.committee.slug}/{meeting.slug}").select_related("withdrawal")
    return list(rows.defer("document").order_by("-number"))


def _edition_url(meeting: PublishedMeeting, number: int) -> str:
    return reverse("meetings:edition-detail", args=[meeting.committee.slug, meeting.slug, number])


def _page(request: HttpRequest, meeting: PublishedMeeting, edition: Edition, editions: list[Edition]) -> HttpResponse:
    entries = meeting.ledger.published().with_facts(timezone.localdate())
    is_current = edition.pk == meeting.edition_id
    context: dict[str, Any] = {
        "record": edition.content,
        "sha256": edition.sha256,
        "ledger": {str(entry.line_key): entry for entry in entries},
        "editions": [
            {
                "number": other.number,
                "stage": other.stage,
                "published_at": other.published_at,
                "url": _edition_url(meeting, other.number),
                "is_withdrawn": hasattr(other, "withdrawal"),
            }
            for other in editions
        ],
        "is_current": is_current,
    }
    if not is_current:
        current = next((other for other in editions if other.pk == meeting.edition_id), None)
        context |= {"latest_url": meeting.get_absolute_url(), "latest_number": current.number if current else None}
    return render(request, "public/meeting.html", context)


def _tombstone(
    request: HttpRequest, meeting: PublishedMeeting, edition: Edition, editions: list[Edition]
) -> HttpResponse:
    """What stands in the place of a withdrawn edition: that it was withdrawn, when and why, and none of its words."""
    current = next((other for other in editions if other.pk == meeting.edition_id), None)
    context = {
        "committee": meeting.committee,
        "meeting": meeting,
        "edition": {"number": edition.number, "stage": edition.stage, "published_at": edition.published_at},
        "sha256": edition.sha256,
        "withdrawn_at": edition.withdrawal.at,
        "reason": edition.withdrawal.reason,
        "latest_url": meeting.get_absolute_url() if current else "",
        "latest_number": current.number if current else None,
    }
    return render(request, "public/edition_withdrawn.html", context, status=410)
