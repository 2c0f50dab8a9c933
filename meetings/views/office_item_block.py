"""How views of the office answer with the block of one item alone, so that no editor of another is touched."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string

from meetings.models import AgendaItem, Meeting
from meetings.views.office_page import is_part_wanted, workspace_page
from meetings.workspace import Workspace
from meetings.workspace.outcomes_item import found_of, outcomes_of
from portal.accounts.office import OfficeRequest

OUTCOMES = "office/parts/outcomes_item.html"
FOUND = "office/parts/outcomes_found.html"


def item_of(meeting: Meeting, number: int) -> AgendaItem:
    """The item of this meeting; Http404 where it is another meeting's, or nobody's."""
    item = meeting.items.filter(pk=number).first()
    if item is None:
        raise Http404("no such item in this meeting")
    item.meeting = meeting
    return item


def answer_with_outcomes(
    request: OfficeRequest,
    meeting: Meeting,
    item: AgendaItem,
    *,
    status: int = 200,
    is_shown: bool = False,
    **given: Any,
) -> HttpResponse:
    """The outcomes of the item anew, for a script; `given` is what `outcomes_of` adds to them.

    A browser without one is sent to the item's outcomes in the workspace; where something is to be shown there (an open
    form with `is_shown`, a refusal) it gets the whole workspace with it.
    """
    if is_part_wanted(request):
        workspace, fresh = _fresh(request, meeting, item)
        outcomes = outcomes_of(workspace, fresh, outcomes_given={item.pk: given})
        context = {"item": fresh, "outcomes": outcomes, "meeting": workspace.meeting}
        return HttpResponse(render_to_string(OUTCOMES, context, request=request), status=status)
    if is_shown or status >= 400:
        extra = {"minutes": {"outcomes_given": {item.pk: given}}}
        return workspace_page(request, meeting, given=extra, status=status)
    response = redirect("office:workspace", committee=meeting.committee.slug, slug=meeting.slug)
    response["Location"] += f"#outcomes-{item.pk}"
    return response


def found_block(request: OfficeRequest, meeting: Meeting, item: AgendaItem) -> HttpResponse:
    """What was found in the text of the item, alone."""
    workspace, fresh = _fresh(request, meeting, item)
    context = {"item": fresh, "found": found_of(workspace, fresh), "meeting": workspace.meeting}
    return HttpResponse(render_to_string(FOUND, context, request=request))


def _fresh(request: OfficeRequest, meeting: Meeting, item: AgendaItem) -> tuple[Workspace, AgendaItem]:
    workspace = Workspace(Meeting.objects.select_related("committee", "venue").get(pk=meeting.pk), request.user)
    return workspace, next(entry for entry in workspace.items if entry.pk == item.pk)
