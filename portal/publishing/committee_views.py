"""Publishing a committee: name, remit, seats and work programme, where the office has changed them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from meetings.editions.difference_committee import CommitteeDifference, committee_difference
from meetings.editions.models import PublishedCommittee
from meetings.editions.snapshot import committee_content, says_the_same
from meetings.editions.writing import standing_edition
from meetings.models import Committee
from meetings.views.office_page import UNPROCESSABLE
from portal.accounts.office import OfficeRequest, permit, permit_knowing
from portal.accounts.permissions import Permission, can
from portal.publishing.door import ChangedMeanwhileError, content_digest, publish_committee
from portal.publishing.forms import NOTHING_SEEN, PublishCommitteeForm
from portal.publishing.views import CONFLICT


@require_http_methods(["GET", "HEAD", "POST"])
def publish_committee_page(request: OfficeRequest, committee: str) -> HttpResponse:
    """What the public would read of the committee that it does not read yet; POST publishes it."""
    found = Committee.objects.select_related("parent").filter(slug=committee).first()
    if found is None:
        raise Http404("no such committee")
    permit_knowing(request.user, Permission.EDIT_RECORD, scope=found.code)
    if request.method != "POST":
        return _page(request, found)
    permit(request.user, Permission.PUBLISH, scope=found.code)
    form = PublishCommitteeForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=UNPROCESSABLE)
    told = form.cleaned_data
    try:
        publish_committee(committee=found, by=request.user, reason=told["reason"], seen=told["seen"] or NOTHING_SEEN)
    except ChangedMeanwhileError:
        return _page(request, found, form=form, status=CONFLICT)
    response = redirect("door:committee", committee=found.slug)
    response["Location"] += "?published=1"
    return response


def _usual_reason(changed: CommitteeDifference) -> str:
    """What the reason says until the publisher says it better."""
    if not changed.is_empty and not (changed.facts or changed.members):
        what = [
            name
            for name, has in (("work programme", changed.programmes), ("task and finish group", changed.group))
            if has
        ]
        return f"The {' and the '.join(what)} changed."
    return "Name, remit or membership have changed."


def _page(
    request: OfficeRequest, committee: Committee, *, form: PublishCommitteeForm | None = None, status: int = 200
) -> HttpResponse:
    content = committee_content(committee)
    current = standing_edition(committee=committee, meeting=None)
    before = current.content if current else None
    seen = {"seen": content_digest(content)}
    changed = committee_difference(before, content)
    reason = _usual_reason(changed) if current else "First publication of the committee."
    button = PublishCommitteeForm(initial=seen | {"reason": reason})
    if form is not None:
        button = PublishCommitteeForm(request.POST.dict() | seen)
    context: dict[str, Any] = {
        "committee": committee,
        "difference": changed,
        "is_unchanged": before is not None and says_the_same(before, content),
        "before": before["edition"] if before else None,
        "has_changed": status == CONFLICT,
        "is_published": "published" in request.GET,
        "is_public": PublishedCommittee.objects.filter(slug=committee.slug).exists(),
        "may_publish": can(request.user, Permission.PUBLISH, scope=committee.code),
        "button": button,
    }
    return render(request, "office/door/committee.html", context, status=status)
