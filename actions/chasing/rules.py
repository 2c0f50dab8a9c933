"""When an owner or an addressee is written to: the steps before and after a due date, as one table.

| day, counted from the due date | kind   | to                    |
|--------------------------------|--------|-----------------------|
| 7 before (CHASE_DAYS_BEFORE)   | before | owner or addressee    |
| on the day                     | due    | owner or addressee    |
| 7 after (CHASE_DAYS_AFTER)     | late   | owner or addressee    |
| 21 after (CHASE_HEAD_AFTER)    | head   | the same, copy to the head |
| from 42 after (CHASE_CHAIR_AFTER) | listed in the chairperson's weekly summary |

Of the steps whose day has come only the last one applies. So a worker that was down for a month sends one reminder and
not four, and an entry that came late into the ledger begins where it stands.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings

from actions.models.message import MessageKind

# The kinds that the rules plan; of these one entry waits for one step at a time.
BY_RULE = (MessageKind.BEFORE, MessageKind.DUE, MessageKind.LATE, MessageKind.HEAD)


@dataclass(frozen=True, slots=True)
class Step:
    """A reminder so many days after the due date; a negative number is before it."""

    days: int
    kind: MessageKind

    @property
    def name(self) -> str:
        """As keys of messages have it: "before-7", "due", "late-21"."""
        if self.days == 0:
            return "due"
        return f"late-{self.days}" if self.days > 0 else f"before-{-self.days}"

    @property
    def copies_head(self) -> bool:
        return self.kind == MessageKind.HEAD

    @property
    def told(self) -> str:
        """When it is sent, in words."""
        if self.days == 0:
            return "On the due date"
        number = abs(self.days)
        return f"{number} day{'' if number == 1 else 's'} {'after' if self.days > 0 else 'before'}"


def steps() -> list[Step]:
    """The table as the settings have it, in the order of its days."""
    before = [Step(-days, MessageKind.BEFORE) for days in settings.CHASE_DAYS_BEFORE if days]
    after = [
        Step(days, MessageKind.HEAD if days >= settings.CHASE_HEAD_AFTER else MessageKind.LATE)
        for days in settings.CHASE_DAYS_AFTER
        if days
    ]
    return sorted([*before, Step(0, MessageKind.DUE), *after], key=lambda step: step.days)


def step_on(due_on: dt.date, day: dt.date) -> Step | None:
    """The last step whose day has come on `day`; None where none has."""
    days = (day - due_on).days
    return next((step for step in reversed(steps()) if step.days <= days), None)


def first_due_after(day: dt.date) -> dt.date:
    """The latest due date about which anybody is written to on `day`."""
    return day - dt.timedelta(days=steps()[0].days)


def is_for_the_chair(due_on: dt.date, day: dt.date) -> bool:
    """Whether it is late for so long that the chairperson is told."""
    return (day - due_on).days >= settings.CHASE_CHAIR_AFTER
