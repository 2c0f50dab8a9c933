"""Recording a fact of an entry, and taking a wrong one back."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actions.clocks import response_due
from actions.models import AddresseeClock, LedgerEntry, LedgerUpdate
from actions.policies import why_not, why_not_on, why_not_take_back
from actions.projection import append_update
from actions.words import UpdateKind
from meetings.editions.models import PublishedMeeting
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.recording import record


class RefusedUpdateError(Exception):
    """An update that the ledger does not take; the text is a sentence for a person."""


@transaction.atomic
def add_update(
    *,
    entry: LedgerEntry,
    kind: str,
    on: dt.date,
    by: User,
    text: str = "",
    by_name: str = "",
    verdict: str = "",
    due_on: dt.date | None = None,
    owner: str = "",
    directorate: str = "",
    evidence: str = "",
    other: LedgerEntry | None = None,
    meeting: PublishedMeeting | None = None,
    item_title: str = "",
    anchor: str = "",
    at: dt.datetime | None = None,
) -> LedgerUpdate:
    """Appends one fact to an entry's history, published at `at` (default: now), and returns it.

    When a recommendation is received (`sent`) or sent back (`reconsidered`), the last day for a response is computed
    from the clock of the addressee's kind and kept with the rule that gave it, because a later change of the clock must
    not move it. `other` is the entry that takes this one's place, or the action that was agreed; `meeting`,
    `item_title` and `anchor` say where the committee reviewed it. Raises NotPermittedError or RefusedUpdateError.
    """
    demand(by, Permission.UPDATE_LEDGER, scope=entry.committee.code)
    moment = at or timezone.now()
    if refusal := why_not_on(entry, on):
        raise RefusedUpdateError(refusal)
    refusal = why_not(LedgerEntry.objects.select_for_update(no_key=True).get(pk=entry.pk), kind)
    if refusal or kind == UpdateKind.CORRECTED:
        raise RefusedUpdateError(refusal or "A correction names the fact that it takes back.")
    if other is not None and other.pk == entry.pk:
        raise RefusedUpdateError(f"{entry.reference} cannot give way to itself. Name another entry.")
    rule = ""
    if kind in (UpdateKind.SENT, UpdateKind.RECONSIDERED):
        clock = AddresseeClock.objects.filter(addressee_kind=entry.addressee_kind).first()
        if due_on is None:
            due_on, rule = response_due(on, clock), clock.rule if clock else ""
    update = LedgerUpdate(
        entry=entry,
        kind=kind,
        on=on,
        text=text,
        by_name=by_name,
        verdict=verdict,
        due_on=due_on,
        owner=owner,
        directorate=directorate,
        evidence=evidence,
        other=other,
        meeting=meeting,
        item_title=item_title,
        anchor=anchor,
        rule=rule,
        recorded_by=by,
        recorded_at=moment,
        published_at=moment,
    )
    return _append(update, by=by, said={"text": text})


@transaction.atomic
def take_back(*, update: LedgerUpdate, because: str, by: User, at: dt.datetime | None = None) -> LedgerUpdate:
    """Appends the fact that an earlier one was wrong, and returns it; the earlier one stays to be read.

    From today on the entry is as if the earlier fact had not been told; as at a day before today it still counts.
    Raises NotPermittedError or RefusedUpdateError.
    """
    entry = update.entry
    demand(by, Permission.UPDATE_LEDGER, scope=entry.committee.code)
    if refusal := why_not_take_back(update):
        raise RefusedUpdateError(refusal)
    LedgerEntry.objects.select_for_update(no_key=True).only("pk").get(pk=entry.pk)
    if LedgerUpdate.objects.filter(corrects=update).exists():
        raise RefusedUpdateError("Somebody has taken this fact back already.")
    moment = at or timezone.now()
    correction = LedgerUpdate(
        entry=entry,
        kind=UpdateKind.CORRECTED,
        on=max(timezone.localdate(moment), update.on),
        text=because,
        corrects=update,
        recorded_by=by,
        recorded_at=moment,
        published_at=moment,
    )
    return _append(correction, by=by, said={"text": because, "takes back": str(update)})


def _append(update: LedgerUpdate, *, by: User, said: dict[str, str]) -> LedgerUpdate:
    try:
        update.full_clean()
    except ValidationError as error:
        raise RefusedUpdateError(" ".join(error.messages)) from error
    append_update(update)
    record(
        by=by,
        verb=f"recorded {update.kind}",
        subject=f"ledger {update.entry.reference}",
        after={"on": update.on.isoformat(), **said},
    )
    return update
