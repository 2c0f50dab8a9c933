"""The home page, what the record is, and the gallery of components."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.models import AddresseeClock, LedgerEntry
from meetings.editions.models import Edition, PublishedCommittee, PublishedMeeting
from portal.home.gallery import samples
from portal.home.meanings import ATTENDANCE, MEANINGS, STAGES


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The search, next meetings, the records that were published last, what is overdue, and the committees."""
    today = timezone.localdate()
    meetings = PublishedMeeting.objects.standing().for_lists()
    entries = LedgerEntry.objects.published().with_facts(today)
    committees = list(PublishedCommittee.objects.with_next_meeting(today))
    totals = {
        "recommendation": sum(committee.recommendation_count for committee in committees),
        "action": sum(committee.action_count for committee in committees),
    }
    context = {
        "next_meetings": meetings.filter(date__gte=today).order_by("date", "start")[:5],
        "latest_records": meetings.order_by("-published_at")[:6],
        "tally": entries.tally(totals),
        "overdue": entries.late().by_urgency().select_related("committee", "meeting__committee")[:5],
        "committees": committees,
    }
    return render(request, "public/home.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What an edition is, how it is chained, and how anyone can check it."""
    last = Edition.objects.defer("document").order_by("-register_number").first()
    clocks = [{"addressee": clock.label, "rule": clock.rule} for clock in AddresseeClock.objects.all()]
    context = {
        "last_edition": last,
        "clocks": clocks,
        "meanings": MEANINGS,
        "stages": STAGES,
        "attendance_meanings": ATTENDANCE,
    }
    return render(request, "public/about.html", context)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for those who build the portal; not on a council's site."""
    if not settings.SHOW_GALLERY:
        raise Http404("no gallery here")
    return render(request, "gallery.html", samples())
