"""Whether a meeting takes questions at a moment, as its published edition says; nothing here reads the office's record.

A question is in time when it is sent before the published deadline and confirmed no later than two hours after it. The
form closes at the deadline; the two hours are for the mail to arrive and to be read.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.shortcuts import get_object_or_404

from meetings.editions.models import PublishedMeeting

GRACE = dt.timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Asking:
    """A meeting to which questions may be put, or no longer, at this moment."""

    meeting: PublishedMeeting
    at: dt.datetime

    @property
    def is_open(self) -> bool:
        return self.meeting.takes_questions(self.at)

    @property
    def facts(self) -> dict[str, Any]:
        """What the standing edition says of the meeting."""
        edition = self.meeting.edition
        facts: dict[str, Any] = edition.content["meeting"] if edition else {}
        return facts

    @property
    def rule(self) -> str:
        """The rule that gave the deadline, in words; empty where an officer set it."""
        rule: str = self.facts.get("questions_rule", "")
        return rule

    @property
    def confirm_until(self) -> dt.datetime | None:
        """Until when a question that was sent in time may be confirmed."""
        until = self.meeting.questions_until
        return until + GRACE if until else None

    def is_in_time(self, sent_at: dt.datetime) -> bool:
        """Whether a question that was sent at that moment counts if it is confirmed now."""
        until = self.meeting.questions_until
        if until is None or not self.meeting.committee.takes_questions:
            return False
        return sent_at < until and self.at < until + GRACE

    @property
    def next_open(self) -> PublishedMeeting | None:
        """The next other meeting that takes questions: of this committee, or else of another one."""
        others = PublishedMeeting.objects.taking_questions(self.at).exclude(pk=self.meeting.pk)
        others = others.select_related("committee")
        return others.filter(committee=self.meeting.committee).first() or others.first()


def asking_of(committee: str, slug: str, *, at: dt.datetime) -> Asking:
    """The meeting of which an edition stands; Http404 where there is none."""
    meetings = PublishedMeeting.objects.standing().select_related("committee", "edition")
    return Asking(get_object_or_404(meetings, committee__slug=committee, slug=slug), at)
