"""Putting the action log or the recommendation tracker on the next agenda: one page, one press."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from actions.as_paper.forms import PaperForm, open_items, open_meetings, usual_item
from actions.as_paper.freezing import frozen
from actions.as_paper.putting import put_on_agenda, standing_list
from actions.as_paper.reading import page_of
from actions.models.frozen_log import FrozenKind
from meetings.editions.models import PublishedCommittee
from meetings.models import Committee
from meetings.office_filters import committees_of
from meetings.views.office_page import UNPROCESSABLE
from meetings.workflow.change import RefusedError
from portal.accounts.models import User
from portal.accounts.office import OfficeRequest
from portal.accounts.permissions import NotPermittedError, Permission
from portal.accounts.reach import holds_anywhere

FIELDS = ("committee", "kind", "meeting", "item", "with_ended")


@require_http_methods(["GET", "HEAD", "POST"])
def paper_new(request: OfficeRequest) -> HttpResponse:
    """GET shows what would be in the paper; POST makes it as at now, and leads to the papers of the meeting."""
    if not holds_anywhere(request.user, Permission.EDIT_RECORD):
        raise NotPermittedError(f"Your account may not {Permission.EDIT_RECORD.value}.")
    form = _form(request)
    if form is None:
        return render(request, "office/ledger/paper_new.html", {"form": None})
    if request.method != "POST" or not form.is_valid() or form.chosen_meeting is None:
        wrong = request.method == "POST" or (form.is_bound and not form.is_valid())
        return _page(request, form, status=UNPROCESSABLE if wrong else 200)
    try:
        put = put_on_agenda(
            meeting=form.chosen_meeting,
            item=form.chosen_item,
            kind=form.cleaned_data["kind"],
            with_ended=form.cleaned_data["with_ended"],
            by=request.user,
        )
    except RefusedError as refused:
        form.add_error(None, refused.reasons)
        return _page(request, form, status=UNPROCESSABLE)
    for sentence in put.sentences:
        messages.success(request, sentence)
    if put.warning:
        messages.warning(request, put.warning)
    response = redirect("office:workspace", committee=form.chosen_committee.slug, slug=form.chosen_meeting.slug)
    response["Location"] += f"#paper-{put.document.pk}"
    return response


def _form(request: OfficeRequest) -> PaperForm | None:
    """The form with what was chosen, and what is usual for the rest; None for an officer without committees."""
    committees = list(committees_of(request.user).order_by("name"))
    if not committees:
        return None
    sent = request.POST if request.method == "POST" else request.GET
    chosen = {name: sent[name].replace("\x00", "") for name in FIELDS if name in sent}
    committee = _chosen(request.user, committees, chosen.get("committee", ""))
    meetings = open_meetings(committee, timezone.localdate())
    wanted = chosen.get("meeting", "")
    meeting = next((one for one in meetings if one.slug == wanted), None)
    # Of another committee, which was chosen just now: its next meeting takes the place of the one before.
    if meeting is None and request.method != "POST":
        meeting = meetings[0] if meetings else None
        chosen.pop("item", None)
    items = open_items(meeting)
    if request.method != "POST" and chosen.get("item") not in {"", *(str(item.pk) for item in items)}:
        chosen.pop("item", None)
    data = {
        "kind": FrozenKind.ACTION_LOG.value,
        "item": usual_item(items),
        **chosen,
        "committee": committee.slug,
        "meeting": meeting.slug if meeting else wanted,
    }
    return PaperForm(data, committees=committees, committee=committee, meetings=meetings, meeting=meeting, items=items)


def _chosen(user: User, committees: list[Committee], slug: str) -> Committee:
    """The committee that is named, or else the one that meets next; Http404 for one that the officer may not edit."""
    if slug:
        found = next((one for one in committees if one.slug == slug), None)
        if found is None:
            raise Http404("no committee of this officer")
        return found
    coming = committees_of(user).filter(meetings__date__gte=timezone.localdate()).order_by("meetings__date", "name")
    return coming.first() or committees[0]


def _page(request: OfficeRequest, form: PaperForm, *, status: int) -> HttpResponse:
    context: dict[str, Any] = {"form": form}
    committee = PublishedCommittee.objects.filter(slug=form.chosen_committee.slug).first()
    if committee is not None and form.chosen_meeting is not None and form.is_valid():
        kind, with_ended = form.cleaned_data["kind"], form.cleaned_data["with_ended"]
        address = f"{committee.slug}/{form.chosen_meeting.slug}"
        content = frozen(committee, kind, timezone.localdate(), but_for=address, with_ended=with_ended)
        standing, _ = standing_list(form.chosen_meeting, committee, kind)
        context |= {"page": page_of(content), "standing": standing}
    context["has_ledger"] = committee is not None
    return render(request, "office/ledger/paper_new.html", context, status=status)
