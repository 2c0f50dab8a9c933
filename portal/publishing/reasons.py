"""Why a meeting may not be published yet, in sentences that say what to do."""

from actions.models import LedgerEntry
from meetings.editions.snapshot import OF_ITSELF, meeting_content
from meetings.editions.writing import standing_edition
from meetings.models import (
    AgendaItem,
    Meeting,
    MeetingStatus,
    MinutesState,
    MinutesVersion,
    Outcome,
    QuestionState,
)
from meetings.policies.attendance import why_attendance_is_not_complete
from portal.publishing.reason import Reason
from portal.publishing.reasons_of_papers import report_reasons
from portal.publishing.reasons_of_restriction import exempt_reasons, public_title_reasons, restricted_paper_reasons

__all__ = ["UNCHANGED", "Reason", "why_not_publish"]

UNCHANGED = "Nothing has changed since the current edition."


def why_not_publish(meeting: Meeting, *, with_agenda: bool = True) -> list[Reason]:
    """The reasons against publishing the meeting as it stands in the office; none: it may be published."""
    reasons: list[Reason] = []
    items = list(meeting.items.prefetch_related("outcome_groups__lines").order_by("position"))
    if meeting.minutes_state != MinutesState.NONE:
        if not items:
            reasons.append(Reason("The minutes hold no items. Add the items of business first.", part="agenda"))
        reasons += [Reason(one, part="attendance") for one in why_attendance_is_not_complete(meeting)]
        reasons += exempt_reasons(items)
        reasons += _empty_groups(items)
        reasons += _unsettled_texts(meeting)
    if with_agenda:
        reasons += report_reasons(meeting) + restricted_paper_reasons(meeting) + public_title_reasons(meeting)
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
    published = {key: value for key, value in edition.content.items() if key not in OF_ITSELF}
    return published == meeting_content(meeting, with_agenda=with_agenda)
