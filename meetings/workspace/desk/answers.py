"""Accepted questions that nobody has answered yet."""

import datetime as dt
from itertools import groupby

from meetings.clear_days import Reading, last_day
from meetings.models import Meeting, MeetingStatus, Question, QuestionState
from meetings.workspace.desk.line import DeskLine, Duty, day_told
from meetings.workspace.desk.record import LOOK_BACK, LOST, Desk, place_of

SUPPLEMENT = (
    "Accepted questions and their answers are published as a supplement before the meeting, on the last working day "
    "before it: the council's own rule."
)
HELD = "The meeting was held. Its minutes need each answer, or the day by which a written one will follow."
# So many numbers are told one by one.
_TOLD = 4


def answers(desk: Desk) -> list[DeskLine]:
    """By meeting and day: before the meeting the day of its supplement, after it the meeting's own; or as promised."""
    waiting = Question.objects.filter(
        desk.of_committees("meeting__committee__code"),
        state=QuestionState.ACCEPTED,
        answers__isnull=True,
        meeting__date__gte=desk.today - LOOK_BACK,
    ).exclude(meeting__status__in=LOST)
    rows = waiting.select_related("meeting__committee").defer("text", "supplementary").order_by("meeting", "pk")
    dated = sorted(((row.meeting_id, *_due(desk, row), row) for row in rows), key=lambda told: told[:3])
    found = []
    for (_, due, rule), group in groupby(dated, key=lambda told: told[:3]):
        asked = [row for *_, row in group]
        if desk.is_near(due):
            found.append(_line(asked[0].meeting, due, rule, asked))
    return found


def _due(desk: Desk, row: Question) -> tuple[dt.date, str]:
    if row.answer_promised_by:
        return row.answer_promised_by, "The day by which a written answer was promised."
    meeting = row.meeting
    if meeting.date < desk.today or meeting.status == MeetingStatus.HELD:
        return meeting.date, HELD
    return last_day(meeting.date, 0, Reading.WORKING_DAYS, desk.table.days_off), SUPPLEMENT


def _line(meeting: Meeting, due: dt.date, rule: str, asked: list[Question]) -> DeskLine:
    numbers = [row.number for row in asked]
    if len(numbers) > _TOLD:
        what = f"Get the answers to {len(numbers)} questions"
    else:
        told = " and ".join(part for part in (", ".join(numbers[:-1]), numbers[-1]) if part)
        what = f"Get the answer{'s' if len(numbers) > 1 else ''} to {told}"
    url = place_of(meeting, f"question-{asked[0].pk}")
    about = f"meeting of {day_told(meeting.date)}"
    return DeskLine(Duty.QUESTIONS, what, url, meeting.committee.name, about, due, rule)
