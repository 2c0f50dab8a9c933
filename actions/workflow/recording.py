"""Recording a fact as an officer does it: with its files, and in place of one that was wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone

from actions.models import LedgerEntry, LedgerFile, LedgerUpdate
from actions.words import SET_ASIDE_BY, UpdateKind
from actions.workflow.facts import RefusedUpdateError, add_update, take_back
from actions.workflow.files import attach
from actions.workflow.new_actions import carry_out
from meetings.editions.papers import paper_path, storage
from meetings.paper_checks.examining import Examined
from meetings.paper_titles import title_of_file
from portal.accounts.models import User


@dataclass(frozen=True, slots=True)
class FactFile:
    """A file that came with a fact and was looked into."""

    examined: Examined
    source: BinaryIO

    @property
    def title(self) -> str:
        return title_of_file(self.examined.given_name)[: LedgerFile._meta.get_field("title").max_length]


@dataclass(frozen=True, slots=True)
class NewFact:
    """What is to be recorded: the kind and the day of the fact, and what else `add_update` takes of it.

    `kept` are files of a fact that it puts right; they belong to the new one too.
    """

    kind: UpdateKind
    on: date
    said: dict[str, Any] = field(default_factory=dict)
    files: Sequence[FactFile] = ()
    kept: Sequence[LedgerFile] = ()


@transaction.atomic
def record_fact(*, entry: LedgerEntry, fact: NewFact, by: User) -> LedgerUpdate:
    """Appends the fact with its files and returns it; an action that was agreed gets its own entry.

    A completion that comes with files alone has these as its evidence. Raises NotPermittedError or RefusedUpdateError.
    """
    said = dict(fact.said)
    titles = [*(file.title for file in fact.files), *(file.title for file in fact.kept)]
    if fact.kind == UpdateKind.COMPLETED and titles and not said.get("evidence"):
        said["evidence"] = ", ".join(titles)
    if fact.kind == UpdateKind.PLANNED:
        action = carry_out(recommendation=entry, made_on=fact.on, by=by, **said)
        update = LedgerUpdate.objects.get(entry=entry, other=action, kind=UpdateKind.PLANNED)
    else:
        update = add_update(entry=entry, kind=fact.kind, on=fact.on, by=by, **said)
    for file in fact.files:
        examined = file.examined
        attach(
            update=update,
            title=file.title,
            source=file.source,
            sha256=examined.sha256,
            filename=examined.filename,
            media_type=examined.kind.media_type,
            size=examined.size,
            pages=examined.pages,
            by=by,
        )
    for kept in fact.kept:
        _attach_again(kept, update, by=by)
    return update


@transaction.atomic
def take_back_fact(*, update: LedgerUpdate, because: str, by: User) -> LedgerUpdate:
    """Takes a wrong fact back, and returns the correction.

    The action that a wrong agreement opened is withdrawn with it, unless it has ended; its reference is never given
    again. Raises NotPermittedError or RefusedUpdateError.
    """
    correction = take_back(update=update, because=because, by=by)
    action = update.other if update.kind == UpdateKind.PLANNED else None
    if action is not None and action.known_end not in {UpdateKind.COMPLETED.value, *SET_ASIDE_BY}:
        add_update(
            entry=action,
            kind=UpdateKind.WITHDRAWN,
            on=timezone.localdate(),
            text=f"That it was agreed, to carry out {update.entry.reference}, was taken back: {because}",
            by=by,
        )
    return correction


@transaction.atomic
def put_right(*, update: LedgerUpdate, because: str, fact: NewFact, by: User) -> LedgerUpdate:
    """Takes a wrong fact back and records the right one in its place: both or neither. Returns the right one.

    Raises NotPermittedError or RefusedUpdateError.
    """
    if fact.kind != update.kind:
        raise RefusedUpdateError("A fact is put right by one of its own kind. Take it back, and record the other.")
    take_back_fact(update=update, because=because, by=by)
    entry = LedgerEntry.objects.select_related("committee", "meeting").get(pk=update.entry_id)
    return record_fact(entry=entry, fact=fact, by=by)


def _attach_again(file: LedgerFile, update: LedgerUpdate, *, by: User) -> None:
    with storage().open(paper_path(file.sha256)) as source:
        attach(
            update=update,
            title=file.title,
            source=source,  # type: ignore[arg-type]  # a stored file reads like any other
            sha256=file.sha256,
            filename=file.filename,
            media_type=file.media_type,
            size=file.size,
            pages=file.pages,
            by=by,
        )
