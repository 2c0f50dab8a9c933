"""The open register: recommendations whose response is late on a day, and those that were answered late before it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from django.db.models import F, Prefetch, Q, prefetch_related_objects

from actions.lists.paging import is_late_then
from actions.models import LedgerEntry, LedgerUpdate
from actions.models.entry import LedgerEntryQuerySet
from actions.words import DUE_KINDS, EntryKind, Rank, UpdateKind

# For so long an answer that came late is shown beside what is still unanswered.
LOOK_BACK = dt.timedelta(days=365)


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
        setting = self.last(*DUE_KINDS[EntryKind.RECOMMENDATION])
        return setting.rule if setting else "Named in the minutes"

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
    # Said so that it holds of one that waits again without a last day, too.
    is_late_no_more = ~Q(fact_rank=Rank.WAITING) | Q(fact_clock__isnull=True) | Q(fact_clock__gte=F("fact_as_at"))
    return found.filter(since).filter(is_late_no_more).order_by(F(column).desc(), "pk")


def found_on(entries: LedgerEntryQuerySet, day: dt.date) -> tuple[list[int], list[int]]:
    """The keys of what `unanswered` and `answered_late` give of a day that has passed, each in its order.

    Both in one query, because it goes through the history of every entry.
    """
    ever_late = entries.with_facts(day).ever_late().annotate(is_late=is_late_then(), clock=F("fact_clock"))
    found = list(ever_late.values_list("pk", "is_late", "clock", "fact_answered_on"))
    late = sorted((clock, key) for key, is_late, clock, _ in found if is_late)
    came = [(answered, key) for key, is_late, _, answered in found if not is_late and day - LOOK_BACK < answered]
    came.sort(key=lambda one: (-one[0].toordinal(), one[1]))
    return [key for _, key in late], [key for _, key in came]


def read_on(keys: Sequence[int], day: dt.date) -> LedgerEntryQuerySet:
    """The entries of these keys as at the day, in no order."""
    return LedgerEntry.objects.filter(pk__in=keys).with_facts(day).for_lists()


def rows_of(entries: Iterable[LedgerEntry], day: dt.date) -> list[Row]:
    """The rows of these entries with their history up to the day; one query for all histories."""
    found = list(entries)
    updates = LedgerUpdate.objects.filter(on__lte=day).order_by("on", "pk")
    prefetch_related_objects(found, Prefetch("updates", queryset=updates, to_attr="told"))
    return [_row(entry) for entry in found]


def _row(entry: LedgerEntry) -> Row:
    told = cast("list[LedgerUpdate]", entry.told)  # type: ignore[attr-defined]
    taken_back = {update.corrects_id for update in told if update.corrects_id is not None}
    return Row(entry, [Told(update, update.pk in taken_back) for update in told])
