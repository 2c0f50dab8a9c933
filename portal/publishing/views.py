"""The publish page: what may be published of a meeting, what speaks against it, what changes, and one button."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from meetings.models import Meeting
from meetings.views.office_page import UNPROCESSABLE, working_meeting
from meetings.workflow.ready import mark_ready
from portal.accounts.office import OfficeRequest, permit
from portal.accounts.permissions import Permission, can
from portal.publishing.door import ChangedMeanwhileError, NotPublishableError
from portal.publishing.forms import NOTHING_SEEN, DetailsForm, PublishForm
from portal.publishing.presenting import (
    carried,
    changed_since,
    hint_rows,
    ledger_of,
    meeting_url,
    page_rows,
    reason_rows,
    suggested_reason,
)
from portal.publishing.stage import Outlook, foresee, publish_stage, situation_now, why_not_by
from portal.publishing.transitions import TRANSITIONS, What, likeliest, open_transitions

CONFLICT = 409
DETAILS = DetailsForm.base_fields.keys()


@require_http_methods(["GET", "HEAD", "POST"])
def publish_page(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """Shows what would be published; POST publishes it, where it is still what was shown."""
    meeting = working_meeting(request.user, committee, slug)
    if request.method == "POST":
        permit(request.user, Permission.PUBLISH, scope=meeting.committee.code)
        return _publish(request, meeting)
    asked = request.GET.get("what", "")
    if asked and asked not in What.values:
        raise Http404("nothing of that kind is published")
    what = What(asked) if asked else None
    return _page(request, meeting, what, details=request.GET if DETAILS & request.GET.keys() else None)


@require_POST
def ready(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """Notes that the meeting is ready to be published."""
    mark_ready(meeting=working_meeting(request.user, committee, slug), by=request.user)
    return redirect("door:publish", committee=committee, slug=slug)


def _publish(request: OfficeRequest, meeting: Meeting) -> HttpResponse:
    form = PublishForm(request.POST)
    what = What(request.POST["what"]) if request.POST.get("what") in What.values else None
    if what is None:
        return _page(request, meeting, None, form=form, status=UNPROCESSABLE)
    details = DetailsForm(request.POST, transition=TRANSITIONS[what], meeting=meeting)
    if not form.is_valid() or not details.is_valid():
        return _page(request, meeting, what, details=request.POST, form=form, status=UNPROCESSABLE)
    try:
        editions = publish_stage(
            meeting=meeting,
            what=what,
            by=request.user,
            reason=form.cleaned_data["reason"],
            details=details.details,
            seen=form.cleaned_data["seen"] or NOTHING_SEEN,
        )
    except ChangedMeanwhileError:
        return _page(request, meeting, what, details=request.POST, form=form, status=CONFLICT)
    except NotPublishableError as error:
        extra = {"refused": error.reasons}
        return _page(request, meeting, what, details=request.POST, form=form, status=UNPROCESSABLE, extra=extra)
    response = redirect("door:timeline", committee=meeting.committee.slug, slug=meeting.slug)
    response["Location"] += f"?published={editions[0].number}"
    return response


def _page(
    request: OfficeRequest,
    meeting: Meeting,
    what: What | None,
    *,
    details: Any = None,
    form: PublishForm | None = None,
    status: int = 200,
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page for one choice; `form` is what was sent and not done."""
    now, _ = situation_now(meeting)
    what = what or likeliest(now)
    context: dict[str, Any] = {
        "meeting": meeting,
        "may_publish": can(request.user, Permission.PUBLISH, scope=meeting.committee.code),
        "choices": [_choice(meeting, row.what, what) for row in open_transitions(now)],
        "form": form,
    }
    if what is not None:
        asked = DetailsForm(details, transition=TRANSITIONS[what], meeting=meeting)
        outlook = foresee(meeting=meeting, what=what, by=request.user, details=asked.details)
        context |= _shown(request, meeting, outlook, form) | {"details": asked if asked.fields else None}
        if status == CONFLICT and form is not None:
            context |= {"has_changed": True, "since": changed_since(form.cleaned_data["shown"], outlook, request.user)}
    return render(request, "office/door/publish.html", context | (extra or {}), status=status)


def _choice(meeting: Meeting, what: What, chosen: What | None) -> dict[str, Any]:
    url = f"{meeting_url('door:publish', meeting)}?what={what.value}"
    return {"label": what.label, "url": url, "is_chosen": what == chosen}


def _shown(request: OfficeRequest, meeting: Meeting, outlook: Outlook, sent: PublishForm | None) -> dict[str, Any]:
    """The choice, what speaks against it, and what it would write."""
    user = request.user
    pages = [page_rows(page) for page in outlook.pages]
    now = {"what": outlook.what.value, "seen": outlook.digest, "shown": carried(outlook, user)}
    button = PublishForm(initial=now | {"reason": suggested_reason(outlook)})
    if sent is not None:  # with what was typed, over the record as it is now
        button = PublishForm(request.POST.dict() | now)
    return {
        "chosen": outlook.transition,
        "what": outlook.what.value,
        "reasons": reason_rows(outlook.all_reasons, of=meeting),
        "hints": hint_rows(outlook),
        "by_reasons": why_not_by(meeting, user),
        "pages": pages,
        "page": pages[0] if pages else None,
        "also": pages[1:],
        "numbered": outlook.numbered,
        "is_committee_new": outlook.is_committee_new,
        "ledger": ledger_of(meeting),
        "button": button,
        "committee_url": reverse("door:committee", args=[meeting.committee.slug]),
    }
