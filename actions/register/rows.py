"""The open register: recommendations whose response is late on a day, and those that were answered late before it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from django.db.models import F, Prefetch, Q

from actions.models import LedgerEntry, LedgerUpdate
from actions.models.entry import LedgerEntryQuerySet
from actions.words import DUE_KINDS, UpdateKind
from meetings.editions.spelling import long_date

# For so long an answer that came late is shown beside what is still unanswered.
LOOK_BACK = dt.timedelta(days=365)
# These set the last day by the clock of the addressee; a promise only moves it.
BY_RULE = tuple(kind for kind in DUE_KINDS if kind != UpdateKind.EXTENDED)


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of the history, and whether it had been taken back by the day."""

    update: LedgerUpdate
    is_taken_back: bool


@dataclass(slots=True)
class Row:
    """One line of the register as at a day."""

    entry: LedgerEntry
    history: list[Told] = field(default_factory=list)

    @property
    def sent_on(self) -> dt.date | None:
        return cast("dt.date | None", getattr(self.entry, "fact_sent_on", self.entry.known_sent_on))

    @property
    def due_rule(self) -> str:
        """The rule that gave the last day for the response."""
        setting = self.last(*DUE_KINDS)
        if setting is None:
            return "Named in the minutes"
        if setting.kind == UpdateKind.EXTENDED:
            return f"Promised on {long_date(setting.on)}: {setting.text}"
        return setting.rule

    @property
    def first_due_on(self) -> dt.date | None:
        """The last day by the rule alone, whatever was promised after it."""
        setting = self.last(*BY_RULE)
        return setting.due_on if setting else self.entry.original_due_on

    @property
    def first_rule(self) -> str:
        setting = self.last(*BY_RULE)
        return setting.rule if setting else "Named in the minutes"

    @property
    def promised_on(self) -> dt.date | None:
        """The later date that was promised last."""
        return cast("dt.date | None", getattr(self.entry, "fact_promised_on", self.entry.known_promised_on))

    @property
    def first_answer(self) -> LedgerUpdate | None:
        return next((told.update for told in self.history if self._is(told, UpdateKind.RESPONSE)), None)

    def last(self, *kinds: UpdateKind) -> LedgerUpdate | None:
        """The last fact of these kinds that still stood on the day."""
        return next((told.update for told in reversed(self.history) if self._is(told, *kinds)), None)

    def _is(self, told: Told, *kinds: UpdateKind) -> bool:
        return told.update.kind in kinds and not told.is_taken_back


def unanswered(entries: LedgerEntryQuerySet, day: dt.date) -> LedgerEntryQuerySet:
    """Those of the entries whose response is late on the day, the longest first."""
    late = entries.recommendations().with_facts(day).late().for_lists()
    return late.order_by("fact_clock", "pk")


def answered_late(entries: LedgerEntryQuerySet, day: dt.date) -> LedgerEntryQuerySet:
    """Those whose first response came late in the twelve months up to the day, the latest first.

    A recommendation that was sent back and is late again stands among the unanswered, not here.
    """
    found = entries.recommendations().with_facts(day).answered_late().for_lists()
    column = "fact_answered_on" if "fact_end" in found.query.annotations else "known_answered_on"
    since = Q(**{f"{column}__gt": day - LOOK_BACK, f"{column}__lte": day})
    is_late_again = Q(fact_rank=0, fact_clock__lt=F("fact_as_at"))
    return found.filter(since).exclude(is_late_again).order_by(F(column).desc(), "pk")


def rows_of(entries: Iterable[LedgerEntry] | LedgerEntryQuerySet, day: dt.date) -> list[Row]:
    """The rows of these entries with their history up to the day; one query for all histories."""
    updates = LedgerUpdate.objects.filter(on__lte=day).order_by("on", "pk")
    if isinstance(entries, LedgerEntryQuerySet):
        entries = entries.prefetch_related(Prefetch("updates", queryset=updates, to_attr="told"))
    return [_row(entry) for entry in entries]


def _row(entry: LedgerEntry) -> Row:
    told = cast("list[LedgerUpdate]", getattr(entry, "told", []))
    taken_back = {update.corrects_id for update in told if update.corrects_id is not None}
    return Row(entry, [Told(update, update.pk in taken_back) for update in told])
