"""What is tidied at night among the accounts."""

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from portal.background.nightly import nightly


@nightly(hour=2)
def purge_ended_sessions() -> None:
    """Sessions that have ended, whose rows hold who was signed in until when."""
    call_command("clearsessions", verbosity=0)


@nightly(hour=2, minute=10)
def purge_old_limits() -> None:
    """Counts of attempts to sign in whose time is over; the cache itself removes them only when it is full."""
    table = connection.ops.quote_name(getattr(cache, "_table"))  # noqa: B009  # of Django's own cache in a table
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [timezone.now()])  # noqa: S608  # a name of settings
