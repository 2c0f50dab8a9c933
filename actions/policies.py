"""What can happen to an entry as it stands: which facts may follow or be taken back, and why others may not."""

import datetime as dt

from django.utils import timezone

from actions.models import LedgerEntry, LedgerUpdate
from actions.words import (
    ACCEPTING,
    ACTION_KINDS,
    RECOMMENDATION_KINDS,
    SET_ASIDE_BY,
    EntryKind,
    UpdateKind,
)
from meetings.editions.spelling import long_date

# What may still be said of an entry that was carried out, or set aside.
_AFTER_COMPLETION = frozenset(
    {UpdateKind.REVIEWED, UpdateKind.REOPENED, UpdateKind.CORRECTED, UpdateKind.SENT, UpdateKind.RESPONSE}
)
_AFTER_SETTING_ASIDE = frozenset({UpdateKind.REOPENED, UpdateKind.CORRECTED})


def possible_kinds(entry: LedgerEntry) -> list[UpdateKind]:
    """The kinds of facts that may follow on what is known of the entry, in the order of its life.

    A correction is none of them: it follows on one fact, and not on the entry.
    """
    return [kind for kind in UpdateKind if kind != UpdateKind.CORRECTED and not why_not(entry, kind)]


def why_not(entry: LedgerEntry, kind: str) -> str:
    """Why a fact of this kind cannot follow on what is known of the entry: a sentence; "" where it can."""
    if kind not in (RECOMMENDATION_KINDS if entry.is_recommendation else ACTION_KINDS):
        return f"“{kind}” is not a thing that happens to {'a' if entry.is_recommendation else 'an'} {entry.kind}."
    if not entry.stands:
        return f"The line of {entry.reference} no longer stands in the published record."
    end = entry.known_end
    if end in SET_ASIDE_BY and kind not in _AFTER_SETTING_ASIDE:
        return f"{entry.reference} was {end}. Reopen it first, and say why."
    if end == UpdateKind.COMPLETED and kind not in _AFTER_COMPLETION:
        done = "implemented" if entry.kind == EntryKind.RECOMMENDATION else "complete"
        return f"{entry.reference} is {done}. Reopen it first, and say why."
    if kind == UpdateKind.REOPENED and end not in {UpdateKind.COMPLETED, *SET_ASIDE_BY}:
        return f"{entry.reference} is open."
    if kind == UpdateKind.RECONSIDERED and not entry.known_verdict:
        return f"{entry.reference} has no response that could be considered again."
    return ""


def waits_for_an_action(entry: LedgerEntry) -> bool:
    """Whether its response accepts a recommendation, at least in principle, and no action carries it out yet."""
    is_accepted = entry.known_verdict in ACCEPTING
    return is_accepted and not entry.known_planned and not why_not(entry, UpdateKind.PLANNED)


def why_not_on(entry: LedgerEntry, on: dt.date) -> str:
    """Why nothing can have happened to the entry on that day: a sentence; "" where it can."""
    if on < entry.made_on:
        made = long_date(entry.made_on)
        return f"{entry.reference} was made on {made}; nothing can have happened to it before."
    return "A day that has not come yet cannot be recorded." if on > timezone.localdate() else ""


def why_not_take_back(update: LedgerUpdate) -> str:
    """Why a fact cannot be taken back: a sentence; "" where it can."""
    if update.kind == UpdateKind.CORRECTED:
        return "A correction cannot be taken back. Record the fact anew instead."
    if not update.entry.stands:
        return f"The line of {update.entry.reference} no longer stands in the published record."
    return ""
