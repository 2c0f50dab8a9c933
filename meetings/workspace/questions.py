"""The register of questions to the meeting."""

from typing import Any

from meetings.workspace.record import Workspace


def part(workspace: Workspace, **given: Any) -> dict[str, Any]:
    """What `office/parts/questions.html` shows."""
    return dict(given)
