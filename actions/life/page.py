"""Everything that the page of one entry shows, as at a day."""

import datetime as dt
from dataclasses import dataclass

from actions.life.chain import Family, Step, chain
from actions.life.due_rule import clock_told, due_rule
from actions.life.told import Told, facts_told, updates_of
from actions.models import LedgerEntry, LedgerUpdate
from actions.words import NAMING_KINDS, Origin


@dataclass(frozen=True, slots=True)
class EntryTold:
    """One entry as it stood at the end of a day.

    `taken_in` are the facts by which other entries gave way to this one, each with its entry; `actions` carry it out.
    """

    entry: LedgerEntry
    day: dt.date
    facts: list[Told]
    due_rule: str
    actions: list[LedgerEntry]
    parent: LedgerEntry | None
    taken_in: list[LedgerUpdate]
    chain: list[Step]


def find(reference: str, day: dt.date) -> LedgerEntry | None:
    """The entry of this reference, with its facts as at the day; None where there is none."""
    entries = LedgerEntry.objects.with_facts(day).select_related("committee", "meeting__committee")
    return entries.annotate(clock=clock_told()).filter(reference=reference.upper()).first()


def told_of(entry: LedgerEntry, day: dt.date, *, with_recorder: bool = False) -> EntryTold:
    """What is known of an entry that `find` gave; at most eight queries, however long its history is."""
    facts = facts_told(entry, updates_of(entry, with_recorder=with_recorder), day)
    actions: list[LedgerEntry] = []
    parent: Family | None = None
    if entry.is_recommendation:
        actions = list(entry.carried_out_by.as_it_stood(day).order_by("year", "number"))
    elif entry.parent_id is not None:
        parent = _parent(entry.parent_id, day)
    taken_in = LedgerUpdate.objects.filter(other=entry, kind__in=NAMING_KINDS, on__lte=day, entry__stands=True)
    taken_back = LedgerUpdate.objects.filter(corrects__other=entry, on__lte=day).values("corrects")
    return EntryTold(
        entry=entry,
        day=day,
        facts=facts,
        due_rule=due_rule(entry, facts, vars(entry)["clock"]),
        actions=actions,
        parent=parent.entry if parent else None,
        taken_in=list(taken_in.exclude(pk__in=taken_back).select_related("entry")),
        chain=chain(Family(entry, facts, actions, parent)),
    )


def _parent(pk: int, day: dt.date) -> Family:
    entry = LedgerEntry.objects.with_facts(day).select_related("committee", "meeting__committee").get(pk=pk)
    return Family(entry, facts_told(entry, updates_of(entry), day))


def neighbours(entry: LedgerEntry) -> tuple[LedgerEntry | None, LedgerEntry | None]:
    """The entries before and after it of the same minutes: recommendations first, each kind by number."""
    if entry.meeting_id is None or entry.origin != Origin.MINUTES:
        return None, None
    of_meeting = LedgerEntry.objects.published().filter(meeting=entry.meeting_id, origin=Origin.MINUTES)
    rows = list(of_meeting.only("kind", "reference").order_by("-kind", "year", "number"))
    place = rows.index(entry)
    return rows[place - 1] if place else None, rows[place + 1] if place + 1 < len(rows) else None
