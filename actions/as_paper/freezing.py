"""The ledger of a committee as a list that lies before a meeting: what the public ledger shows, as data."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import Q

from actions.as_paper.listed import KINDS, since_last
from actions.as_paper.marks import COMPLETED, NEW, Life, Since, marks
from actions.models import LedgerEntry, LedgerUpdate
from actions.models.entry import LedgerEntryQuerySet
from actions.words import END_KINDS, ENDED, VERDICT_KINDS, EntryKind, Origin, Rank, Status
from meetings.editions.models import PublishedCommittee

Content = dict[str, Any]
FORMAT = 1
# Their own columns say so already.
_SEEN_IN_COLUMNS = ("Nobody owns this action.", "No due date was set.")


def frozen(
    committee: PublishedCommittee, kind: str, as_at: dt.date, *, but_for: str = "", with_ended: bool = False
) -> Content:
    """The action log, the recommendation tracker or both (FrozenKind) of a committee as at a day, as plain data.

    `{"format", "kind", "council", "committee": {"slug", "name"}, "as_at", "with_ended", "lists": [...]}`; each list has
    `kind` (of its entries), `since` (`{"on", "is_paper"}` or None), `counts` and `rows`, the late ones first. Dates are
    ISO text. Entries are in it that are open, and those that ended since the list before (see `marks`); what ended
    earlier only `with_ended`. `but_for` is the address of the meeting for which it is made, whose own list is not
    the one before.
    """
    return {
        "format": FORMAT,
        "kind": kind,
        "council": settings.COUNCIL_NAME,
        "committee": {"slug": committee.slug, "name": committee.name},
        "as_at": as_at.isoformat(),
        "with_ended": with_ended,
        "lists": [
            _list(committee, entry_kind, as_at, since_last(committee, entry_kind, as_at, but_for=but_for), with_ended)
            for entry_kind, kinds in KINDS.items()
            if kind in kinds
        ],
    }


def _list(
    committee: PublishedCommittee, kind: EntryKind, as_at: dt.date, since: Since | None, with_ended: bool
) -> Content:
    whole = LedgerEntry.objects.as_it_stood(as_at).filter(committee=committee, kind=kind)
    entries = list((whole if with_ended else _perhaps_new(whole, since)).by_urgency().for_lists())
    settled = _settled(entries, as_at)
    rows = []
    for entry in entries:
        words = marks(_life(entry, settled.get(entry.pk)), since)
        if words or with_ended or entry.status not in ENDED:
            rows.append(_row(entry, words, settled.get(entry.pk)))
    return {
        "kind": kind.value,
        "since": {"on": since.on.isoformat(), "is_paper": since.is_paper} if since else None,
        "counts": {
            "all": len(rows),
            "late": sum(1 for row in rows if row["days_late"]),
            "new": sum(1 for row in rows if NEW in row["marks"]),
            "completed": sum(1 for row in rows if COMPLETED in row["marks"]),
            "left_out": whole.count() - len(rows),
        },
        "rows": rows,
    }


def _perhaps_new(entries: LedgerEntryQuerySet, since: Since | None) -> LedgerEntryQuerySet:
    """Those that are open, and of the ended ones those of which something was told since: the others are not read."""
    wanted = Q(fact_rank__lt=Rank.ENDED)
    if since is not None:
        told = Q(on__gte=since.on)
        if since.made_at is not None:
            told |= Q(recorded_at__gt=since.made_at)
        settling = LedgerUpdate.objects.filter(told, kind__in=[*END_KINDS, *VERDICT_KINDS])
        wanted |= Q(pk__in=settling.values("entry")) | Q(reference__in=list(since.shown))
    return entries.filter(wanted)


def _settled(entries: list[LedgerEntry], as_at: dt.date) -> dict[int, LedgerUpdate]:
    """By entry that has ended: the fact that ended it."""
    ended = {entry.pk: entry for entry in entries if entry.status in ENDED}
    updates = LedgerUpdate.objects.filter(entry__in=list(ended), on__lte=as_at, kind__in=[*END_KINDS, *VERDICT_KINDS])
    standing = updates.exclude(correction__on__lte=as_at).order_by("on", "pk")
    found: dict[int, LedgerUpdate] = {}
    for update in standing.only("entry", "kind", "on", "recorded_at"):
        by_answer = ended[update.entry_id].status in (Status.REJECTED, Status.NOTED)
        if update.kind in (VERDICT_KINDS if by_answer else END_KINDS):
            found[update.entry_id] = update
    return found


def _life(entry: LedgerEntry, settled: LedgerUpdate | None) -> Life:
    return Life(
        reference=entry.reference,
        status=entry.status,
        made_on=entry.made_on,
        is_of_older_log=entry.origin == Origin.LOG,
        end=getattr(entry, "fact_end", entry.known_end),
        answered_on=entry.answered_on,
        settled_on=settled.on if settled else None,
        settled_at=settled.recorded_at if settled else None,
    )


def _row(entry: LedgerEntry, words: list[str], settled: LedgerUpdate | None) -> Content:
    return {
        "kind": entry.kind,
        "reference": entry.reference,
        "marks": words,
        "made_on": entry.made_on.isoformat(),
        "older_number": entry.source_number,
        "item": entry.item_title,
        "text": entry.text,
        "who": entry.addressee if entry.is_recommendation else entry.owner,
        "directorate": entry.directorate,
        "progress": entry.progress,
        "progress_on": _iso(entry.progress_on),
        "due_on": _iso(entry.due_on),
        "days_late": entry.days_late,
        "answered_late_by": entry.answered_late_by,
        "status": entry.status.value,
        "status_label": entry.status.label,
        "settled_on": _iso(settled.on if settled else None),
        "missing": [sentence for sentence in entry.standing.attention if sentence not in _SEEN_IN_COLUMNS],
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
