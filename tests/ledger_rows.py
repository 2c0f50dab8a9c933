"""Rows of the ledger for tests of its lists."""

import datetime as dt
import uuid

from django.utils import timezone
from factories import CommitteeFactory, held_meeting

from actions.models import LedgerEntry, LedgerUpdate
from actions.projection import append_update
from portal.publishing.door import publish

DAY = dt.date(2026, 2, 3)


def open_ledger(by):
    """A recommendation and an action of the transport committee, made on DAY, and another pair of the arts'."""
    for name, slug, code in (("Transport", "transport", "TRA"), ("Arts", "arts", "ART")):
        meeting = held_meeting(committee=CommitteeFactory(name=name, slug=slug, code=code), date=DAY)
        publish(meeting=meeting, by=by, reason="Draft minutes")


def more(kind="action", updates=(), committee="transport", **fields):
    """A further entry of the committee, with these facts."""
    entry = LedgerEntry.objects.filter(kind=kind, committee__slug=committee).order_by("pk").first()
    number = LedgerEntry.objects.count() + 1
    entry.pk, entry.number, entry.line_key = None, number, uuid.uuid4()
    entry.reference = f"{entry.committee.code}-2026-{'R' if kind == 'recommendation' else ''}{number}"
    for name, value in fields.items():
        setattr(entry, name, value)
    entry.save(force_insert=True)
    for update in updates:
        append_update(LedgerUpdate(entry=entry, published_at=timezone.now(), **update))
    return entry
