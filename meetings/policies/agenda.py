"""In what state an item may leave the agenda, and whether an agenda is public."""

from collections.abc import Iterable

from meetings.editions.models import Edition, Stage
from meetings.models import AgendaItem, Meeting

PUBLISHED = "“{title}” was published on this agenda, so it stays on it: set its state to “Withdrawn” instead."
HOLDS = "“{title}” holds {what}, which would be lost: set its state to “Withdrawn”, or clear them first."


def is_published(meeting: Meeting) -> bool:
    """Whether the agenda was ever published, in an edition that was withdrawn too; a notice of meeting has none."""
    return Edition.objects.filter(meeting=meeting).exclude(stage=Stage.NOTICE).exists()


def published_among(meetings: Iterable[Meeting]) -> set[int]:
    """The keys of those meetings whose agenda was ever published; one query."""
    published = Edition.objects.filter(meeting__in=[meeting.pk for meeting in meetings]).exclude(stage=Stage.NOTICE)
    return {key for key in published.values_list("meeting", flat=True) if key is not None}


def why_not_remove(item: AgendaItem) -> list[str]:
    """Why the item cannot be taken off the agenda: sentences; none where it can."""
    # Editions are canonical JSON, so an anchor stands in them in exactly these characters.
    marked = f'"anchor":"{item.anchor}"'
    if Edition.objects.filter(meeting=item.meeting_id, document__contains=marked).exists():
        return [PUBLISHED.format(title=item.title)]
    held = {
        "minutes": bool(item.minutes_html) or item.versions.exists(),
        "outcomes": item.outcome_groups.exists(),
        "undertakings": item.undertakings.exists(),
        "declarations of interest": item.declarations.exists(),
        "papers": item.documents.exists(),
        "rows of the action log": item.action_log_rows.exists(),
        "the approval of earlier minutes": item.approved_minutes_of.exists() or item.corrections_noted.exists(),
    }
    what = [name for name, holds in held.items() if holds]
    return [HOLDS.format(title=item.title, what=" and ".join(what))] if what else []
