"""The outcomes of one item, and the promises found in its text."""

from typing import Any

from meetings.models import AgendaItem
from meetings.workspace.record import Workspace


def outcomes_of(workspace: Workspace, item: AgendaItem, **given: Any) -> dict[str, Any]:
    """What `office/parts/outcomes_item.html` shows."""
    return {}
