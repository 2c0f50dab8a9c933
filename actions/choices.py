"""What the filters of the ledger offer to choose from, as pairs of the value in the address and its words."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.db import connection

from meetings.municipal_year import municipal_year_label, municipal_year_of

Choices = list[tuple[str, str]]

# From one directorate to the next by the index, so that the cost follows their number and not that of the actions.
NEXT_DIRECTORATE = """
SELECT min(directorate_in_force) FROM actions_ledgerentry
WHERE kind = 'action' AND stands AND directorate_in_force > {after}
"""
OFFERED = f"""
WITH RECURSIVE directorates AS (
    SELECT ({NEXT_DIRECTORATE.format(after="''")}) AS name
    UNION ALL
    SELECT ({NEXT_DIRECTORATE.format(after="directorates.name")}) FROM directorates WHERE name IS NOT NULL
)
SELECT
    (SELECT json_agg(json_build_array(slug, name, code, id) ORDER BY position, name) FROM meetings_publishedcommittee),
    (SELECT min(made_on) FROM actions_ledgerentry WHERE stands),
    (SELECT max(made_on) FROM actions_ledgerentry WHERE stands),
    (SELECT json_agg(json_build_array(addressee_kind, label) ORDER BY label) FROM actions_addresseeclock),
    (SELECT json_agg(name) FROM directorates WHERE name IS NOT NULL)
"""  # noqa: S608  # put together from constants alone


@dataclass(frozen=True, slots=True)
class OfferedCommittee:
    slug: str
    name: str
    code: str
    pk: int


@dataclass(frozen=True, slots=True)
class Offered:
    """All that the filters offer: committees, the days between which entries were made, addressees, directorates."""

    committees: list[OfferedCommittee]
    first: dt.date | None
    last: dt.date | None
    addressee_kinds: Choices
    names: list[str]

    @property
    def municipal_years(self) -> Choices:
        """The municipal years in which anything on the ledger was made, the latest first."""
        if self.first is None or self.last is None:
            return []
        years = range(municipal_year_of(self.last), municipal_year_of(self.first) - 1, -1)
        return [(str(year), municipal_year_label(year)) for year in years]

    @property
    def directorates(self) -> Choices:
        """The directorates that own an action now, by name."""
        return [(name, name) for name in sorted(self.names, key=str.casefold)]


def offered() -> Offered:
    """Reads everything in one query, because it stands on every page of a list."""
    with connection.cursor() as cursor:
        cursor.execute(OFFERED)
        committees, first, last, kinds, names = (_read(value) for value in cursor.fetchone())
    rows = [OfferedCommittee(*row) for row in committees or []]
    return Offered(rows, first, last, [(kind, label) for kind, label in kinds or []], names or [])


def _read(value: Any) -> Any:
    """Django leaves JSON of a bare cursor as text."""
    return json.loads(value) if isinstance(value, str) else value
