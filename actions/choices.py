"""What the filters of the ledger offer to choose from, as pairs of the value in the address and its words."""

from django.db import connection
from django.db.models import Max, Min

from actions.models import AddresseeClock, LedgerEntry
from meetings.municipal_year import municipal_year_label, municipal_year_of

Choices = list[tuple[str, str]]

# From one directorate to the next by the index, so that the cost follows their number and not that of the actions.
NEXT_DIRECTORATE = """
SELECT min(directorate_in_force) FROM actions_ledgerentry
WHERE kind = 'action' AND stands AND directorate_in_force > {after}
"""
DIRECTORATES = f"""
WITH RECURSIVE directorates AS (
    SELECT ({NEXT_DIRECTORATE.format(after="''")}) AS name
    UNION ALL
    SELECT ({NEXT_DIRECTORATE.format(after="directorates.name")}) FROM directorates WHERE name IS NOT NULL
)
SELECT name FROM directorates WHERE name IS NOT NULL
"""  # noqa: S608  # put together from constants alone


def municipal_years() -> Choices:
    """The municipal years in which anything on the ledger was made, the latest first."""
    ends = LedgerEntry.objects.published().aggregate(first=Min("made_on"), last=Max("made_on"))
    if not ends["first"]:
        return []
    years = range(municipal_year_of(ends["last"]), municipal_year_of(ends["first"]) - 1, -1)
    return [(str(year), municipal_year_label(year)) for year in years]


def addressee_kinds() -> Choices:
    """The kinds of addressee that have a clock, by their labels."""
    return list(AddresseeClock.objects.values_list("addressee_kind", "label"))


def directorates() -> Choices:
    """The directorates that own an action now, by name."""
    with connection.cursor() as cursor:
        cursor.execute(DIRECTORATES)
        names = [name for (name,) in cursor.fetchall()]
    return [(name, name) for name in sorted(names, key=str.casefold)]
