"""How often something may be sent in by people without an account, counted in the cache that all processes share.

What is counted by (an address, a mailbox, a link) is kept under digests that only this portal can make.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import BaseCache, cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

HOUR, DAY = 3600, 86400
_SALT = "portal.submissions.limits"


class TooManyError(Exception):
    """A limit is reached; the text is a sentence for whoever was about to send something.

    In `seconds` there is room for one more.
    """

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Limit:
    """So many in so many seconds; `sentence` is said where there were as many."""

    name: str
    most: int
    seconds: int
    sentence: str


def count_all(counted: Sequence[tuple[Limit, str]], *, kept_in: BaseCache = cache) -> None:
    """Counts one more under each limit, for whom it is counted, or raises TooManyError and counts nothing.

    Whoever calls this lets nobody in between. What is counted in `kept_in` is forgotten with the window of its limit.
    """
    now = timezone.now().timestamp()
    taken = []
    for limit, whose in counted:
        key = f"{limit.name}:{salted_hmac(_SALT, whose, algorithm='sha256').hexdigest()}"
        recent = [moment for moment in kept_in.get(key, []) if moment > now - limit.seconds]
        if len(recent) >= limit.most:
            wait = recent[-limit.most] + limit.seconds - now if limit.most else limit.seconds
            raise TooManyError(limit.sentence, math.ceil(wait))
        taken.append((key, [*recent, now], limit.seconds))
    for key, moments, seconds in taken:
        kept_in.set(key, moments, seconds)
