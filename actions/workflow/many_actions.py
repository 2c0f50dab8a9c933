"""Opening many actions at once, each with what is known of it: the rows of an older log.

What `add_action` and `add_update` make one after the other is made here in a few statements, by the same rules; a test
holds the two equal.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import DataError, IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from actions.models import LedgerEntry, LedgerUpdate
from actions.opening import reference_of
from actions.projection import count_entries, open_with_histories
from actions.words import ACTION_KINDS, EntryKind, Origin, UpdateKind
from actions.workflow.facts import RefusedUpdateError
from actions.workflow.new_actions import why_not_open
from meetings.editions.models import PublishedCommittee, PublishedMeeting
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.recording import record_all


@dataclass(frozen=True, slots=True)
class NewFact:
    """What is told of a new action; all of them follow on one another without an end between them."""

    kind: UpdateKind
    on: dt.date
    text: str
    evidence: str = ""
    by_name: str = ""


@dataclass(frozen=True, slots=True)
class NewAction:
    """One action to be opened; `called` names it in a refusal ("Row 5")."""

    called: str
    text: str
    made_on: dt.date
    owner: str = ""
    directorate: str = ""
    due_on: dt.date | None = None
    meeting: PublishedMeeting | None = None
    source_number: str = ""
    cites_no_meeting: bool = False
    facts: Sequence[NewFact] = field(default_factory=tuple)


@transaction.atomic
def add_actions(
    *, committee: PublishedCommittee, origin: Origin, actions: Sequence[NewAction], by: User
) -> list[LedgerEntry]:
    """Opens them all under the next references of the committee, in their order, and returns them.

    Raises NotPermittedError, or RefusedUpdateError that names the first one which cannot be opened.
    """
    demand(by, Permission.UPDATE_LEDGER, scope=committee.code)
    for action in actions:
        refusal = _why_not(action)
        if refusal:
            raise RefusedUpdateError(f"{action.called}: {refusal}")
    # Locked, so that two that are opened at once get one number each.
    PublishedCommittee.objects.select_for_update(no_key=True).only("pk").get(pk=committee.pk)
    series = LedgerEntry.objects.filter(committee=committee, kind=EntryKind.ACTION).order_by()
    numbers = dict(series.values_list("year").annotate(Max("number")))
    histories = [_history(action, committee, origin, numbers, by) for action in actions]
    try:
        open_with_histories(histories)
    except (IntegrityError, DataError) as error:
        raise RefusedUpdateError("The ledger does not take one of these actions as it stands.") from error
    count_entries(committee)
    record_all(
        by=by,
        verb="opened an action",
        subjects={f"ledger {entry.reference}": _told(entry, updates) for entry, updates in histories},
    )
    return [entry for entry, _ in histories]


def _why_not(action: NewAction) -> str:
    refusal = why_not_open(text=action.text, made_on=action.made_on, due_on=action.due_on)
    if refusal:
        return refusal
    today = timezone.localdate()
    for fact in action.facts:
        if fact.kind not in ACTION_KINDS:
            return f"“{fact.kind}” is not a thing that happens to an action."
        if not action.made_on <= fact.on <= today:
            return "Nothing can have happened to it before it was agreed, or on a day that has not come yet."
        if not fact.text.strip():
            return "Say what happened."
    return ""


def _history(
    action: NewAction, committee: PublishedCommittee, origin: Origin, numbers: dict[int, int], by: User
) -> tuple[LedgerEntry, list[LedgerUpdate]]:
    """The entry under the next number of its year, which is counted on, and its facts; nothing is written."""
    year = action.made_on.year
    numbers[year] = numbers.get(year, 0) + 1
    entry = LedgerEntry(
        kind=EntryKind.ACTION,
        reference=reference_of(committee.code, year, EntryKind.ACTION, numbers[year]),
        committee=committee,
        year=year,
        number=numbers[year],
        origin=origin,
        meeting=action.meeting,
        source_number=action.source_number,
        cites_no_meeting=action.cites_no_meeting,
        text=action.text.strip(),
        made_on=action.made_on,
        original_owner=action.owner.strip(),
        original_directorate=action.directorate.strip(),
        original_due_on=action.due_on,
    )
    moment = timezone.now()
    updates = [
        LedgerUpdate(
            kind=fact.kind,
            on=fact.on,
            text=fact.text,
            evidence=fact.evidence,
            by_name=fact.by_name,
            recorded_by=by,
            recorded_at=moment,
            published_at=moment,
        )
        for fact in action.facts
    ]
    return entry, updates


def _told(entry: LedgerEntry, updates: list[LedgerUpdate]) -> dict[str, object]:
    due = entry.original_due_on
    facts = [{"kind": update.kind, "on": update.on.isoformat(), "text": update.text} for update in updates]
    return {
        "text": entry.text,
        "owner": entry.original_owner,
        "due": due.isoformat() if due else "",
        **({"facts": facts} if facts else {}),
    }
