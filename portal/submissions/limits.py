"""How often something may be sent in: by one network address, to one mailbox, to one meeting, and altogether.

A mail goes to whatever address a sender writes down, so the limits are there for those who never asked for one. They
are counted in the cache that all processes share, under digests that only this portal can make.
"""

from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest

from portal.limits import DAY, HOUR, Limit, count_all

BY_NETWORK = Limit(
    "submissions:network", 5, HOUR,
    "Five letters have come from your connection within an hour, and that is as many as we take. Wait an hour, then "
    "send this again; it stands below as you wrote it.",
)  # fmt: skip
TO_MAILBOX = Limit(
    "submissions:mailbox", 3, DAY,
    "We send one e-mail address three of these mails a day at most. Send this again tomorrow; it stands below as you "
    "wrote it.",
)  # fmt: skip
TO_ONE = Limit(
    "submissions:one", 30, HOUR,
    "So much has come in here within the hour that the form rests for a while. Send this again in an hour, or write to "
    "the contact officer; it stands below as you wrote it.",
)  # fmt: skip
ALTOGETHER = Limit("submissions:all", 120, HOUR, TO_ONE.sentence)


def count(request: HttpRequest, *, mailbox: str, place: str) -> None:
    """Counts one more, or raises TooManyError and counts nothing. Whoever calls this lets nobody in between."""
    count_all([(BY_NETWORK, get_ip(request)), (TO_MAILBOX, one_mailbox(mailbox)), (TO_ONE, place), (ALTOGETHER, "")])


def one_mailbox(email: str) -> str:
    """The mailbox that an address leads to: capital letters and what follows a "+" make no other one."""
    name, _, host = email.lower().rpartition("@")
    return f"{name.partition('+')[0]}@{host}"
