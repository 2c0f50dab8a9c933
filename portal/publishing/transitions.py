"""What may be published of a meeting, and from which state of the record: one table.

Each row says in which working states it is open (status, minutes), what the public must have already, and at which
stage its edition is. What it does to the working record stands in `portal.publishing.effects`.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils import timezone

from meetings.editions.models import Edition, Stage
from meetings.models import Meeting, MeetingStatus, MinutesState


class What(models.TextChoices):
    """What a publisher chooses from; the value stands in the address of the page."""

    NOTICE = "notice", "Notice of meeting"
    AGENDA = "agenda", "Agenda"
    SUPPLEMENT = "supplement", "Supplement"
    DRAFT_MINUTES = "draft-minutes", "Draft minutes"
    APPROVED_MINUTES = "approved-minutes", "Approved minutes"
    CORRECTION = "correction", "Correction"
    POSTPONEMENT = "postponement", "Postponement"
    NEW_DATE = "new-date", "New date"
    REINSTATEMENT = "reinstatement", "Held after all"
    CANCELLATION = "cancellation", "Cancellation"


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides which publications are open: the working record, what the public has, and the day."""

    status: str
    minutes: str
    has_items: bool
    is_replaced: bool
    is_past: bool
    has_come: bool
    public_minutes: str
    is_agenda_public: bool


def situation_of(meeting: Meeting, current: Edition | None, *, has_items: bool, today: dt.date) -> Situation:
    """`current` is the edition that the public reads now, or None."""
    public = current.content if current else None
    return Situation(
        status=meeting.status,
        minutes=meeting.minutes_state,
        has_items=has_items,
        is_replaced=meeting.replaced_by_id is not None,
        is_past=meeting.date < today,
        has_come=meeting.date <= today,
        public_minutes=public["meeting"]["minutes"] if public else MinutesState.NONE,
        is_agenda_public=bool(public and public["items"]),
    )


_S, _M = MeetingStatus, MinutesState


@dataclass(frozen=True, slots=True)
class Transition:
    """A row of the table; None leaves a question open to both answers.

    `sentence` tells the publisher what it does. `with_agenda` says whether items and papers are in the edition: "kept"
    means that they are where the public has them already.
    """

    what: What
    stage: Stage
    sentence: str
    statuses: frozenset[str]
    minutes: frozenset[str] = frozenset({_M.NONE})
    public_minutes: frozenset[str] = frozenset({_M.NONE})
    agenda_public: bool | None = None
    needs_items: bool = False
    needs_day: bool = False
    replaced: bool | None = None
    with_agenda: bool | None = True
    stage_with_agenda: Stage | None = None
    asks_because: bool = False
    asks_date: str = ""

    def is_open(self, now: Situation) -> bool:
        """Whether this may be chosen for a meeting in that situation; what is still missing is told by the reasons."""
        return (
            now.status in self.statuses
            and now.minutes in self.minutes
            and now.public_minutes in self.public_minutes
            and self.agenda_public in (None, now.is_agenda_public)
            and self.replaced in (None, now.is_replaced)
            and (now.has_items or not self.needs_items)
            and (now.has_come or not self.needs_day)
        )

    def stage_in(self, now: Situation) -> Stage:
        """The stage of its edition."""
        return self.stage_with_agenda if self.stage_with_agenda and self.shows_agenda(now) else self.stage

    def shows_agenda(self, now: Situation) -> bool:
        """Whether items and papers are in the edition."""
        return now.is_agenda_public if self.with_agenda is None else self.with_agenda


