"""Why a meeting may not be published yet, in sentences that say what to do."""

import re

from actions.models import LedgerEntry
from meetings.editions.snapshot import meeting_content
from meetings.editions.writing import standing_edition
from meetings.models import AgendaItem, ItemKind, Meeting, MeetingStatus, MinutesState, Outcome, OutcomeKind

_PARAGRAPHS = re.compile(r"\bparagraphs?\s+((?:\d+(?:\s*(?:,|and|&|or|to)\s*)*)+)", re.IGNORECASE)


def why_not_publish(meeting: Meeting) -> list[str]:
    """The reasons against publishing the meeting as it stands in the office; none: it may be published."""
    reasons: list[str] = []
    items = list(meeting.items.prefetch_related("outcome_groups__lines").order_by("position"))
    if meeting.minutes_state != MinutesState.NONE:
        if not items:
            reasons.append("The minutes hold no items. Add the items of business first.")
        reasons += _exempt_reasons(items)
        for item in items:
            for group in item.outcome_groups.all():
                if not group.lines.all():
                    reasons.append(f"“{group.marker}” at item {item} holds no line. Add the line or remove the marker.")
    if meeting.status == MeetingStatus.SCHEDULED and not items and meeting.start is None:
        reasons.append(
            "The meeting has neither a time nor an agenda. Give the time, or mark the meeting as provisional."
        )
    for question in meeting.questions.all():
        if not question.response and not question.disallowed_reason and meeting.minutes_state != MinutesState.NONE:
            reasons.append(
                f"Question {question.number} has no response. Enter it, or disallow the question with its rule."
            )
    reasons += _moved_lines(meeting)
    if not reasons and _is_unchanged(meeting):
        reasons.append("Nothing has changed since the current edition.")
    return reasons


def _exempt_reasons(items: list[AgendaItem]) -> list[str]:
    exempt = [item for item in items if item.is_exempt]
    if not exempt:
        return []
    reasons = [
        f"Item {item} is exempt and has no public summary. Write a fair and coherent record of it without disclosing "
        "what is exempt (LGA 1972 s.100C(2))."
        for item in exempt
        if not item.public_summary
    ]
    resolutions = [
        line.text
        for item in items
        if item.kind == ItemKind.EXCLUSION
        for group in item.outcome_groups.all()
        for line in group.lines.all()
        if line.kind == OutcomeKind.RESOLUTION
    ]
    for item in exempt:
        if not any(item.exempt_paragraph in paragraphs_named(text) for text in resolutions):
            reasons.append(
                f"Item {item} is exempt, but no resolution to exclude the public names paragraph "
                f"{item.exempt_paragraph} of Schedule 12A. Record it in an item of the kind “exclusion of the public” "
                "(LGA 1972 s.100A(4))."
            )
    return reasons


def paragraphs_named(text: str) -> set[int]:
    """The numbers of the paragraphs that a resolution names: 1 and 3 for "paragraphs 1 and 3 of Part 1"."""
    return {int(number) for run in _PARAGRAPHS.findall(text) for number in re.findall(r"\d+", run)}


def _moved_lines(meeting: Meeting) -> list[str]:
    """Lines whose ledger entry belongs to another meeting: a line keeps the meeting that it was made at."""
    keys = Outcome.objects.filter(group__item__meeting=meeting).values("key")
    elsewhere = LedgerEntry.objects.filter(line_key__in=keys).exclude(
        meeting__slug=meeting.slug, meeting__committee__slug=meeting.committee.slug
    )
    return [
        f"A line here belongs to {entry.reference}, made at another meeting. Move it back, or write a new line."
        for entry in elsewhere
    ]


def _is_unchanged(meeting: Meeting) -> bool:
    edition = standing_edition(committee=meeting.committee, meeting=meeting)
    if edition is None:
        return False
    content = meeting_content(meeting)
    return all(edition.content[key] == value for key, value in content.items())
