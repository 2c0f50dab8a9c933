"""Opening an action in the ledger itself: from a response, from an undertaking, or between meetings."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actions.models import LedgerEntry
from actions.opening import open_entry
from actions.projection import count_entries
from actions.words import EntryKind, Origin, UpdateKind
from actions.workflow.facts import RefusedUpdateError, add_update
from meetings.editions.models import PublishedCommittee, PublishedMeeting
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.recording import record

NEEDS_OWNER_AND_DATE = "An action that carries out a recommendation needs an owner and a due date."


@transaction.atomic
def carry_out(
    *,
    recommendation: LedgerEntry,
    text: str,
    owner: str,
    due_on: dt.date,
    made_on: dt.date,
    by: User,
    directorate: str = "",
    at: dt.datetime | None = None,
) -> LedgerEntry:
    """Opens the action that a response promised, tells the recommendation of it (`planned`), and returns it.

    It stands under the line of the minutes from which the recommendation was born. Raises NotPermittedError or
    RefusedUpdateError.
    """
    demand(by, Permission.UPDATE_LEDGER, scope=recommendation.committee.code)
    if not recommendation.is_recommendation:
        raise RefusedUpdateError("Only a recommendation is carried out by actions.")
    if not owner.strip() or due_on is None:
        raise RefusedUpdateError(NEEDS_OWNER_AND_DATE)
    values: dict[str, object] = {
        "origin": Origin.RESPONSE,
        "parent": recommendation,
        "meeting": recommendation.meeting,
        "item_title": recommendation.item_title,
        "item_number": recommendation.item_number,
        "item_kind": recommendation.item_kind,
        "anchor": recommendation.anchor,
    }
    action = _open(
        recommendation.committee,
        values,
        text=text,
        owner=owner,
        directorate=directorate,
        due_on=due_on,
        made_on=made_on,
        by=by,
    )
    add_update(
        entry=recommendation,
        kind=UpdateKind.PLANNED,
        on=made_on,
        by=by,
        text=text,
        owner=owner,
        directorate=directorate,
        due_on=due_on,
        other=action,
        at=at,
    )
    return action


@transaction.atomic
def add_action(
    *,
    committee: PublishedCommittee,
    text: str,
    made_on: dt.date,
    by: User,
    owner: str = "",
    directorate: str = "",
    due_on: dt.date | None = None,
    origin: Origin = Origin.BETWEEN,
    meeting: PublishedMeeting | None = None,
    item_title: str = "",
    item_number: str = "",
    item_kind: str = "",
    anchor: str = "",
    source_number: str = "",
    cites_no_meeting: bool = False,
) -> LedgerEntry:
    """Opens an action that stands in no published minutes, and returns it.

    `meeting`, `item_title`, `item_number`, `item_kind` and `anchor` say at which item it was promised or spoken of.
    `made_on` is the day on which it was agreed, which for one of an older log may be a day without a meeting. Raises
    NotPermittedError or RefusedUpdateError.
    """
    demand(by, Permission.UPDATE_LEDGER, scope=committee.code)
    values: dict[str, object] = {
        "origin": origin,
        "meeting": meeting,
        "item_title": item_title,
        "item_number": item_number,
        "item_kind": item_kind,
        "anchor": anchor,
        "source_number": source_number,
        "cites_no_meeting": cites_no_meeting,
    }
    return _open(
        committee, values, text=text, owner=owner, directorate=directorate, due_on=due_on, made_on=made_on, by=by
    )


def why_not_open(*, text: str, made_on: dt.date, due_on: dt.date | None) -> str:
    """Why an action of these words and days cannot be opened: a sentence; "" where it can."""
    if not text.strip():
        return "Say what is to be done."
    if made_on > timezone.localdate():
        return "A day that has not come yet cannot be recorded."
    if due_on is not None and due_on < made_on:
        return "The due date comes before the day on which the action was agreed."
    return ""


def _open(
    committee: PublishedCommittee,
    values: dict[str, object],
    *,
    text: str,
    owner: str,
    directorate: str,
    due_on: dt.date | None,
    made_on: dt.date,
    by: User,
) -> LedgerEntry:
    refusal = why_not_open(text=text, made_on=made_on, due_on=due_on)
    if refusal:
        raise RefusedUpdateError(refusal)
    values = values | {
        "text": text.strip(),
        "made_on": made_on,
        "original_owner": owner.strip(),
        "original_directorate": directorate.strip(),
        "original_due_on": due_on,
    }
    try:
        action = open_entry(committee=committee, kind=EntryKind.ACTION, year=made_on.year, values=values)
    except ValidationError as error:
        raise RefusedUpdateError(" ".join(error.messages)) from error
    count_entries(committee)
    record(
        by=by,
        verb="opened an action",
        subject=f"ledger {action.reference}",
        after={"text": action.text, "owner": action.original_owner, "due": due_on.isoformat() if due_on else ""},
    )
    return action