_COMING = frozenset({_S.PROVISIONAL, _S.SCHEDULED})
TRANSITIONS: dict[What, Transition] = {
    row.what: row
    for row in [
        Transition(
            What.NOTICE, Stage.NOTICE, "Tells when and where the meeting is. Its agenda stays in the office.",
            statuses=_COMING, agenda_public=False, with_agenda=False,
        ),
        Transition(
            What.AGENDA, Stage.AGENDA, "Makes the items and their open papers public.",
            statuses=_COMING | {_S.HELD}, agenda_public=False, needs_items=True,
        ),
        Transition(
            What.SUPPLEMENT, Stage.SUPPLEMENT, "Adds to the agenda that is public: items, papers, questions, facts.",
            statuses=_COMING | {_S.HELD}, agenda_public=True,
        ),
        Transition(
            What.DRAFT_MINUTES, Stage.DRAFT_MINUTES,
            "Makes attendance, minutes and outcomes public, marked as not yet approved, and gives the items their "
            "minute numbers.",
            statuses=frozenset({_S.SCHEDULED, _S.HELD}), minutes=frozenset({_M.NONE, _M.DRAFT}),
            public_minutes=frozenset({_M.NONE, _M.DRAFT}), needs_items=True, needs_day=True,
        ),
        Transition(
            What.APPROVED_MINUTES, Stage.APPROVED_MINUTES,
            "Makes the minutes public as the later meeting approved them, with the corrections that it noted.",
            statuses=frozenset({_S.HELD}), minutes=frozenset({_M.APPROVED}),
            public_minutes=frozenset({_M.NONE, _M.DRAFT}),
        ),
        Transition(
            What.CORRECTION, Stage.CORRECTION,
            "Corrects minutes that are approved. The edition before stays readable beside it.",
            statuses=frozenset({_S.HELD}), minutes=frozenset({_M.APPROVED}), public_minutes=frozenset({_M.APPROVED}),
        ),
        Transition(
            What.POSTPONEMENT, Stage.POSTPONEMENT,
            "Says that the meeting is not held on its day. With a new date, the meeting of that date is made and "
            "published too, and the agenda moves there.",
            statuses=_COMING | {_S.POSTPONED}, replaced=False, with_agenda=None, asks_because=True,
            asks_date="may",
        ),
        Transition(
            What.NEW_DATE, Stage.POSTPONEMENT,
            "Gives a postponed meeting its new date: the meeting of that date is made and published, and the agenda "
            "moves there.",
            statuses=frozenset({_S.POSTPONED}), replaced=False, with_agenda=None, asks_date="must",
        ),
        Transition(
            What.REINSTATEMENT, Stage.NOTICE,
            "Says that the meeting is held on its day after all.",
            statuses=frozenset({_S.POSTPONED, _S.CANCELLED}), replaced=False, with_agenda=None,
            stage_with_agenda=Stage.AGENDA,
        ),
        Transition(
            What.CANCELLATION, Stage.CANCELLATION, "Says that the meeting is not held at all.",
            statuses=_COMING | {_S.POSTPONED, _S.CANCELLED}, replaced=False, with_agenda=None, asks_because=True,
        ),
    ]
}  # fmt: skip
# What a publisher most likely came for, the likeliest first.
_LIKELY = [
    What.CORRECTION, What.APPROVED_MINUTES, What.DRAFT_MINUTES, What.SUPPLEMENT, What.AGENDA, What.CANCELLATION,
    What.POSTPONEMENT, What.NOTICE, What.NEW_DATE, What.REINSTATEMENT,
]  # fmt: skip
# Before the day is over, and while no minutes are public, minutes are not what the publisher came for.
_AFTER_THE_DAY = frozenset({What.DRAFT_MINUTES})
# A meeting that stands is not given up by default.
_WHERE_LOST = {What.CANCELLATION: MeetingStatus.CANCELLED, What.POSTPONEMENT: MeetingStatus.POSTPONED}


def open_transitions(now: Situation) -> list[Transition]:
    """What may be chosen, in the order of a meeting's life."""
    return [row for row in TRANSITIONS.values() if row.is_open(now)]


def likeliest(now: Situation) -> What | None:
    """What the page offers when nothing is chosen; None where nothing may be published."""
    open_now = {row.what for row in open_transitions(now)}
    for what in _LIKELY:
        lost = _WHERE_LOST.get(what)
        is_early = what in _AFTER_THE_DAY and not now.is_past and now.status != MeetingStatus.HELD
        if what in open_now and not is_early and (lost is None or now.status == lost):
            return what
    return next(iter(open_now), None)


def today() -> dt.date:
    """The day in the council's time zone."""
    return timezone.localdate()
