"""What every page, feed and file follows from that speaks of the whole ledger: for its ETag."""

import datetime as dt

from django.db import connection
from django.utils import timezone

from meetings.editions.state import register_state
from portal.conditional import Validators, weak

# Two people may write at once, and the later number may be there first: so many of the last rows are compared.
STATE = """
    SELECT array(SELECT id FROM actions_ledgerupdate ORDER BY id DESC LIMIT 20),
        array(SELECT id FROM actions_ledgerentry ORDER BY id DESC LIMIT 20),
        (SELECT max(recorded_at) FROM actions_ledgerupdate WHERE id = (SELECT max(id) FROM actions_ledgerupdate)),
        (SELECT md5(string_agg(clock::text, '|' ORDER BY id)) FROM actions_addresseeclock AS clock)
"""


def of_ledger(*asked: object) -> Validators:
    """Of an answer that follows from what was `asked`, the editions, the ledger, its clocks, and today; two queries."""
    register = register_state()
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        updates, entries, recorded_at, clocks = cursor.fetchone()
    moments: list[dt.datetime] = [moment for moment in (register.at, recorded_at) if moment]
    return weak(
        *asked, register.facts, updates, entries, clocks, at=max(moments, default=None), on=timezone.localdate()
    )
