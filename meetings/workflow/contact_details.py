"""Contact details of who asked or suggested something are kept no longer than they are needed.

Storage limitation (UK GDPR article 5(1)(e)): `settings.CONTACT_MONTHS` after the meeting they are removed, dated on the
row. What was sent in and never confirmed by its sender goes altogether after a week.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from meetings.due_dates import months_on
from meetings.models import Question, Submission
from portal.accounts.models import User
from portal.audit.context import deed

UNCONFIRMED_DAYS = 7


@dataclass(frozen=True, slots=True)
class Due:
    """Rows whose contact details are due to be removed, and what was sent in without being confirmed."""

    questions: list[Question] = field(default_factory=list)
    submissions: list[Submission] = field(default_factory=list)
    unconfirmed: list[Submission] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.questions) + len(self.submissions) + len(self.unconfirmed)

    def lines(self) -> list[str]:
        """One for each row, without anybody's name."""
        told = [f"Contact details of {row} to {_meeting(row)}" for row in self.questions]
        told += [f"Contact details of what was sent in on {_sent(row)} (number {row.pk})" for row in self.submissions]
        return told + [f"Unconfirmed, sent in on {_sent(row)} (number {row.pk})" for row in self.unconfirmed]


def last_meeting_day(today: dt.date) -> dt.date:
    """Meetings before this day are so long ago that nobody is written to about them any more."""
    return months_on(today, -settings.CONTACT_MONTHS)


def contact_details_due(*, today: dt.date, before: dt.date | None = None) -> Due:
    """What `remove_contact_details` would remove. `before`: meetings before that day, instead of the setting's."""
    # Twelve months after 3 March 2025 is 3 March 2026: from that day on the details are gone.
    limit = before or last_meeting_day(today) + dt.timedelta(days=1)
    moment = timezone.make_aware(dt.datetime.combine(limit, dt.time.min))
    week = timezone.make_aware(dt.datetime.combine(today - dt.timedelta(days=UNCONFIRMED_DAYS), dt.time.min))
    questions = Question.objects.filter(meeting__date__lt=limit).exclude(
        contact_email="", contact_phone="", contact_address=""
    )
    of_meeting = Q(meeting__date__lt=limit) | Q(meeting__isnull=True, sent_at__lt=moment)
    submissions = Submission.objects.filter(of_meeting).exclude(email="", phone="")
    unconfirmed = Submission.objects.filter(confirmed_at__isnull=True, taken_at__isnull=True, sent_at__lt=week)
    return Due(
        list(questions.select_related("meeting__committee").order_by("meeting__date", "pk")),
        list(submissions.exclude(pk__in=unconfirmed.values("pk")).order_by("sent_at", "pk")),
        list(unconfirmed.order_by("sent_at", "pk")),
    )


def remove_contact_details(*, today: dt.date, before: dt.date | None = None, by: User | None = None) -> int:
    """Removes what is due today and returns how many rows that were; the nightly job calls it without anybody.

    The days are those of the council's time zone.
    """
    with transaction.atomic(), deed("removed contact details", by=by, subject="contact details"):
        due = contact_details_due(today=today, before=before)
        Question.objects.filter(pk__in=[row.pk for row in due.questions]).update(
            contact_email="", contact_phone="", contact_address="", contact_removed_on=today
        )
        Submission.objects.filter(pk__in=[row.pk for row in due.submissions]).update(
            email="", phone="", contact_removed_on=today
        )
        Submission.objects.filter(pk__in=[row.pk for row in due.unconfirmed]).delete()
        return due.count


def _meeting(question: Question) -> str:
    return f"{question.meeting.committee.slug}/{question.meeting.slug}"


def _sent(submission: Submission) -> str:
    return timezone.localdate(submission.sent_at).isoformat()
