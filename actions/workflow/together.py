"""Telling several entries the same fact: every one of them, or none."""

import copy
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from actions.models import LedgerEntry, LedgerUpdate
from actions.workflow.facts import RefusedUpdateError, add_update
from portal.accounts.models import User


@dataclass(frozen=True, slots=True)
class SharedFact:
    """What is told of each of the entries, as `add_update` takes it."""

    kind: str
    on: dt.date
    text: str = ""
    due_on: dt.date | None = None
    owner: str = ""
    directorate: str = ""
    evidence: str = ""


class RefusedTogetherError(Exception):
    """Some entries do not take the fact, so none was told it. `sentences` says why not, by the entry's primary key."""

    def __init__(self, sentences: dict[int, str]) -> None:
        super().__init__(" ".join(sentences.values()))
        self.sentences = sentences


class _TakenBackError(Exception):
    pass


@transaction.atomic
def tell_all(*, entries: Iterable[LedgerEntry], fact: SharedFact, by: User) -> list[LedgerUpdate]:
    """Appends the fact to every entry, and returns the updates. Raises NotPermittedError or RefusedTogetherError."""
    told, refused = [], {}
    # In one order, so that two officers who tell the same entries wait for each other instead of both failing.
    for entry in sorted(entries, key=lambda entry: entry.pk):
        try:
            told.append(
                add_update(
                    entry=entry,
                    kind=fact.kind,
                    on=fact.on,
                    by=by,
                    text=fact.text,
                    due_on=fact.due_on,
                    owner=fact.owner,
                    directorate=fact.directorate,
                    evidence=fact.evidence,
                )
            )
        except RefusedUpdateError as error:
            refused[entry.pk] = str(error)
    if refused:
        raise RefusedTogetherError(refused)
    return told


def refusals_of(*, entries: Iterable[LedgerEntry], fact: SharedFact, by: User) -> dict[int, str]:
    """Why which of the entries would not take the fact, by primary key; nothing is written.

    It is asked of the deed itself, whose work is undone: so no rule is told twice. Raises NotPermittedError.
    """
    # A deed that was undone leaves what it wrote on the rows in memory, so it gets copies.
    copies = [copy.copy(entry) for entry in entries]
    try:
        with transaction.atomic():
            tell_all(entries=copies, fact=fact, by=by)
            raise _TakenBackError
    except RefusedTogetherError as refused:
        return refused.sentences
    except _TakenBackError:
        return {}
