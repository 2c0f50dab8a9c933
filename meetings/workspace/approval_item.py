"""In an item of minutes: the earlier minutes that are approved there."""

import re
from typing import Any

from meetings.forms.approval import ApprovalForm
from meetings.models import AgendaItem, AttendanceMode
from meetings.policies.approval import APPROVING_KINDS
from meetings.workspace.record import Workspace

_CHAIR = re.compile(r"\bchair", re.IGNORECASE)
_VICE = re.compile(r"\b(?:vice|deputy)\b", re.IGNORECASE)


def approval_of(workspace: Workspace, item: AgendaItem, **given: Any) -> dict[str, Any]:
    """What `office/parts/approval_item.html` shows; nothing for an item of another kind.

    `approval_form` is a form with errors, of the item `approval_of`; `approval_refused` are sentences.
    """
    if item.kind not in APPROVING_KINDS:
        return {}
    form = given.get("approval_form") if given.get("approval_of") == item.pk else None
    waiting = workspace.minutes_to_approve
    if form is None and waiting:
        form = ApprovalForm(
            meeting=workspace.meeting,
            item=item,
            waiting=waiting,
            initial={"signed_by": who_chaired(workspace), "with_resolution": not item.outcome_groups.all()},
        )
    return {
        "is_shown": True,
        "approved": workspace.approved_at.get(item.pk, []),
        "waiting": waiting,
        "form": form,
        "refused": given.get("approval_refused", []) if given.get("approval_of") == item.pk else [],
    }


def who_chaired(workspace: Workspace) -> str:
    """Who was in the chair by the attendance: the chairperson, else the vice-chairperson, else nobody is named."""
    there = [row for row in workspace.attendance if row.mode == AttendanceMode.PRESENT and _CHAIR.search(row.role)]
    there.sort(key=lambda row: bool(_VICE.search(row.role)))
    return there[0].name if there else ""
