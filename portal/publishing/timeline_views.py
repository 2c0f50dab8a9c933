"""The timeline of a meeting's record, and withdrawing an edition from it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from meetings.editions.models import Edition
from meetings.models import Meeting
from meetings.views.office_page import UNPROCESSABLE, working_meeting
from portal.accounts.office import OfficeRequest, permit
from portal.accounts.permissions import Permission, can
from portal.publishing.door import NotPublishableError, withdraw
from portal.publishing.forms import WithdrawForm
from portal.publishing.remains import editions_that_show_more
from portal.publishing.timeline import timeline_of


@require_safe
def timeline(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """Every edition with who, when and why, and what the office did between them; the newest first."""
    meeting = working_meeting(request.user, committee, slug)
    done = {word: _edition(meeting, request.GET.get(word, "")) for word in ("published", "withdrawn")}
    context = {
        "meeting": meeting,
        "events": timeline_of(meeting),
        "may_publish": can(request.user, Permission.PUBLISH, scope=meeting.committee.code),
        "published": done["published"],
        "remains": _remains(meeting, done["published"]),
        "withdrawn": done["withdrawn"],
        "stands": _standing(meeting, without=None) if done["withdrawn"] else None,
    }
    return render(request, "office/door/timeline.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_page(request: OfficeRequest, committee: str, slug: str, number: int) -> HttpResponse:
    """Says what stands after an edition is withdrawn, and asks why; POST withdraws it."""
    meeting = working_meeting(request.user, committee, slug)
    permit(request.user, Permission.PUBLISH, scope=meeting.committee.code)
    edition = _edition(meeting, str(number))
    if edition is None:
        raise Http404("no such edition")
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    reasons: list[str] = []
    if form.is_bound and form.is_valid():
        try:
            withdraw(edition=edition, by=request.user, reason=form.cleaned_data["reason"])
        except NotPublishableError as error:
            reasons = error.reasons
        else:
            response = redirect("door:timeline", committee=committee, slug=slug)
            response["Location"] += f"?withdrawn={number}"
            return response
    context: dict[str, Any] = {
        "meeting": meeting,
        "edition": edition,
        "is_withdrawn": hasattr(edition, "withdrawal"),
        "is_current": _standing(meeting, without=None) == edition,
        "stands": _standing(meeting, without=edition),
        "form": form,
        "reasons": reasons,
    }
    return render(request, "office/door/withdraw.html", context, status=UNPROCESSABLE if form.is_bound else 200)


def _edition(meeting: Meeting, number: str) -> Edition | None:
    """The edition of this number, as an address names it."""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    return Edition.objects.select_related("withdrawal", "committee").filter(meeting=meeting, number=number).first()


def _standing(meeting: Meeting, *, without: Edition | None) -> Edition | None:
    """The edition that the public reads, or would read if one were not there."""
    editions = Edition.objects.filter(meeting=meeting, withdrawal__isnull=True).defer("document")
    editions = editions.exclude(pk=without.pk) if without else editions
    return editions.order_by("-number").first()


def _remains(meeting: Meeting, published: Edition | None) -> list[int]:
    """Earlier editions that show what this one does not; what a meeting took along to its new date is no such thing."""
    if published is None or hasattr(published, "withdrawal") or meeting.replaced_by_id:
        return []
    return editions_that_show_more(published)
