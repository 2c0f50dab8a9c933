"""Calendars and feeds, for all committees and for each, and the page that lists them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.ledger_state import of_ledger
from meetings.editions.models import PublishedCommittee
from meetings.editions.state import register_state
from portal.conditional import answer, weak
from portal.feeds.atom import LATEST, feed_of
from portal.feeds.calendars import calendar_of, first_day
from portal.feeds.channels import channel_of, channels
from portal.feeds.unanswered import unanswered_feed
from portal.machines import machine_response

ICALENDAR = "text/calendar; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"


@require_safe
def calendar(request: HttpRequest, slug: str = "") -> HttpResponseBase:
    """The meetings of a committee, or of all, for programs that keep calendars."""
    committee = get_object_or_404(PublishedCommittee, slug=slug) if slug else None
    state, today = register_state(slug), timezone.localdate()
    # It changes with the record, and on the day on which a municipal year falls out of it.
    validators = weak("calendar", slug, state.facts, at=state.at, on=first_day(today))
    title = channel_of(committee).calendar_title

    def build() -> HttpResponse:
        content = calendar_of(committee, title=title, council=settings.COUNCIL_NAME, path=request.path, today=today)
        return machine_response(content, ICALENDAR, filename=f"{slug or 'all'}-meetings.ics")

    return answer(request, validators, build)


@require_safe
def published(request: HttpRequest, slug: str = "") -> HttpResponseBase:
    """The newly published editions of a committee's meetings, or of all, for feed readers."""
    committee = get_object_or_404(PublishedCommittee, slug=slug) if slug else None
    state = register_state(slug)
    validators = weak("feed", slug, state.facts, at=state.at)
    title = channel_of(committee).feed_title

    def build() -> HttpResponse:
        changed_at = state.at or validators.last_modified
        content = feed_of(
            committee, title=title, council=settings.COUNCIL_NAME, path=request.path, changed_at=changed_at
        )
        return machine_response(content, ATOM)

    return answer(request, validators, build)


@require_safe
def unanswered(request: HttpRequest, slug: str = "") -> HttpResponseBase:
    """What a committee, or any of them, asked for and was not answered in time, for feed readers."""
    committee = get_object_or_404(PublishedCommittee, slug=slug) if slug else None
    validators = of_ledger("unanswered.atom", slug)

    def build() -> HttpResponse:
        content = unanswered_feed(
            committee, path=request.path, today=timezone.localdate(), changed_at=validators.last_modified
        )
        return machine_response(content, ATOM)

    return answer(request, validators, build)


@require_safe
def follow(request: HttpRequest) -> HttpResponse:
    """Every calendar and every feed, with how to subscribe to one."""
    context = {
        "everything": channel_of(None),
        "channels": channels(),
        "first_day": first_day(timezone.localdate()),
        "latest": LATEST,
    }
    return render(request, "public/follow.html", context)
