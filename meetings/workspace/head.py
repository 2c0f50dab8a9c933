"""The head of the workspace: which meeting it is, what state it is in, and what the public sees of it."""

from typing import Any

from meetings.editions.models import Edition
from meetings.workspace.record import Workspace


def head_of(workspace: Workspace) -> dict[str, Any]:
    """What `office/parts/head.html` shows: the last edition that stands, or None."""
    editions = Edition.objects.filter(meeting=workspace.meeting, withdrawal__isnull=True).order_by("-number")
    return {"edition": editions.defer("document").first()}
