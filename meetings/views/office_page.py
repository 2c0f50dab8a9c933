"""How views of the office find their meeting and answer with a part of its workspace."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from meetings.models import Meeting
from meetings.workspace import PARTS, Workspace
from meetings.workspace.head import head_of
from portal.accounts.models import User
from portal.accounts.office import OfficeRequest, permit_knowing
from portal.accounts.permissions import Permission

UNPROCESSABLE = 422


def working_meeting(user: User, committee: str, slug: str, *, lock: bool = False) -> Meeting:
    """The meeting, for somebody who may edit it; Http404 for everybody else, who may not know of it.

    `lock` keeps other changes of it waiting until the end of the view's transaction. Whoever compares what a form had
    shown with what stands now (SeenForm) needs that: else both of two saves could find that nothing had changed.
    """
    meetings = Meeting.objects.select_for_update(of=("self",)) if lock else Meeting.objects.all()
    meeting = meetings.select_related("committee", "venue").filter(committee__slug=committee, slug=slug).first()
    if meeting is None:
        raise Http404("no such meeting")
    permit_knowing(user, Permission.EDIT_RECORD, scope=meeting.committee.code)
    return meeting


def workspace_page(
    request: OfficeRequest, meeting: Meeting, *, given: dict[str, dict[str, Any]] | None = None, status: int = 200
) -> HttpResponse:
    """The whole workspace; `given` adds to a part what a view knows (a form with its errors), by the part's name."""
    workspace = Workspace(meeting, request.user)
    extra = given or {}
    context = {
        "meeting": meeting,
        "workspace": workspace,
        "head": head_of(workspace),
        "parts": [
            {"name": name, "title": title, "template": f"office/parts/{name}.html",
             "part": build(workspace, **extra.get(name, {}))}
            for name, (title, build) in PARTS.items()
        ],
    }  # fmt: skip
    return render(request, "office/workspace.html", context, status=status)


def answer_with(
    request: OfficeRequest,
    meeting: Meeting,
    part: str,
    *,
    also: tuple[str, ...] = (),
    at: str = "",
    status: int = 200,
    **given: Any,
) -> HttpResponse:
    """What a view answers after a deed, or with a form that has errors (`status=UNPROCESSABLE`).

    A script gets the part anew, and the parts of `also` to be swapped beside it; a browser without one is sent to the
    workspace, at the element `at` (or the part), or gets the whole workspace with what was wrong.
    """
    if is_part_wanted(request):
        return HttpResponse(rendered_parts(request, meeting, part, also=also, **given), status=status)
    if status >= 400:
        return workspace_page(request, meeting, given={part: given}, status=status)
    response = redirect("office:workspace", committee=meeting.committee.slug, slug=meeting.slug)
    response["Location"] += f"#{at or part}"
    return response


def rendered_parts(request: OfficeRequest, meeting: Meeting, part: str, *, also: tuple[str, ...], **given: Any) -> str:
    """The markup of a part, and of the head and others that are swapped beside it (hx-swap-oob)."""
    fresh = Workspace(Meeting.objects.select_related("committee", "venue").get(pk=meeting.pk), request.user)
    pieces = []
    for name in (part, *also):
        context = {
            "meeting": fresh.meeting,
            "workspace": fresh,
            "part": PARTS[name][1](fresh, **(given if name == part else {})),
            "swapped_beside": name != part,
        }
        pieces.append(render_to_string(f"office/parts/{name}.html", context, request=request))
    head = {"meeting": fresh.meeting, "head": head_of(fresh), "swapped_beside": True}
    return "".join([*pieces, render_to_string("office/parts/head.html", head, request=request)])


def is_part_wanted(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"
