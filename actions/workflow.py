"""Deeds upon the ledger."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actions.clocks import response_due
from actions.models import AddresseeClock, LedgerEntry, LedgerUpdate
from actions.projection import append_update
from actions.words import ACTION_KINDS, RECOMMENDATION_KINDS, UpdateKind
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
    at: dt.datetime | None = None,
) -> LedgerUpdate:
    """Appends one fact to an entry's history, published at `at` (default: now), and returns it.

    When a recommendation is received (`sent`), the last day for a response is computed from the clock of the
    addressee's kind and kept with the rule that gave it, because a later change of the clock must not move it.
    Raises NotPermittedError or RefusedUpdateError.
    """
    demand(by, Permission.UPDATE_LEDGER, scope=entry.committee.code)
    moment = at or timezone.now()
    if on < entry.made_on:
        raise RefusedUpdateError(
            f"{entry.reference} was made on {entry.made_on:%d/%m/%Y}; nothing can have happened to it before."
        )
    if on > timezone.localdate():
        raise RefusedUpdateError("A day that has not come yet cannot be recorded.")
    if kind not in (RECOMMENDATION_KINDS if entry.is_recommendation else ACTION_KINDS):
        raise RefusedUpdateError(f"“{kind}” is not a thing that happens to {_article(entry.kind)}.")
    rule = ""
    if kind == UpdateKind.SENT:
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
        rule=rule,
        recorded_by=by,
        recorded_at=moment,
        published_at=moment,
    )
    try:
        update.full_clean()
    except ValidationError as error:
        raise RefusedUpdateError(" ".join(error.messages)) from error
    append_update(update)
    record(
        by=by, verb=f"recorded {kind}", subject=f"ledger {entry.reference}", after={"on": on.isoformat(), "text": text}
    )
    return update


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
