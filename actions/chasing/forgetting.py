"""Messages and links that ended long ago forget people, and keep that something of the kind went on that day.

Storage limitation (UK GDPR article 5(1)(e)). What a message is about stands in its key, and there is one of each key.
So the key stays, with a digest in the place of the address, and whoever plans the same message again finds it.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from actions.models import Message, OwnerLink
from actions.models.message import MessageState
from portal.audit.context import deed

# Nothing of these goes out by itself any more.
ENDED = (MessageState.SENT, MessageState.DROPPED, MessageState.FAILED, MessageState.UNCERTAIN)
_BATCH = 500


def digest_of(key: str) -> str:
    """Of a whole key: what names the mail (its Message-ID), and stands in the key once the address is forgotten."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


def forgotten_key(key: str) -> str:
    """ "late-21 CYP-2026-15 2026-05-01 a@b.example" with the digest in the place of the address.

    A key without an address stays as it is.
    """
    about, _, address = key.rpartition(" ")
    return f"{about} {digest_of(key)}" if "@" in address else key


def kept_keys(keys: Iterable[str], among: QuerySet[Message]) -> set[str]:
    """Those of `keys` under which one of the messages is kept, forgotten or not."""
    by_either = {stored: key for key in keys for stored in (key, forgotten_key(key))}
    return {by_either[stored] for stored in among.filter(key__in=by_either).values_list("key", flat=True)}


def forget_old_messages(*, today: dt.date) -> int:
    """Empties names, addresses and words of messages that ended MESSAGE_DAYS ago, and returns how many those were."""
    ended = Message.objects.filter(state__in=ENDED).exclude(to_address="").order_by("pk")
    ended = ended.annotate(last=Coalesce("sent_at", "claimed_at", "planned_at")).filter(last__lt=_limit(today))
    count = 0
    while True:
        with transaction.atomic():
            # Whoever is doing something with one just now keeps it until tomorrow.
            rows = list(ended.select_for_update(skip_locked=True, of=("self",))[:_BATCH])
            for row in rows:
                row.key = forgotten_key(row.key)
                row.to_name = row.to_address = row.copy_address = row.body = ""
                row.contact = None
                if row.state != MessageState.DROPPED:
                    row.trouble = ""  # it may name the address; of what was set aside it is the officer's reason
            Message.objects.bulk_update(
                rows, ["key", "to_name", "to_address", "copy_address", "body", "contact", "trouble"]
            )
        count += len(rows)
        if len(rows) < _BATCH:
            return count


def forget_old_names(*, today: dt.date) -> int:
    """Empties names and addresses of links that ended MESSAGE_DAYS ago, and returns how many those were."""
    old = OwnerLink.objects.filter(expires_at__lt=_limit(today)).exclude(to_name="", to_address="")
    with deed("removed contact details", by=None, subject="links to owners"):
        return old.update(to_name="", to_address="", contact=None)


def _limit(today: dt.date) -> dt.datetime:
    """The beginning of the first day of which everything is kept, in the council's time zone."""
    first = today - dt.timedelta(days=settings.MESSAGE_DAYS)
    return timezone.make_aware(dt.datetime.combine(first, dt.time.min))
