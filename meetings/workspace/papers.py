"""The papers of the meeting, by item."""

from typing import Any

from meetings.workspace.record import Workspace


def part(workspace: Workspace, **given: Any) -> dict[str, Any]:
    """What `office/parts/papers.html` shows."""
    return dict(given)
