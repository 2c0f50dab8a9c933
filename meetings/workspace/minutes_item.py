"""The text of one item: its editor, its state, and what is to be settled."""

import uuid
from typing import Any

from django.utils.safestring import mark_safe

from meetings.models import AgendaItem
from meetings.phrases import PHRASES
from meetings.word_html import normalise
from meetings.workspace.record import Workspace
from meetings.workspace.writing import as_written


def minutes_of(workspace: Workspace, item: AgendaItem, **given: Any) -> dict[str, Any]:
    """What `office/parts/minutes_item.html` shows: the text as the page shows it and as a field holds it."""
    html = normalise(item.minutes_html)
    kind, text = as_written(html)
    unsaved = given.get("unsaved", {}).get(item.pk)
    return {
        "html": mark_safe(html),  # noqa: S308 - normalise leaves nothing but the allow-list
        "kind": unsaved.kind if unsaved else kind,
        "text": unsaved.text if unsaved else text,
        "based_on": unsaved.based_on if unsaved else item.minutes_revision,
        "error": unsaved.error if unsaved else "",
        "standing": workspace.standing_versions.get(item.pk),
        "waiting": workspace.waiting_versions.get(item.pk, []),
    }


def writing_of(workspace: Workspace, **given: Any) -> dict[str, Any]:
    """What the page needs once for all its items: the key of this save, the phrases, who writes."""
    return {"key": uuid.uuid4(), "phrases": PHRASES, "user": workspace.user}
