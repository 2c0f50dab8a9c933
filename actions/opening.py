"""Opening ledger entries: every recommendation and action line of a published edition has one, and keeps it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Max
from django.utils import timezone

from actions.models import LedgerEntry, LedgerUpdate
from actions.projection import append_update, count_entries
from actions.words import EntryKind, Origin, UpdateKind
from meetings.editions.models import Edition, PublishedCommittee, PublishedMeeting
from meetings.editions.projection import outcome_blocks
from portal.accounts.models import User


def sync_ledger(*, meeting: PublishedMeeting, standing: Edition | None, by: User) -> None:
    """Makes the ledger hold an entry for each recommendation and action of the meeting's standing edition.

    A new line gets the next reference of its committee and year. A line that was changed keeps its reference and its
    history. A line that no longer stands keeps its row, marked withdrawn by an update, and leaves the lists.
    """
    of_minutes = LedgerEntry.objects.filter(meeting=meeting, origin=Origin.MINUTES)
    known = {(str(entry.line_key), entry.kind): entry for entry in of_minutes}
    lines = list(ledger_lines(standing.content)) if standing else []
    seen = set()
    for item, block, line in lines:
        identity = (line["key"], line["kind"])
        seen.add(identity)
        values = entry_values(meeting.date, item, block, line) | {"edition": standing}
        entry = known.get(identity)
        if entry is None:
            _open(meeting, line, values)
            continue
        if entry.edition_id is None:
            _note(entry, UpdateKind.REOPENED, "The line stands in the published record again.", by=by)
        for name, value in values.items():
            setattr(entry, name, value)
        entry.save(update_fields=list(values))  # never the facts, which an update may just have changed
    for identity, entry in known.items():
        if identity not in seen and entry.edition_id is not None:
            entry.edition = None
            entry.save(update_fields=["edition"])
            _note(
                entry, UpdateKind.WITHDRAWN, "The line no longer stands in the published record of the meeting.", by=by
            )
    count_entries(meeting.committee)


def ledger_lines(content: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """Every line of an edition that has a ledger entry, with its item and its group."""
    for item in content["items"]:
        for block in outcome_blocks(item):
            for line in block["lines"]:
                if line["kind"] in EntryKind.values:
                    yield item, block, line


def entry_values(made_on: dt.date, item: dict[str, Any], block: dict[str, Any], line: dict[str, Any]) -> dict[str, Any]:
    """What an entry holds of its line: everything but its reference and its history follows from the edition."""
    return {
        "made_on": made_on,
        "item_title": item["title"],
        "item_number": item["minute_number"] or item["agenda_number"] or "",
        "item_kind": item["kind"],
        "anchor": line["anchor"],
        "label": line["label"],
        "lead_in": block["lead_in"],
        "text": line["text"],
        "addressee": line["addressee"],
        "addressee_kind": line["addressee_kind"],
        "original_owner": line["owner"],
        "original_directorate": line["directorate"],
        "original_due_on": dt.date.fromisoformat(line["due"]) if line["due"] else None,
    }


def _open(meeting: PublishedMeeting, line: dict[str, Any], values: dict[str, Any]) -> LedgerEntry:
    values = values | {"line_key": line["key"], "meeting": meeting}
    return open_entry(committee=meeting.committee, kind=line["kind"], year=meeting.date.year, values=values)


def open_entry(*, committee: PublishedCommittee, kind: str, year: int, values: dict[str, Any]) -> LedgerEntry:
    """Writes an entry under the next reference of its committee, kind and year, and returns it.

    The committee's row is locked first, so that two that are opened at once get one number each.
    """
    PublishedCommittee.objects.select_for_update(no_key=True).only("pk").get(pk=committee.pk)
    series = LedgerEntry.objects.filter(committee=committee, kind=kind, year=year)
    number = (series.aggregate(last=Max("number"))["last"] or 0) + 1
    return LedgerEntry.objects.create(
        kind=kind,
        reference=reference_of(committee.code, year, kind, number),
        committee=committee,
        year=year,
        number=number,
        **values,
    )


def reference_of(code: str, year: int, kind: str, number: int) -> str:
    """The permanent reference: "CYP-2026-15" of an action, "CYP-2026-R3" of a recommendation."""
    return f"{code}-{year}-{'R' if kind == EntryKind.RECOMMENDATION else ''}{number}"


def _note(entry: LedgerEntry, kind: UpdateKind, text: str, *, by: User) -> None:
    moment = timezone.now()
    append_update(
        LedgerUpdate(
            entry=entry,
            kind=kind,
            on=timezone.localdate(moment),
            text=text,
            recorded_by=by,
            recorded_at=moment,
            published_at=moment,
        )
    )
