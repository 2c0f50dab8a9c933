"""Until when questions may be put to a meeting, and by which rule."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone

from meetings.clear_days import Reading
from meetings.models import Meeting, MeetingStatus, MinutesState
from meetings.policies.deadlines import Deadlines, deadlines_of

# The hour at which the offices close; the officer may set another one for a meeting.
CLOSE_OF_BUSINESS = dt.time(17)


@dataclass(frozen=True, slots=True)
class Closing:
    """Until when questions to a meeting may come in: `at`, and the moment that the rules alone would give."""

    at: dt.datetime
    by_rule: dt.datetime
    rules: Deadlines

    def has_passed(self, now: dt.datetime | None = None) -> bool:
        return (now or timezone.now()) > self.at

    def is_late(self, received_at: dt.datetime | None) -> bool:
        return received_at is not None and received_at > self.at

    @property
    def day(self) -> dt.date:
        return timezone.localtime(self.at).date()

    @property
    def rule(self) -> str:
        """In sentences, as the office reads it: also where the meeting has a moment of its own."""
        days = self.rules.questions_clear_days
        rule = f"Questions are in {days} clear {_days(days)} before the meeting. {self.rules.ruling.rule}"
        if self.at != self.by_rule:
            told = timezone.localtime(self.by_rule)
            rule += f" By the rule that is {told.day} {told:%B %Y}; the meeting has its own deadline among its facts."
        return rule

    @property
    def rule_for_public(self) -> str:
        """As it stands in brackets behind the date; nothing where an officer set another day."""
        return rule_in_words(self.rules) if self.day == self.rules.questions else ""


class Told(NamedTuple):
    """What the public is told: the moment, and the rule that gave it in words, if one did."""

    at: dt.datetime
    rule: str = ""


def moment_by_rule(rules: Deadlines) -> dt.datetime:
    """The close of business on the last day by the rules."""
    return timezone.make_aware(dt.datetime.combine(rules.questions, CLOSE_OF_BUSINESS))


def closing_of(meeting: Meeting, rules: Deadlines) -> Closing:
    """The moment that stands among the facts of the meeting, or the one that the rules give."""
    by_rule = moment_by_rule(rules)
    return Closing(meeting.questions_deadline or by_rule, by_rule, rules)


def told_closing(meeting: Meeting) -> Told | None:
    """What is published: what the office entered; else what the rules give a meeting to which questions are put.

    None where there is none: a meeting of a committee that takes no questions, one that is over, lost or provisional.
    """
    if not _is_to_come(meeting):
        return Told(meeting.questions_deadline) if meeting.questions_deadline else None
    closing = closing_of(meeting, deadlines_of(meeting))
    return Told(closing.at, closing.rule_for_public)


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
