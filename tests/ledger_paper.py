"""A committee with a ledger and a meeting to come, for the tests of lists as papers."""

import datetime as dt
import uuid

from django.utils import timezone
from factories import CommitteeFactory, ItemFactory, MeetingFactory, held_meeting

from actions.models import LedgerEntry, LedgerUpdate
from actions.projection import append_update
from portal.publishing.door import publish


def committee_with_ledger(publisher, *, slug="transport", code="TRA", days_ago=60):
    """A recommendation and an action of a meeting that was held; the action is due thirty days after it."""
    committee = CommitteeFactory(name=f"{slug.capitalize()} Scrutiny Committee", slug=slug, code=code)
    held = held_meeting(committee=committee, date=timezone.localdate() - dt.timedelta(days=days_ago))
    publish(meeting=held, by=publisher, reason="Draft minutes")
    return committee


def coming_meeting(committee, days=14, **fields):
    """A meeting to come with apologies, and an item for minutes and action log."""
    meeting = MeetingFactory(committee=committee, date=timezone.localdate() + dt.timedelta(days=days), **fields)
    ItemFactory(meeting=meeting, position=1, title="Apologies", kind="apologies")
    ItemFactory(meeting=meeting, position=2, title="Minutes and action log", kind="minutes and action log")
    return meeting


def log_item(meeting):
    return meeting.items.get(kind="minutes and action log")


def more(committee, updates=(), kind="action", **fields):
    """A further entry of the committee."""
    entry = LedgerEntry.objects.filter(kind=kind, committee__slug=committee.slug).order_by("pk").first()
    number = LedgerEntry.objects.filter(committee=entry.committee).count() + 1
    entry.pk, entry.number, entry.line_key = None, number, uuid.uuid4()
    entry.reference = f"{committee.code}-{entry.year}-{'R' if kind == 'recommendation' else ''}{number}"
    nothing_known = {f.name: f.get_default() for f in LedgerEntry._meta.fields if f.name.startswith("known_")}
    for name, value in {**nothing_known, **fields}.items():
        setattr(entry, name, value)
    entry.save(force_insert=True)
    for update in updates:
        tell(entry, **update)
    return entry


def tell(entry, **update):
    append_update(LedgerUpdate(entry=entry, published_at=timezone.now(), **update))
