"""The ledger of the invented meetings: an entry for each recommendation and action, with a history of its own."""

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterator

from django.db.models import F

from actions.clocks import response_due
from actions.models import AddresseeClock, LedgerEntry, LedgerUpdate
from actions.opening import entry_values, ledger_lines, reference_of
from actions.status import facts_of
from actions.words import EntryKind, UpdateKind, Verdict
from meetings.editions.models import Edition, PublishedCommittee, PublishedMeeting
from portal.accounts.models import User
from portal.benchmark.words import Scribe

# Of all entries so many stay unanswered or open, and are late by now.
SHARE_LEFT_OPEN = 0.04


class LedgerRows:
    """Opens entries and appends their updates, many at a time."""

    def __init__(self, scribe: Scribe, *, by: User) -> None:
        self._scribe = scribe
        self._by = by
        self._clocks = {clock.addressee_kind: clock for clock in AddresseeClock.objects.all()}
        self._numbers: Counter[tuple[int, str, int]] = Counter()

    def add(self, told: list[tuple[PublishedMeeting, Edition]]) -> None:
        """The entries of these meetings and what came of each."""
        entries = [entry for row, edition in told for entry in self._entries(row, edition)]
        updates = []
        for entry in entries:
            history = list(self._history(entry))
            facts = facts_of(history)
            for column in dataclasses.fields(facts):
                setattr(entry, f"known_{column.name}", getattr(facts, column.name))
            updates += history
        LedgerEntry.objects.bulk_create(entries)
        LedgerUpdate.objects.bulk_create(updates)
        for committee in {entry.committee for entry in entries}:
            counts = Counter(entry.kind for entry in entries if entry.committee_id == committee.pk)
            PublishedCommittee.objects.filter(pk=committee.pk).update(
                recommendation_count=F("recommendation_count") + counts[EntryKind.RECOMMENDATION],
                action_count=F("action_count") + counts[EntryKind.ACTION],
            )

    def _entries(self, row: PublishedMeeting, edition: Edition) -> Iterator[LedgerEntry]:
        for item, block, line in ledger_lines(edition.content):
            series = (row.committee_id, line["kind"], row.date.year)
            self._numbers[series] += 1
            number = self._numbers[series]
            yield LedgerEntry(
                kind=line["kind"],
                reference=reference_of(row.committee.code, row.date.year, line["kind"], number),
                committee=row.committee,
                year=row.date.year,
                number=number,
                line_key=line["key"],
                meeting=row,
                edition=edition,
                **entry_values(row.date, item, block, line),
            )

    def _history(self, entry: LedgerEntry) -> Iterator[LedgerUpdate]:
        """Facts in the order of their days, no two on one day."""
        is_left = self._scribe.chance(SHARE_LEFT_OPEN)
        if entry.kind == EntryKind.ACTION:
            yield self._update(entry, UpdateKind.PROGRESS, 20, text=self._scribe.sentence())
            if not is_left:
                yield self._update(entry, UpdateKind.COMPLETED, 60, text=self._scribe.sentence(), evidence="Minute 12.")
            return
        sent_on = entry.made_on + dt.timedelta(days=7)
        clock = self._clocks.get(entry.addressee_kind)
        due_on = response_due(sent_on, clock)
        yield self._update(entry, UpdateKind.SENT, 7, due_on=due_on, rule=clock.rule if clock and due_on else "")
        if is_left:
            return
        verdict = list(Verdict)[self._scribe.number(0, len(Verdict) - 1)]
        words = {"text": self._scribe.sentence(), "by_name": entry.addressee, "verdict": verdict}
        yield self._update(entry, UpdateKind.RESPONSE, 50, **words)
        if verdict == Verdict.ACCEPTED and self._scribe.chance(0.8):
            yield self._update(entry, UpdateKind.COMPLETED, 200, text=self._scribe.sentence(), evidence="Minute 40.")

    def _update(self, entry: LedgerEntry, kind: UpdateKind, days: int, **facts: object) -> LedgerUpdate:
        values = {"on": entry.made_on + dt.timedelta(days=days), "recorded_by": self._by}
        update = LedgerUpdate(entry=entry, kind=kind, **values, **facts)
        update.published_at = update.recorded_at
        return update
