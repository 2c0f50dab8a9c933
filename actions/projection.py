"""What follows from the history of the ledger, kept in columns so that lists need not go through it.

The facts of an entry follow from its updates, the counts of a committee from its entries. Both are written here alone,
in the transaction that changes what they follow from; `differences` computes them again.
"""

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count

from actions.models import LedgerEntry, LedgerUpdate
from actions.status import facts_of
from actions.words import EntryKind
from meetings.editions.models import PublishedCommittee

BATCH = 1000
COUNTS = {EntryKind.RECOMMENDATION: "recommendation_count", EntryKind.ACTION: "action_count"}


@transaction.atomic
def append_update(update: LedgerUpdate) -> None:
    """Appends a fact to the history of its entry, and brings the entry's columns in line.

    The entry is locked first: of two updates that come at once, the second sees the first.
    """
    locked = LedgerEntry.objects.select_for_update(no_key=True).only("pk", "kind").get(pk=update.entry_id)
    update.save(force_insert=True)
    known = _known(locked.kind, locked.updates.all())
    LedgerEntry.objects.filter(pk=locked.pk).update(**known)
    for name, value in known.items():
        setattr(update.entry, name, value)
    update.entry.__dict__.pop("standing", None)


@transaction.atomic
def open_with_histories(histories: Sequence[tuple[LedgerEntry, list[LedgerUpdate]]]) -> None:
    """Writes new entries, each with its first facts in their order, in as few statements as there are batches."""
    for entry, updates in histories:
        # The order of facts of one day is that of their numbers, which the database has not given yet.
        for number, update in enumerate(updates, start=1):
            update.pk = number
        for name, value in _known(entry.kind, updates).items():
            setattr(entry, name, value)
        for update in updates:
            update.pk = None
    LedgerEntry.objects.bulk_create([entry for entry, _ in histories], batch_size=BATCH)
    for entry, updates in histories:
        for update in updates:
            update.entry = entry
    LedgerUpdate.objects.bulk_create([update for _, updates in histories for update in updates], batch_size=BATCH)


def count_entries(committee: PublishedCommittee) -> None:
    """Brings the committee's counts in line with the entries that stand in its records."""
    counts = _counts(LedgerEntry.objects.filter(committee=committee))
    for name, number in counts.get(committee.pk, dict.fromkeys(COUNTS.values(), 0)).items():
        setattr(committee, name, number)
    committee.save(update_fields=COUNTS.values())


def differences() -> Iterator[tuple[str, str]]:
    """Each row whose columns do not say what follows from its history: which row, and a sentence."""
    for entry in LedgerEntry.objects.order_by("pk").prefetch_related("updates").iterator(chunk_size=BATCH):
        known = _known(entry.kind, entry.updates.all())
        wrong = [name for name, value in known.items() if getattr(entry, name) != value]
        if wrong:
            names = ", ".join(name.removeprefix("known_").replace("_", " ") for name in wrong)
            yield f"ledger entry {entry.reference}", f"its columns do not say what its updates say ({names})"
    counts = _counts(LedgerEntry.objects.all())
    for committee in PublishedCommittee.objects.all():
        for name in COUNTS.values():
            if getattr(committee, name) != counts.get(committee.pk, {}).get(name, 0):
                yield f"address {committee.slug}", f"its {name.replace('_', ' ')} is not the number of its entries"


def _known(kind: str, updates: Any) -> dict[str, Any]:
    facts = facts_of(updates, kind=kind)
    return {f"known_{field.name}": getattr(facts, field.name) for field in dataclasses.fields(facts)}


def _counts(entries: Any) -> dict[int, dict[str, int]]:
    """How many entries of each kind stand, by the committee's primary key."""
    counts: dict[int, dict[str, int]] = {}
    rows = entries.published().order_by().values_list("committee", "kind").annotate(Count("pk"))
    for committee, kind, number in rows:
        of_committee = counts.setdefault(committee, dict.fromkeys(COUNTS.values(), 0))
        of_committee[COUNTS[EntryKind(kind)]] = number
    return counts
