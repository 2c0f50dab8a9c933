"""Moving a meeting: what would move is shown before it is done."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.forms.moving import MoveForm, seen_of
from meetings.models import Meeting
from meetings.policies.planning import Plan
from meetings.views.office_page import UNPROCESSABLE, working_meeting
from meetings.workflow.change import RefusedError
from meetings.workflow.moving import Moved, announced_elsewhere, move_meeting, seats_differ, what_moves, why_not_move
from meetings.workspace.year import passed, row_of
from portal.accounts.office import OfficeRequest

CHANGED = "Somebody else has moved the meeting while you had this open. Look at what would move now, and press again."


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def move(request: OfficeRequest, committee: str, slug: str) -> HttpResponse:
    """GET shows what would move to the day that the address names; POST moves the meeting."""
    meeting = working_meeting(request.user, committee, slug, lock=request.method == "POST")
    if request.method != "POST":
        return _page(request, meeting, MoveForm(request.GET if "date" in request.GET else None, meeting=meeting))
    form = MoveForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return _page(request, meeting, form, status=UNPROCESSABLE)
    if form.cleaned_data["seen"] != seen_of(meeting):
        return _page(request, meeting, form, status=UNPROCESSABLE, problems=[CHANGED])
    try:
        moved, told = move_meeting(meeting=meeting, by=request.user, **form.to)
    except RefusedError as refused:
        return _page(request, meeting, form, status=UNPROCESSABLE, problems=refused.reasons)
    _say(request, told)
    return redirect("office:workspace", committee=moved.committee.slug, slug=moved.slug)


def _page(
    request: OfficeRequest, meeting: Meeting, form: MoveForm, *, status: int = 200, problems: list[str] | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "meeting": meeting,
        "form": form,
        "problems": problems,
        "why_not": why_not_move(meeting),
        "seen": seen_of(meeting),
    }
    if not context["why_not"] and form.is_bound and form.is_valid():
        context |= _shown(meeting, form)
    return render(request, "office/year/move.html", context, status=status)


def _shown(meeting: Meeting, form: MoveForm) -> dict[str, Any]:
    """What would move, and what the calendar says of the new day."""
    to, today = form.to, timezone.localdate()
    there = copy(meeting)
    for name, value in to.items():
        setattr(there, name, value)
    plan = Plan(there.date, there.date, proposed=[there], instead_of=meeting.pk)
    row = row_of(plan, there, today=today)
    moves_day = there.date != meeting.date
    return {
        "moved": what_moves(meeting, **to),
        "warnings": [*passed(row, today), *row.warnings],
        "announced": announced_elsewhere(meeting) if moves_day else [],
        "seats_differ": moves_day and seats_differ(meeting, there.date),
        "waiting": meeting.submissions.filter(taken_at__isnull=True, confirmed_at__isnull=False).count(),
    }


def _say(request: OfficeRequest, told: list[Moved]) -> None:
    """What moved, one sentence a fact."""
    messages.success(request, "The meeting is moved.")
    for fact in told:
        if fact.old != fact.new:
            messages.success(request, f"{fact.what}: {fact.old} → {fact.new}.")
        if fact.is_past:
            messages.warning(request, f"{fact.what}: {fact.new} has passed.")
