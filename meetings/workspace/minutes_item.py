"""The text of one item: its editor, its state, and what is to be settled."""

from typing import Any

from meetings.models import AgendaItem
from meetings.workspace.record import Workspace


def minutes_of(workspace: Workspace, item: AgendaItem, **given: Any) -> dict[str, Any]:
    """What `office/parts/minutes_item.html` shows."""
    return {}
