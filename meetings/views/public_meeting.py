"""Public pages of meetings: the meeting, an edition of it. All from editions."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.editions.models import Edition, PublishedMeeting
from meetings.editions.papers import listed_papers, papers_of
from meetings.editions.projection import keys_of_lines
from meetings.views.edition_rows import comparison_url, edition_rows, editions_of
from meetings.views.public_validators import of_meeting, with_ledger_facts
from portal.addresses import absolute
from portal.conditional import answer

# The kind of paper that may be a list of the ledger.
ACTION_LOG = "action log"


@require_safe
def meeting_detail(request: HttpRequest, committee: str, slug: str) -> HttpResponseBase:
    """The meeting as its standing edition tells it; 410 where every edition has been withdrawn."""
    meeting = _meeting(committee, slug)
    editions = editions_of(meeting)
    if meeting.edition is None:
        return _tombstone(request, meeting, editions[0], editions)
    return _read(request, meeting, meeting.edition, editions)


@require_safe
def edition_detail(request: HttpRequest, committee: str, slug: str, number: int) -> HttpResponseBase:
    """One edition of the meeting, as it was published; 410 where it has been withdrawn."""
    meeting = _meeting(committee, slug)
    editions = editions_of(meeting)
    edition = next((edition for edition in editions if edition.number == number), None)
    if edition is None:
        raise Http404("no such edition")
    if hasattr(edition, "withdrawal"):
        return _tombstone(request, meeting, edition, editions)
    return _read(request, meeting, edition, editions)


def _meeting(committee: str, slug: str) -> PublishedMeeting:
    """The meeting without its document, which a reader who has the page already does not need."""
    meetings = with_ledger_facts(PublishedMeeting.objects.select_related("committee__edition", "edition"))
    bare = meetings.defer("edition__document", "committee__edition__document")
    return get_object_or_404(bare, committee__slug=committee, slug=slug)


def _read(
    request: HttpRequest, meeting: PublishedMeeting, edition: Edition, editions: list[Edition]
) -> HttpResponseBase:
    validators = of_meeting(meeting, edition, editions)
    return answer(request, validators, lambda: _page(request, meeting, edition, editions))


def _page(request: HttpRequest, meeting: PublishedMeeting, edition: Edition, editions: list[Edition]) -> HttpResponse:
    entries = {str(entry.line_key): entry for entry in meeting.ledger.published().with_facts(timezone.localdate())}
    is_current = edition.pk == meeting.edition_id
    rows = edition_rows(meeting, editions)
    record = edition.content
    _name_web_pages(meeting, record)
    context: dict[str, Any] = {
        "record": record,
        "sha256": edition.sha256,
        "ledger": {key: entries[key] for key in [*keys_of_lines(record), *entries] if key in entries},
        "papers": listed_papers(record),
        "editions": rows,
        "editions_url": reverse("meetings:edition-list", args=[meeting.committee.slug, meeting.slug]),
        "is_current": is_current,
        "cite_url": absolute(
            reverse("meetings:edition-detail", args=[meeting.committee.slug, meeting.slug, edition.number])
        ),
    }
    if is_current:
        context["canonical_url"] = absolute(meeting.get_absolute_url())
        if meeting.takes_questions(timezone.now()):
            context["ask_url"] = reverse("submissions:ask", args=[meeting.committee.slug, meeting.slug])
    else:
        current = next((other for other in editions if other.pk == meeting.edition_id), None)
        context |= {"latest_url": meeting.get_absolute_url(), "latest_number": current.number if current else None}
        if current and current.number > edition.number:
            context["compare_url"] = comparison_url(meeting, edition.number, current.number)
    return render(request, "public/meeting.html", context)


def _name_web_pages(meeting: PublishedMeeting, record: dict[str, Any]) -> None:
    """Tells the papers that are lists of the ledger the address under which they are read without a PDF."""
    lists = {paper["sha256"]: paper for paper in papers_of(record) if paper["kind"] == ACTION_LOG and paper["sha256"]}
    if lists:
        for frozen in meeting.committee.frozen_logs.filter(sha256__in=list(lists)).defer("content"):
            lists[frozen.sha256]["web_page"] = frozen.get_absolute_url()


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
