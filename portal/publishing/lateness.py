"""Clear days: whether what is published before a meeting is public in time, and what late business still needs.

A council may publish late; the law says what then must not happen. So a broken deadline is a warning, and only an item
that was added too late without the chair's reason is refused.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from meetings.clear_days import ReadDeadline
from meetings.editions.models import Stage
from meetings.models import ItemKind, ItemState, Meeting
from meetings.policies.deadlines import deadlines_of
from portal.publishing.reasons import Reason

Content = dict[str, Any]
# What must be public a number of clear days before the meeting.
_TIMED = frozenset({Stage.NOTICE, Stage.AGENDA, Stage.SUPPLEMENT})


@dataclass(frozen=True, slots=True)
class Lateness:
    """The deadline of one coming meeting by both readings, the council's own first, and what its breach demands."""

    meeting: Meeting
    deadlines: list[ReadDeadline]
    rule: str
    unknown: str = ""
    reasons: list[Reason] = field(default_factory=list)

    @property
    def is_kept(self) -> bool:
        """By the reading that the council goes by."""
        return bool(self.deadlines[0].kept)

    @property
    def is_kept_by_all(self) -> bool:
        return all(deadline.kept for deadline in self.deadlines)


def lateness_of(
    meeting: Meeting, stage: str, before: Content | None, after: Content, *, published_on: dt.date
) -> Lateness | None:
    """What publishing on that day means for clear days; None where no deadline is at stake."""
    if stage not in _TIMED or meeting.date < published_on:
        return None
    deadlines = deadlines_of(meeting)
    told = deadlines.for_agenda(published_on)
    reasons = [] if told[0].kept else _added_late(meeting, before, after)
    return Lateness(meeting, told, deadlines.rule, deadlines.warning, reasons)


def _added_late(meeting: Meeting, before: Content | None, after: Content) -> list[Reason]:
    """Items that join a public agenda after the last day, and of which the chair has given no reason for urgency.

    To exclude the public is no business of its own: it may be moved at the meeting itself (s.100A(4)).
    """
    public: Sequence[Content] = before["items"] if before else []
    if not public:
        return []
    known = {item["anchor"] for item in public}
    added = [
        item
        for item in after["items"]
        if item["anchor"] not in known and item["state"] != ItemState.URGENT and item["kind"] != ItemKind.EXCLUSION
    ]
    ids = dict(meeting.items.values_list("anchor", "pk")) if added else {}
    return [
        Reason(
            f"“{item['title']}” is added to the agenda after the last day. Mark it as urgent business with the chair's "
            "reason (LGA 1972 s.100B(4)(b)), or leave it to a later meeting.",
            part="agenda",
            item=ids.get(item["anchor"]),
        )
        for item in added
    ]
