"""The ledger of the invented meetings: entries of every origin, each with a history of its own.

A meeting has twelve entries from its minutes, and eight that the ledger opened: of 5,000 meetings 100,000 entries.
"""

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import F, Max, Model

from actions.models import LedgerEntry, LedgerUpdate
from actions.opening import entry_values, ledger_lines, reference_of
from actions.status import facts_of
from actions.words import EntryKind, Origin
from meetings.editions.models import Edition, PublishedCommittee, PublishedMeeting
from portal.accounts.models import User
from portal.benchmark.histories import Historian
from portal.benchmark.minutes import DIRECTORATES, OWNERS
from portal.benchmark.words import Scribe

# The actions that the ledger opens beside each meeting: so many days after it, and where they come from.
OPENED = [
    (55, Origin.RESPONSE),
    (56, Origin.RESPONSE),
    (0, Origin.UNDERTAKING),
    (9, Origin.BETWEEN),
    (16, Origin.BETWEEN),
    (-30, Origin.LOG),
    (-29, Origin.LOG),
    (-20, Origin.LOG),
]


class LedgerRows:
    """Opens entries and appends their updates, many at a time."""

    def __init__(self, scribe: Scribe, *, by: User) -> None:
        self._scribe = scribe
        self._historian = Historian(scribe, by=by)
        # Some years have entries of the demonstration already.
        taken = LedgerEntry.objects.order_by().values_list("committee", "kind", "year").annotate(Max("number"))
        self._numbers = Counter({(committee, kind, year): last for committee, kind, year, last in taken})

    def add(self, told: list[tuple[PublishedMeeting, Edition]]) -> None:
        """The entries of these meetings and what came of each."""
        entries = [entry for row, edition in told for entry in self._of_meeting(row, edition)]
        _number(entries)
        histories = [self._historian.history(entry, among=entries) for entry in entries]
        _number([update for history in histories for update in history])
        for entry, history in zip(entries, histories, strict=True):
            # A correction knows what it takes back by its number, which that has only now.
            for update in history:
                update.corrects_id = update.corrects.pk if update.corrects else None
            facts = facts_of(history, kind=entry.kind)
            for column in dataclasses.fields(facts):
                setattr(entry, f"known_{column.name}", getattr(facts, column.name))
        LedgerEntry.objects.bulk_create(entries)
        LedgerUpdate.objects.bulk_create([update for history in histories for update in history])
        for committee in {entry.committee for entry in entries}:
            counts = Counter(entry.kind for entry in entries if entry.committee_id == committee.pk)
            PublishedCommittee.objects.filter(pk=committee.pk).update(
                recommendation_count=F("recommendation_count") + counts[EntryKind.RECOMMENDATION],
                action_count=F("action_count") + counts[EntryKind.ACTION],
            )

    def _of_meeting(self, row: PublishedMeeting, edition: Edition) -> Iterator[LedgerEntry]:
        parents = []
        for item, block, line in ledger_lines(edition.content):
            values = entry_values(row.date, item, block, line)
            entry = self._entry(row, line["kind"], line_key=line["key"], edition=edition, meeting=row, **values)
            if entry.kind == EntryKind.RECOMMENDATION:
                parents.append(entry)
            yield entry
        for days, origin in OPENED:
            yield self._opened(row, origin, days, self._scribe.one_of(parents))

    def _opened(self, row: PublishedMeeting, origin: Origin, days: int, parent: LedgerEntry) -> LedgerEntry:
        made_on = row.date + dt.timedelta(days=days)
        is_of_response, is_of_log = origin == Origin.RESPONSE, origin == Origin.LOG
        return self._entry(
            row,
            EntryKind.ACTION,
            origin=origin,
            parent=parent if is_of_response else None,
            meeting=row if is_of_response or origin == Origin.UNDERTAKING else None,
            anchor=parent.anchor if is_of_response else "",
            item_title=parent.item_title if is_of_response else "",
            source_number=str(self._scribe.number(1, 90)) if is_of_log else "",
            cites_no_meeting=is_of_log and self._scribe.chance(0.1),
            made_on=made_on,
            text=self._scribe.deed(),
            original_owner="" if is_of_log and self._scribe.chance(0.1) else self._scribe.choice(OWNERS),
            original_directorate=self._scribe.choice(DIRECTORATES),
            original_due_on=made_on + dt.timedelta(days=self._scribe.number(30, 120)),
        )

    def _entry(self, row: PublishedMeeting, kind: str, **values: Any) -> LedgerEntry:
        year = values["made_on"].year
        series = (row.committee_id, kind, year)
        self._numbers[series] += 1
        number = self._numbers[series]
        reference = reference_of(row.committee.code, year, kind, number)
        return LedgerEntry(kind=kind, reference=reference, committee=row.committee, year=year, number=number, **values)


def _number(rows: list[Any]) -> None:
    """Gives the rows the next numbers of their table before they are written, so that they can name each other."""
    if not rows:
        return
    model: type[Model] = type(rows[0])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, len(rows)],
        )
        for row, (number,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = number
