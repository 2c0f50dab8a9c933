"""How often something may be sent in: by one network address, to one mailbox, to one meeting, and altogether.

A mail goes to whatever address a sender writes down, so the limits are there for those who never asked for one. They
are counted in the cache that all processes share, under digests that only this portal can make.
"""

from dataclasses import dataclass

from allauth.core.internal.ratelimit import get_ip
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

HOUR, DAY = 3600, 86400
_SALT = "portal.submissions.limits"


class TooManyError(Exception):
    """A limit is reached; the text is a sentence for whoever was about to send something."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many in so many seconds; `sentence` is said where there were as many."""

    name: str
    most: int
    seconds: int
    sentence: str


BY_NETWORK = Limit(
    "network", 5, HOUR,
    "Five letters have come from your connection within an hour, and that is as many as we take. Wait an hour, then "
    "send this again; it stands below as you wrote it.",
)  # fmt: skip
TO_MAILBOX = Limit(
    "mailbox", 3, DAY,
    "We send one e-mail address three of these mails a day at most. Send this again tomorrow; it stands below as you "
    "wrote it.",
)  # fmt: skip
TO_ONE = Limit(
    "one", 30, HOUR,
    "So much has come in here within the hour that the form rests for a while. Send this again in an hour, or write to "
    "the contact officer; it stands below as you wrote it.",
)  # fmt: skip
ALTOGETHER = Limit("all", 120, HOUR, TO_ONE.sentence)


def count(request: HttpRequest, *, mailbox: str, place: str) -> None:
    """Counts one more, or raises TooManyError and counts nothing. Whoever calls this lets nobody in between."""
    now = timezone.now().timestamp()
    taken = []
    for limit, whose in ((BY_NETWORK, get_ip(request)), (TO_MAILBOX, one_mailbox(mailbox)), (TO_ONE, place),
                         (ALTOGETHER, "")):  # fmt: skip
        key = f"submissions:{limit.name}:{salted_hmac(_SALT, whose, algorithm='sha256').hexdigest()}"
        recent = [moment for moment in cache.get(key, []) if moment > now - limit.seconds]
        if len(recent) >= limit.most:
            raise TooManyError(limit.sentence)
        taken.append((key, [*recent, now], limit.seconds))
    for key, moments, seconds in taken:
        cache.set(key, moments, seconds)


def one_mailbox(email: str) -> str:
    """The mailbox that an address leads to: capital letters and what follows a "+" make no other one."""
    name, _, host = email.lower().rpartition("@")
    return f"{name.partition('+')[0]}@{host}"
