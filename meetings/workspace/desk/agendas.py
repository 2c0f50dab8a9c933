"""Before a meeting: its agenda and notice, the close of questions, and what somebody has given to a publisher."""

import datetime as dt

from django.utils import timezone

from meetings.editions.spelling import clock
from meetings.models import Meeting, MeetingStatus
from meetings.policies.deadlines import Deadlines
from meetings.policies.questions_close import closing_of
from meetings.policies.steps import Step
from meetings.workspace.desk.line import DeskLine, Duty, day_told
from meetings.workspace.desk.record import Desk, door_of, place_of
from portal.accounts.permissions import Permission, can

# The close of questions is an event, not a deed: it is told when it is near.
QUESTIONS_AHEAD = dt.timedelta(days=14)
NOTICE = (
    "Notice of time and place is given at least five clear days before the meeting (Local Government Act 1972, "
    "Schedule 12, paragraph 4)."
)


def ready(desk: Desk) -> list[DeskLine]:
    """Meetings that a clerk has given to a publisher: lines for those who may publish them."""
    return [
        DeskLine(
            Duty.MINUTES if meeting.date < desk.today else Duty.AGENDA,
            "Publish what is ready",
            door_of(meeting),
            meeting.committee.name,
            _of(meeting),
            due=_due_of_ready(desk, meeting),
            rule=f"Given to a publisher on {day_told(timezone.localdate(meeting.ready_at))}.",
            is_ready=True,
        )
        for meeting in desk.meetings
        if meeting.ready_at and can(desk.user, Permission.PUBLISH, scope=meeting.committee.code)
    ]


def agendas(desk: Desk) -> list[DeskLine]:
    """Agendas that are not public yet, and notices where even that is not."""
    found = []
    for meeting in desk.at_step(Step.MAKE_AGENDA, Step.PUBLISH_AGENDA):
        deadlines = desk.deadlines(meeting)
        due = agenda_due(meeting, deadlines)
        if not desk.is_near(due):
            continue
        has_items = meeting.step == Step.PUBLISH_AGENDA  # type: ignore[attr-defined]
        is_told = bool(meeting.published_stage)  # type: ignore[attr-defined]
        rule = " ".join(filter(None, (_own_date(meeting, deadlines), deadlines.rule, deadlines.warning)))
        beside = other_reading(deadlines)
        if has_items:
            what = "Publish the agenda" if is_told else "Publish the agenda, which gives notice too"
            url = door_of(meeting, "agenda")
        else:
            what, url = "Make the agenda and publish it", place_of(meeting, "agenda")
        if not meeting.ready_at or not can(desk.user, Permission.PUBLISH, scope=meeting.committee.code):
            found.append(DeskLine(Duty.AGENDA, what, url, meeting.committee.name, _of(meeting), due, rule, beside))
        if not has_items and not is_told:
            found.append(
                DeskLine(
                    Duty.AGENDA, "Give notice of the meeting", door_of(meeting, "notice"), meeting.committee.name,
                    _of(meeting), deadlines.agenda, f"{NOTICE} {deadlines.ruling.rule}", beside,
                )
            )  # fmt: skip
    return found


def losses(desk: Desk) -> list[DeskLine]:
    """Meetings that are cancelled or postponed in the office, and not yet to the public."""
    return [
        DeskLine(
            Duty.AGENDA,
            f"Publish that it is {meeting.get_status_display().lower()}",
            door_of(meeting),
            meeting.committee.name,
            _of(meeting),
            due=meeting.date,
            rule="The public is told before the day on which the meeting would have been.",
        )
        for meeting in desk.at_step(Step.PUBLISH_LOSS)
        if desk.is_near(meeting.date)
    ]


def today_is_held(desk: Desk) -> list[DeskLine]:
    """The meetings of the day."""
    return [
        DeskLine(
            Duty.MINUTES,
            "Take the attendance",
            place_of(meeting, "attendance"),
            meeting.committee.name,
            _of(meeting),
            due=meeting.date,
            rule="The meeting is held today.",
        )
        for meeting in desk.coming
        if meeting.date == desk.today
    ]


def questions(desk: Desk) -> list[DeskLine]:
    """By when questions to the coming meetings must have come in."""
    found = []
    for meeting in desk.coming:
        deadlines = desk.deadlines(meeting)
        closing = closing_of(meeting, deadlines)
        due = closing.day
        if not desk.today <= due <= desk.today + QUESTIONS_AHEAD:
            continue
        rule = (
            f"Questions come in at least {deadlines.questions_clear_days} clear days before the meeting, by "
            f"{clock(timezone.localtime(closing.at).time().isoformat())}: the council's own rule. "
            f"{deadlines.ruling.rule}"
        )
        if due != deadlines.questions:
            rule = f"The meeting's own date; by the rule it would be {day_told(deadlines.questions)}. {rule}"
        found.append(
            DeskLine(
                Duty.QUESTIONS, "Questions close: number them and pass them on", place_of(meeting, "questions"),
                meeting.committee.name, _of(meeting), due, rule,
            )
        )  # fmt: skip
    return found


def agenda_due(meeting: Meeting, deadlines: Deadlines) -> dt.date:
    """The last lawful day, or the earlier one that the meeting's own facts give."""
    own = meeting.publication_deadline
    return min(own, deadlines.agenda) if own else deadlines.agenda


def other_reading(deadlines: Deadlines) -> str:
    """The last day by the reading that does not rule."""
    other = deadlines.for_agenda()[1]
    return f"{other.label}: {day_told(other.last_day)}"


def _own_date(meeting: Meeting, deadlines: Deadlines) -> str:
    own = meeting.publication_deadline
    if own is None or own == deadlines.agenda:
        return ""
    if own < deadlines.agenda:
        return f"The meeting's own date; the last lawful day is {day_told(deadlines.agenda)}."
    return f"The meeting's facts say {day_told(own)}, which is too late."


def _due_of_ready(desk: Desk, meeting: Meeting) -> dt.date | None:
    if meeting.date >= desk.today and meeting.step in (Step.MAKE_AGENDA, Step.PUBLISH_AGENDA):  # type: ignore[attr-defined]
        return agenda_due(meeting, desk.deadlines(meeting))
    return None


def _of(meeting: Meeting) -> str:
    called = "provisional meeting" if meeting.status == MeetingStatus.PROVISIONAL else "meeting"
    return f"{called} of {day_told(meeting.date)}"
