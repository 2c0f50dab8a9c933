"""Until when questions may be put to a meeting, and by which rule."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from meetings.clear_days import Reading
from meetings.models import Meeting, MeetingStatus, MinutesState
from meetings.policies.deadlines import Deadlines, deadlines_of

# The hour at which the offices close; the officer may set another one for a meeting.
CLOSE_OF_BUSINESS = dt.time(17)


@dataclass(frozen=True, slots=True)
class Closing:
    """The moment, and the rule that gave it in words; no rule where an officer set it otherwise."""

    at: dt.datetime
    rule: str = ""


def questions_close(meeting: Meeting) -> Closing | None:
    """The deadline that the office entered; else the one that the rule gives a meeting to which questions are put.

    None where there is none: a meeting of a committee that takes no questions, one that is over, lost or provisional.
    """
    entered = meeting.questions_deadline
    if not _is_to_come(meeting):
        return Closing(entered) if entered else None
    rules = deadlines_of(meeting)
    by_rule = timezone.make_aware(dt.datetime.combine(rules.questions, CLOSE_OF_BUSINESS))
    if entered is None:
        return Closing(by_rule, rule_in_words(rules))
    return Closing(entered, rule_in_words(rules) if timezone.localdate(entered) == rules.questions else "")


def rule_in_words(rules: Deadlines) -> str:
    """As it stands in brackets behind the date: "3 clear working days before the meeting"."""
    days = rules.questions_clear_days
    if rules.ruling == Reading.WORKING_DAYS:
        return f"{days} clear working {_days(days)} before the meeting"
    return f"{days} clear {_days(days)} before the meeting, as section 243 of the Local Government Act 1972 counts them"


def _days(number: int) -> str:
    return "day" if number == 1 else "days"


def _is_to_come(meeting: Meeting) -> bool:
    return (
        meeting.committee.is_open_to_questions
        and meeting.status == MeetingStatus.SCHEDULED
        and meeting.minutes_state == MinutesState.NONE
        and meeting.date > timezone.localdate()
    )
