"""The minutes of every item, with their outcomes and undertakings."""

from typing import Any

from meetings.workspace.approval_item import approval_of
from meetings.workspace.minutes_item import minutes_of, writing_of
from meetings.workspace.outcomes_item import outcomes_of
from meetings.workspace.record import Workspace


def part(workspace: Workspace, **given: Any) -> dict[str, Any]:
    """Every item with what its own templates show: its text, its outcomes, who may vote, what it approves."""
    return {
        "items": [
            {
                "item": item,
                "minutes": minutes_of(workspace, item, **given),
                "outcomes": outcomes_of(workspace, item, **given),
                "voting": workspace.voting.get(item.pk),
                "approval": approval_of(workspace, item, **given),
            }
            for item in workspace.items
        ],
        "writing": writing_of(workspace, **given),
        **given,
    }
