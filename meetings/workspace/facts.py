"""The facts of the meeting: when, where, what kind, whom to ask."""

from typing import Any

from meetings.forms.facts import FactsForm
from meetings.models import Meeting
from meetings.workflow.meetings import same_day_same_place
from meetings.workflow.moving import why_not_move
from meetings.workspace.record import Workspace


def part(workspace: Workspace, *, form: FactsForm | None = None, **given: Any) -> dict[str, Any]:
    """What the template shows: the facts in short, folded away once they are known, and the form of all of them."""
    meeting = workspace.meeting
    form = form or FactsForm(instance=meeting)
    return {
        "form": form,
        "is_open": form.is_bound or not _is_filled(meeting),
        "clashes": same_day_same_place(meeting),
        "deadlines": workspace.deadlines,
        "may_move": not why_not_move(meeting),
        **given,
    }


def _is_filled(meeting: Meeting) -> bool:
    """Whether the public would know when, where and whom to ask."""
    return all((meeting.start, meeting.venue_id, meeting.contact_name or meeting.contact_email))
