"""Chasing at once what an officer picks, whatever the rules say."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from actions.chasing.forgetting import kept_keys
from actions.chasing.outbox import SEND
from actions.chasing.planning import compose, keep, key_of
from actions.chasing.recipients import recipients_of
from actions.chasing.wording import Writer
from actions.models import LedgerEntry, Message
from actions.models.message import MessageKind
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.recording import record
from portal.background.jobs import defer

NOT_PUBLISHED = "Its line no longer stands in the published record."
NOT_OPEN = "Nobody has to answer: nothing of it is still due."
ASKED_TODAY = "It was asked about today already."


@transaction.atomic
def chase_now(*, entries: Iterable[LedgerEntry], by: User) -> list[Message]:
    """Asks how the entries stand, at once, and returns the messages that were made.

    None is made about an entry that is not open, whose owner or addressee has no address (`why_not_now` says which),
    or about which the same address was asked today. Raises NotPermittedError.
    """
    told = _as_known_today(entries)
    for code in sorted({entry.committee.code for entry in told}):
        demand(by, Permission.UPDATE_LEDGER, scope=code)
    to, day = recipients_of(told), timezone.localdate()
    asked = [entry for entry in told if entry.stands and entry.is_open and not to[entry.pk].why_not]
    writer = Writer(asked, day)
    made = keep(
        [compose(writer, it, MessageKind.ASKED, to[it.pk], key=key_of("asked", it, day, to[it.pk])) for it in asked],
        released=True,
    )
    Message.objects.filter(pk__in=[message.pk for message in made]).update(released_by=by)
    if made:
        references = [message.entry.reference for message in made if message.entry]
        record(by=by, verb="asked how entries stand", subject=f"{len(made)} in the outbox", after={"about": references})
        defer(SEND, once=SEND, timestamp=0)
    return made


def why_not_now(entries: Iterable[LedgerEntry]) -> dict[int, str]:
    """By the number of the entry: why `chase_now` would send nothing about it; without those that can be chased."""
    told = _as_known_today(entries)
    to, day = recipients_of(told), timezone.localdate()
    keys = {entry.pk: key_of("asked", entry, day, to[entry.pk]) for entry in told}
    sent = kept_keys(keys.values(), Message.objects.all())
    reasons = {}
    for entry in told:
        closed = NOT_OPEN if entry.stands else NOT_PUBLISHED
        reason = closed if not (entry.stands and entry.is_open) else to[entry.pk].why_not
        reason = reason or (ASKED_TODAY if keys[entry.pk] in sent else "")
        if reason:
            reasons[entry.pk] = reason
    return reasons


def _as_known_today(entries: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    """The same entries with committee and meeting, as they stand now, in one query."""
    pks = [entry.pk for entry in entries]
    return list(LedgerEntry.objects.with_facts(timezone.localdate()).for_lists().filter(pk__in=pks).order_by("pk"))
