"""In an item of minutes: the earlier minutes that are approved there."""

from typing import Any

from meetings.models import AgendaItem
from meetings.workspace.record import Workspace


def approval_of(workspace: Workspace, item: AgendaItem, **given: Any) -> dict[str, Any]:
    """What `office/parts/approval_item.html` shows."""
    return {}
