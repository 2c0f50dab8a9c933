"""The public page of a frozen list: what its paper says, as a web page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actions.as_paper.listed import Listing, listing_of
from actions.as_paper.reading import page_of
from actions.models import FrozenLog
from meetings.editions.models import Edition, PublishedMeeting
from meetings.editions.papers import SHORT_DIGEST, papers_of
from meetings.editions.registers import PublishedPaper
from meetings.editions.state import register_state
from portal.conditional import Validators, answer, weak


@require_safe
def frozen_log(request: HttpRequest, committee: str, sha: str) -> HttpResponseBase:
    """The list whose paper begins with these digits; 410 where only withdrawn editions list it, 404 where none does."""
    log = FrozenLog.objects.select_related("committee__edition").filter(committee__slug=committee)
    log = log.defer("committee__edition__document").filter(sha256__startswith=sha)
    found = log.first() if len(sha) == SHORT_DIGEST else None
    listing = listing_of(found) if found else None
    if found is None or listing is None:
        raise Http404("no such list")
    if not listing.is_standing:
        return render(request, "410.html", status=410)
    is_current = PublishedPaper.objects.filter(sha256=found.sha256).exists()
    return answer(request, _validators(found, listing, is_current), lambda: _page(request, found, listing, is_current))


def _validators(log: FrozenLog, listing: Listing, is_current: bool) -> Validators:
    """The list never changes; what stands around it follows from the editions of its committee."""
    committee, edition = log.committee, listing.edition
    state = register_state(committee.slug)
    return weak(log.sha256, edition.sha256, committee.edition_id, is_current, at=state.at)


def _page(request: HttpRequest, log: FrozenLog, listing: Listing, is_current: bool) -> HttpResponse:
    address, _, slug = listing.edition.address.partition("/")
    meeting = get_object_or_404(PublishedMeeting, committee__slug=address, slug=slug)
    content = Edition.objects.only("document").get(pk=listing.edition.pk).content
    paper = next(paper for paper in papers_of(content) if paper["sha256"] == log.sha256)
    context = {
        "committee": log.committee,
        "meeting": meeting,
        "log": log,
        "page": page_of(log.content),
        "paper": paper,
        "is_current": is_current,
    }
    return render(request, "public/frozen_log.html", context)
