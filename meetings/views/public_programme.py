"""Public pages of work programmes, from the edition of their committee."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.editions.models import PublishedCommittee
from meetings.views.programme_page import (
    programme_of,
    references_in,
    sections_of,
    slugs_in,
    this_year,
    years_of,
)
from meetings.views.public_validators import of_committee
from portal.conditional import answer


@require_safe
def programme_now(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The programme of this municipal year, or the last one where this year has none yet."""
    committee = _committee(slug)
    year = this_year(committee.edition.content, timezone.localdate())
    if year is None:
        raise Http404("the committee has published no work programme")
    return answer(request, of_committee(committee), lambda: _page(request, committee, year))


@require_safe
def programme(request: HttpRequest, slug: str, year: int) -> HttpResponseBase:
    """The programme of one municipal year, called by the calendar year in which that begins."""
    committee = _committee(slug)
    if programme_of(committee.edition.content, year) is None:
        raise Http404("the committee has published no work programme of this year")
    return answer(request, of_committee(committee), lambda: _page(request, committee, year))


def _committee(slug: str) -> PublishedCommittee:
    return get_object_or_404(PublishedCommittee.objects.select_related("edition"), slug=slug)


def _page(request: HttpRequest, committee: PublishedCommittee, year: int) -> HttpResponse:
    content = committee.edition.content
    shown = programme_of(content, year)
    if shown is None:
        raise Http404("no such programme")
    meetings = committee.meetings.standing().for_lists().filter(slug__in=slugs_in(shown))
    entries = committee.ledger.published().filter(reference__in=references_in(shown))
    sections = sections_of(
        shown,
        {meeting.slug: meeting for meeting in meetings},
        {entry.reference: entry.get_absolute_url() for entry in entries.only("reference", "kind")},
    )
    context = {
        "committee": committee,
        "label": shown["year_label"],
        "notes": [line for line in shown["note"].splitlines() if line.strip()],
        "sections": sections,
        "years": years_of(content, year),
        "edition": content["edition"],
        "today": timezone.localdate().isoformat(),
    }
    return render(request, "public/programme.html", context)
