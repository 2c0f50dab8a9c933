"""How much an owner may send: how often, how many files, how large."""

from allauth.core.internal.ratelimit import get_ip
from django.db import connection
from django.http import HttpRequest

from actions.models import OwnerLink
from portal.limits import HOUR, Limit, count_all

_LINE = 9_206_118  # the advisory lock of whoever counts an answer

MOST_FILES = 5
LARGEST_MB = 20

BY_LINK = Limit(
    "answers:link", 10, HOUR,
    "Ten answers have come by this link within an hour, and that is as many as we take. Wait an hour, then send this "
    "again; it stands below as you wrote it.",
)  # fmt: skip
BY_NETWORK = Limit(
    "answers:network", 60, HOUR,
    "So many answers have come from your connection within the hour that we take no more for now. Send this again in "
    "an hour; it stands below as you wrote it.",
)  # fmt: skip


def count(request: HttpRequest, link: OwnerLink) -> None:
    """Counts one more answer, or raises TooManyError. A whole council may sit behind one address.

    Answers by many links at once are counted one after the other: until the transaction ends nobody else counts.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LINE])
    count_all([(BY_LINK, str(link.pk)), (BY_NETWORK, get_ip(request))])
