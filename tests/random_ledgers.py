"""Ledgers at random, for tests that count them again one by one."""

import dataclasses
import datetime as dt
import random
import uuid

from factories import CommitteeFactory, held_meeting

from actions.models import LedgerEntry, LedgerUpdate
from actions.status import facts_of
from actions.words import ACTION_KINDS, NAMING_KINDS, RECOMMENDATION_KINDS, UpdateKind, Verdict
from portal.publishing.door import publish

FIRST, LAST = dt.date(2023, 4, 20), dt.date(2026, 6, 1)
MOMENT = dt.datetime(2026, 6, 2, tzinfo=dt.UTC)
ADDRESSEES = ["executive", "nhs body", "partner", "committee"]
ITEM_KINDS = ["report", "public questions", "other", ""]


def random_ledger(*, seed, size, by):
    """Two committees with `size` entries each, and their histories; returns the pairs of entry and updates."""
    for number in (1, 2):
        committee = CommitteeFactory(slug=f"committee-{number}", name=f"Committee {number}", code="XY"[number - 1] * 3)
        publish(meeting=held_meeting(committee=committee, date=FIRST), by=by, reason="Draft minutes")
    born = [(entry, []) for entry in LedgerEntry.objects.order_by("pk")]
    return born + more_rows(seed=seed, size=size)


def more_rows(*, seed, size):
    """`size` further entries of each committee."""
    chance = random.Random(seed)  # noqa: S311  # invented rows, no secret
    told, next_number = [], LedgerEntry.objects.count() + 100
    for slug in ("committee-1", "committee-2"):
        born = list(LedgerEntry.objects.filter(committee__slug=slug).order_by("pk")[:2])
        told += [_entry(chance, chance.choice(born), next_number + place) for place in range(size)]
    LedgerEntry.objects.bulk_create([entry for entry, _ in told])
    corrections = [update for _, updates in told for update in updates if update.corrects]
    LedgerUpdate.objects.bulk_create([u for _, updates in told for u in updates if not u.corrects])
    for update in corrections:
        update.corrects = update.corrects  # it has its key now
    LedgerUpdate.objects.bulk_create(corrections)
    for entry, updates in told:
        facts = facts_of(updates, kind=entry.kind)
        known = {f"known_{column.name}": getattr(facts, column.name) for column in dataclasses.fields(facts)}
        LedgerEntry.objects.filter(pk=entry.pk).update(**known)
    return told


def random_day(chance, first=FIRST, last=LAST):
    return first + dt.timedelta(days=chance.randrange((last - first).days + 1))


def _entry(chance, template, number):
    entry = LedgerEntry.objects.get(pk=template.pk)
    entry.pk, entry.number, entry.line_key = None, number, uuid.uuid4()
    entry.reference = f"{entry.committee.code}-{number}-{entry.kind[0]}"
    entry.made_on = random_day(chance)
    entry.item_kind = chance.choice(ITEM_KINDS)
    if entry.is_recommendation:
        entry.addressee_kind = chance.choice(ADDRESSEES)
    entry.original_due_on = random_day(chance, entry.made_on) if chance.random() < 0.3 else None
    kinds = sorted(RECOMMENDATION_KINDS if entry.is_recommendation else ACTION_KINDS)
    # Most of what is told of recommendations is that they were sent and answered.
    kinds += [UpdateKind.SENT, UpdateKind.RESPONSE, UpdateKind.RESPONSE] * 3 if entry.is_recommendation else []
    updates = []
    for _ in range(chance.randrange(8)):
        _tell(chance, entry, chance.choice(kinds), updates)
    return entry, updates


def _tell(chance, entry, kind, updates):
    values = {"entry": entry, "kind": kind, "on": random_day(chance, entry.made_on), "published_at": MOMENT}
    if kind == UpdateKind.CORRECTED:
        wrong = [update for update in updates if not update.corrects]
        if not wrong:
            return
        values["corrects"] = chance.choice(wrong)
        if values["corrects"] in [update.corrects for update in updates]:
            return
        values["on"] = random_day(chance, values["corrects"].on)
    needs_due = kind in (UpdateKind.EXTENDED, UpdateKind.PLANNED)
    if needs_due or (kind in ("sent", "reconsidered") and chance.random() < 0.7):
        values["due_on"] = random_day(chance)
    if kind == UpdateKind.RESPONSE:
        values["verdict"] = chance.choice(Verdict.values)
    if kind in ("handed over", "planned"):
        values["owner"] = "Director"
    if kind in NAMING_KINDS:
        values["other_id"] = LedgerEntry.objects.order_by("pk").values_list("pk", flat=True)[0]
    evidence = chance.choice(["", "a letter"])
    updates.append(LedgerUpdate(text="said", by_name="Somebody", evidence=evidence, **values))
