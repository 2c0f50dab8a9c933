"""What members of the public have sent in and confirmed, and nobody has dealt with yet."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from meetings.models import Submission, SubmissionKind
from meetings.workspace.desk.line import DeskLine, Duty, day_told
from meetings.workspace.desk.record import Desk, place_of

AT_MOST = 50


def submissions(desk: Desk) -> list[DeskLine]:
    """Questions by the day of their meeting, topics without a day; the oldest first."""
    waiting = Submission.objects.filter(
        desk.of_committees("committee__code"), confirmed_at__isnull=False, taken_at__isnull=True
    )
    rows = waiting.select_related("committee", "meeting__committee").order_by("confirmed_at")[:AT_MOST]
    return [_line(row) for row in rows]


def _line(row: Submission) -> DeskLine:
    came = day_told(timezone.localdate(row.confirmed_at))
    if row.kind == SubmissionKind.QUESTION and row.meeting:
        what, about = f"Take in or set aside a question from {row.name}", f"meeting of {day_told(row.meeting.date)}"
        rule = f"Confirmed on {came}. It is published, or refused with the rule, before the meeting."
        due: dt.date | None = row.meeting.date
    else:
        what, about = f"Take in or set aside a topic from {row.name}", f"confirmed on {came}"
        rule, due = "A topic for scrutiny has no date; the sender was told that it would be looked at.", None
    return DeskLine(Duty.QUESTIONS, what, _place(row), row.committee.name, about, due, rule)


def _place(row: Submission) -> str:
    """Where it is dealt with: the register of questions of its meeting, or the page of the topic."""
    return place_of(row.meeting, "questions") if row.meeting else reverse("office:submission", args=[row.pk])
