"""What came of an invented entry: every kind of fact, each about as often as in a true ledger."""

import datetime as dt
from typing import Any

from actions.clocks import response_due
from actions.models import AddresseeClock, LedgerEntry, LedgerUpdate
from actions.words import EntryKind, UpdateKind, Verdict
from portal.accounts.models import User
from portal.benchmark.minutes import DIRECTORATES, OWNERS
from portal.benchmark.words import Scribe

# Of all entries so many stay unanswered or open, and are late by now.
SHARE_LEFT_OPEN = 0.04
# And so many give way to another one, or are withdrawn.
SHARE_SET_ASIDE = 0.03
WAYS_ASIDE = [UpdateKind.SUPERSEDED, UpdateKind.MERGED, UpdateKind.WITHDRAWN]


class Historian:
    """Invents histories; the facts of one are in the order of their days, no two on one day, and not written yet."""

    def __init__(self, scribe: Scribe, *, by: User) -> None:
        self._scribe = scribe
        self._by = by
        self._clocks = {clock.addressee_kind: clock for clock in AddresseeClock.objects.all()}

    def history(self, entry: LedgerEntry, *, among: list[LedgerEntry]) -> list[LedgerUpdate]:
        """The facts of the entry, which may give way to another of the entries `among`."""
        told = _Told(entry, self._scribe, by=self._by)
        if entry.kind == EntryKind.ACTION:
            self._of_action(told)
        else:
            self._of_recommendation(told)
        if not told.ended and self._scribe.chance(SHARE_SET_ASIDE):
            other = self._scribe.one_of(among)
            way = self._scribe.one_of(WAYS_ASIDE) if other is not entry else UpdateKind.WITHDRAWN
            told.add(way, 300, text=told.sentence(), other=None if way == UpdateKind.WITHDRAWN else other)
        return told.updates

    def _of_action(self, told: "_Told") -> None:
        chance = self._scribe.chance
        wrong = told.add(UpdateKind.PROGRESS, 20, text=told.sentence())
        if chance(0.03):
            told.add(UpdateKind.CORRECTED, 22, text=told.sentence(), corrects=wrong)
        if chance(0.15):
            told.add(UpdateKind.EXTENDED, 30, text=told.sentence(), due_on=told.day(150))
        if chance(0.1):
            place = {"owner": self._scribe.choice(OWNERS), "directorate": self._scribe.choice(DIRECTORATES)}
            told.add(UpdateKind.HANDED_OVER, 40, text=told.sentence(), **place)
        if chance(SHARE_LEFT_OPEN + SHARE_SET_ASIDE):
            return
        told.add(UpdateKind.COMPLETED, 60, text=told.sentence(), evidence="Minute 12." if chance(0.9) else "")
        if chance(0.03):
            told.add(UpdateKind.REOPENED, 90, text=told.sentence())
            told.add(UpdateKind.COMPLETED, 130, text=told.sentence(), evidence="Minute 31.")
        told.ended = True

    def _of_recommendation(self, told: "_Told") -> None:
        chance, entry = self._scribe.chance, told.entry
        clock = self._clocks.get(entry.addressee_kind)
        due_on = response_due(told.day(7), clock)
        told.add(UpdateKind.SENT, 7, due_on=due_on, rule=clock.rule if clock and due_on else "")
        if chance(0.08):
            told.add(UpdateKind.EXTENDED, 40, text=told.sentence(), due_on=told.day(90))
        if chance(SHARE_LEFT_OPEN):
            return
        days = 80 if chance(0.2) else 50
        verdict = self._respond(told, days)
        if verdict == Verdict.REJECTED and chance(0.1):
            told.add(UpdateKind.RECONSIDERED, 100, text=told.sentence(), due_on=told.day(160))
            verdict = self._respond(told, 130)
        if verdict in (Verdict.ACCEPTED, Verdict.IN_PRINCIPLE) and chance(0.5):
            told.add(UpdateKind.PLANNED, 140, owner=self._scribe.choice(OWNERS), due_on=told.day(190))
        if verdict == Verdict.ACCEPTED and chance(0.8):
            told.add(UpdateKind.COMPLETED, 200, text=told.sentence(), evidence="Minute 40.")
            told.ended = True
            if chance(0.4):
                told.add(UpdateKind.REVIEWED, 230, text=told.sentence(), meeting=entry.meeting, item_title="Action log")

    def _respond(self, told: "_Told", days: int) -> Verdict:
        verdict = self._scribe.one_of(list(Verdict))
        told.add(UpdateKind.RESPONSE, days, text=told.sentence(), by_name=told.entry.addressee, verdict=verdict)
        return verdict


class _Told:
    """The history of one entry while it is invented; days are counted from the day on which the entry was made."""

    def __init__(self, entry: LedgerEntry, scribe: Scribe, *, by: User) -> None:
        self.entry = entry
        self.updates: list[LedgerUpdate] = []
        self.ended = False
        self._scribe = scribe
        self._by = by

    def day(self, days: int) -> dt.date:
        return self.entry.made_on + dt.timedelta(days=days)

    def sentence(self) -> str:
        return self._scribe.sentence()

    def add(self, kind: UpdateKind, days: int, **facts: Any) -> LedgerUpdate:
        update = LedgerUpdate(entry=self.entry, kind=kind, on=self.day(days), recorded_by=self._by, **facts)
        update.published_at = update.recorded_at
        self.updates.append(update)
        return update
