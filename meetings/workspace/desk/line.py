"""One line of the desk: what is to be done, by when and by which rule, and the place where it is done."""

import datetime as dt
from dataclasses import dataclass

from django.db import models

_WEEK = dt.timedelta(days=7)


class Urgency(models.TextChoices):
    """In the order of the page."""

    READY = "ready", "Waiting for publication"
    OVERDUE = "overdue", "Overdue"
    TODAY = "today", "Today"
    WEEK = "week", "Within a week"
    LATER = "later", "Later"
    OPEN = "open", "Without a date"


class Duty(models.TextChoices):
    """What a line is about; the desk is filtered by it."""

    AGENDA = "agendas", "Agendas and notices"
    QUESTIONS = "questions", "Questions and submissions"
    PAPERS = "papers", "Papers and reports"
    RESTRICTED = "restricted", "Restricted business"
    MINUTES = "minutes", "Minutes"
    LEDGER = "ledger", "Responses and actions"


@dataclass(frozen=True, slots=True)
class DeskLine:
    """`what` is the deed and `url` the place where it is done; `about` says of which meeting, paper or entry.

    `due` is the day by which `rule` wants it; `beside` is what another reading of the rule would say. `is_ready` marks
    what somebody gave to a publisher.
    """

    duty: Duty
    what: str
    url: str
    committee: str
    about: str
    due: dt.date | None = None
    rule: str = ""
    beside: str = ""
    is_ready: bool = False

    def urgency(self, today: dt.date) -> Urgency:
        if self.is_ready:
            return Urgency.READY
        if self.due is None:
            return Urgency.OPEN
        if self.due <= today:
            return Urgency.OVERDUE if self.due < today else Urgency.TODAY
        return Urgency.WEEK if self.due - today <= _WEEK else Urgency.LATER


def days_told(due: dt.date, today: dt.date) -> str:
    """ "3 days late", "today", "tomorrow", "in 12 days"."""
    days = (due - today).days
    if days < 0:
        return "1 day late" if days == -1 else f"{-days:,} days late"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days:,} days")


def day_told(day: dt.date) -> str:
    """ "Tuesday 14 April 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"
