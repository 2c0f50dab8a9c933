"""Why a meeting may not be published yet, in sentences that say what to do."""

import re

from actions.models import LedgerEntry
from meetings.editions.snapshot import meeting_content
from meetings.editions.writing import standing_edition
from meetings.models import (
    AgendaItem,
    ItemKind,
    Meeting,
    MeetingStatus,
    MinutesState,
    MinutesVersion,
    Outcome,
    OutcomeKind,
    QuestionState,
)
from meetings.policies.attendance import why_attendance_is_not_complete

_PARAGRAPHS = re.compile(r"\bparagraphs?\s+((?:\d+(?:\s*(?:,|and|&|or|to)\s*)*)+)", re.IGNORECASE)


# How the workspace marks the rows of its parts.
_ROWS = {"minutes": "minute", "agenda": "row", "questions": "question"}


class Reason(str):
    """A sentence that says why something may not be published, and where in the office it is mended.

    `part` is a part of the meeting's workspace ("agenda"), `item` the number of the row of an item or a question; a
    reason without either is about the publishing itself.
    """

    part: str
    item: int | None

    def __new__(cls, sentence: str, *, part: str = "", item: int | None = None) -> "Reason":
        """The sentence, with its place."""
        reason = super().__new__(cls, sentence)
        reason.part, reason.item = part, item
        return reason

    @property
    def place(self) -> str:
        """The mark in the workspace at which it is mended; nothing where it is not mended there."""
        return f"{_ROWS[self.part]}-{self.item}" if self.item and self.part in _ROWS else self.part


UNCHANGED = "Nothing has changed since the current edition."


def why_not_publish(meeting: Meeting, *, with_agenda: bool = True) -> list[Reason]:
    """The reasons against publishing the meeting as it stands in the office; none: it may be published."""
    reasons: list[Reason] = []
    items = list(meeting.items.prefetch_related("outcome_groups__lines").order_by("position"))
    if meeting.minutes_state != MinutesState.NONE:
        if not items:
            reasons.append(Reason("The minutes hold no items. Add the items of business first.", part="agenda"))
        reasons += [Reason(one, part="attendance") for one in why_attendance_is_not_complete(meeting)]
        reasons += _exempt_reasons(items)
        reasons += _empty_groups(items)
        reasons += _unsettled_texts(meeting)
    if meeting.status == MeetingStatus.SCHEDULED and not items and meeting.start is None:
        sentence = "The meeting has neither a time nor an agenda. Give the time, or mark the meeting as provisional."
        reasons.append(Reason(sentence, part="facts"))
    if meeting.minutes_state != MinutesState.NONE:
        reasons += _open_questions(meeting)
    reasons += _moved_lines(meeting)
    if not reasons and _is_unchanged(meeting, with_agenda=with_agenda):
        reasons.append(Reason(UNCHANGED))
    return reasons


def _open_questions(meeting: Meeting) -> list[Reason]:
    """Questions that minutes cannot leave open: undecided, or accepted without an answer or a day for it."""
    reasons = []
    for question in meeting.questions.in_order():
        if question.state == QuestionState.RECEIVED:
            which = question.number or "A question that came in"
            sentence = f"{which} is not decided yet. Accept it, disallow it with its rule, or note its withdrawal."
        elif question.state == QuestionState.ACCEPTED and not question.standing_answers:
            if question.answer_promised_by is not None:
                continue
            sentence = (
                f"Question {question.number} has no response. Enter it, say by when a written answer will follow, or "
                "disallow the question with its rule."
            )
        else:
            continue
        reasons.append(Reason(sentence, part="questions", item=question.pk))
    return reasons


def _empty_groups(items: list[AgendaItem]) -> list[Reason]:
    return [
        Reason(
            f"“{group.marker}” at item {item} holds no line. Add the line or remove the marker.",
            part="minutes",
            item=item.pk,
        )
        for item in items
        for group in item.outcome_groups.all()
        if not group.lines.all()
    ]


def _unsettled_texts(meeting: Meeting) -> list[Reason]:
    """Items of which two officers saved different minutes, and nobody has said yet which stand."""
    beside = MinutesVersion.objects.filter(item__meeting=meeting).waiting()
    return [
        Reason(
            f"Two officers wrote the minutes of item {version.item} at once. Settle the two texts first.",
            part="minutes",
            item=version.item_id,
        )
        for version in beside.select_related("item").order_by("item__position").distinct("item__position")
    ]


def _exempt_reasons(items: list[AgendaItem]) -> list[Reason]:
    exempt = [item for item in items if item.is_exempt]
    if not exempt:
        return []
    reasons = [
        Reason(
            f"Item {item} is exempt and has no public summary. Write a fair and coherent record of it without "
            "disclosing what is exempt (LGA 1972 s.100C(2)).",
            part="agenda",
            item=item.pk,
        )
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
            sentence = (
                f"Item {item} is exempt, but no resolution to exclude the public names paragraph "
                f"{item.exempt_paragraph} of Schedule 12A. Record it in an item of the kind “exclusion of the public” "
                "(LGA 1972 s.100A(4))."
            )
            reasons.append(Reason(sentence, part="minutes", item=_exclusion(items)))
    return reasons


def _exclusion(items: list[AgendaItem]) -> int | None:
    return next((item.pk for item in items if item.kind == ItemKind.EXCLUSION), None)


def paragraphs_named(text: str) -> set[int]:
    """The numbers of the paragraphs that a resolution names: 1 and 3 for "paragraphs 1 and 3 of Part 1"."""
    return {int(number) for run in _PARAGRAPHS.findall(text) for number in re.findall(r"\d+", run)}


def _moved_lines(meeting: Meeting) -> list[Reason]:
    """Lines whose ledger entry belongs to another meeting: a line keeps the meeting that it was made at."""
    keys = Outcome.objects.filter(group__item__meeting=meeting).values("key")
    elsewhere = LedgerEntry.objects.filter(line_key__in=keys).exclude(
        meeting__slug=meeting.slug, meeting__committee__slug=meeting.committee.slug
    )
    sentence = "A line here belongs to {}, made at another meeting. Move it back, or write a new line."
    return [Reason(sentence.format(entry.reference), part="minutes") for entry in elsewhere]


def _is_unchanged(meeting: Meeting, *, with_agenda: bool) -> bool:
    edition = standing_edition(committee=meeting.committee, meeting=meeting)
    if edition is None:
        return False
    content = meeting_content(meeting, with_agenda=with_agenda)
    return all(edition.content[key] == value for key, value in content.items())
