"""The minutes of every item, with their outcomes and undertakings."""

from typing import Any

from meetings.workspace.record import Workspace


def part(workspace: Workspace, **given: Any) -> dict[str, Any]:
    """What the template shows."""
    return {**given}
