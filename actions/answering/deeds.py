"""What an officer does with an owner's answer: accepts it as a fact, sends it back, or closes it without one."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from actions.models import LedgerUpdate, Message, OwnerAnswer, OwnerAnswerFile, OwnerLink
from actions.models.message import MessageKind, MessageState
from actions.models.owner_answer import AnswerState
from actions.workflow.facts import RefusedUpdateError, add_update
from actions.workflow.files import attach
from meetings.editions.papers import PaperMismatchError
from meetings.paper_checks.names import safe_name
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.context import deed

GONE = "The file “{}” is missing. Leave it out, or ask the owner to send it again."


@dataclass(frozen=True, slots=True)
class Fact:
    """What an answer becomes, as the officer leaves it; `files` are those that are published, each with its title."""

    kind: str
    on: dt.date
    text: str
    by_name: str
    verdict: str = ""
    evidence: str = ""
    due_on: dt.date | None = None
    owner: str = ""
    files: list[tuple[OwnerAnswerFile, str]] = field(default_factory=list)


def accept(*, answer: OwnerAnswer, fact: Fact, by: User) -> LedgerUpdate:
    """Makes the answer a fact of the ledger, public with its files from now on, and returns the fact.

    What the owner wrote stays in the answer. Raises NotPermittedError or RefusedUpdateError.
    """
    with deed("accepted an answer", by=by, subject=_subject(answer)):
        waiting = _waiting(answer, by=by)
        update = add_update(
            entry=waiting.entry,
            kind=fact.kind,
            on=fact.on,
            by=by,
            text=fact.text,
            by_name=fact.by_name,
            verdict=fact.verdict,
            due_on=fact.due_on,
            owner=fact.owner,
            evidence=fact.evidence,
        )
        for file, title in fact.files:
            _publish(update, file, title, by=by)
        waiting.update = update
        _settle(waiting, AnswerState.ACCEPTED, by=by)
    return update


def send_back(*, answer: OwnerAnswer, because: str, by: User) -> Message | None:
    """Returns the answer with the officer's words: they go out by mail, and the link shows them with the form.

    The link lives on from today as long as a new one. None where nobody's address is known, so that no mail goes.
    Raises NotPermittedError or RefusedUpdateError.
    """
    with deed("returned an answer", by=by, subject=_subject(answer)):
        waiting = _waiting(answer, by=by)
        if not because.strip():
            raise RefusedUpdateError("Say what is to be added or changed.")
        waiting.returned_because = because.strip()
        waiting.message = _message(waiting, by=by) if waiting.link.to_address else None
        _settle(waiting, AnswerState.RETURNED, by=by)
        link = waiting.link
        link.expires_at = max(link.expires_at, timezone.now() + dt.timedelta(days=settings.OWNER_LINK_DAYS))
        link.save(update_fields=["expires_at"])
    return waiting.message


def close(*, answer: OwnerAnswer, because: str, by: User) -> None:
    """Ends the answer without a fact; its owner reads why where they sent it. Raises as `send_back`."""
    with deed("closed an answer", by=by, subject=_subject(answer)):
        waiting = _waiting(answer, by=by)
        if not because.strip():
            raise RefusedUpdateError("Say why nothing is recorded; whoever sent it reads this.")
        waiting.returned_because = because.strip()
        _settle(waiting, AnswerState.CLOSED, by=by)


def _subject(answer: OwnerAnswer) -> str:
    return f"ledger {answer.entry.reference}"


def _waiting(answer: OwnerAnswer, *, by: User) -> OwnerAnswer:
    """The answer, locked; the second of two officers is told what the first did."""
    demand(by, Permission.UPDATE_LEDGER, scope=answer.entry.committee.code)
    # The link before the answer, as where answers are taken in.
    OwnerLink.objects.select_for_update().only("pk").get(pk=answer.link_id)
    answers = OwnerAnswer.objects.select_for_update(of=("self",))
    locked = answers.select_related("entry__committee", "link", "handled_by").get(pk=answer.pk)
    if not locked.is_waiting:
        who = locked.handled_by.name if locked.handled_by else "Somebody"
        raise RefusedUpdateError(
            f"{who} has dealt with this answer already: {locked.get_state_display().lower()}. Nothing was done again."
        )
    return locked


def _settle(answer: OwnerAnswer, state: AnswerState, *, by: User) -> None:
    answer.state, answer.handled_at, answer.handled_by = state, timezone.now(), by
    answer.save()


def _publish(update: LedgerUpdate, file: OwnerAnswerFile, title: str, *, by: User) -> None:
    try:
        with file.file.open("rb") as source:
            attach(
                update=update,
                title=title,
                source=cast(BinaryIO, source),
                sha256=file.sha256,
                filename=safe_name(title, PurePosixPath(file.title).suffix),
                media_type=file.media_type,
                size=file.size,
                pages=file.pages,
                by=by,
            )
    except FileNotFoundError as error:
        raise RefusedUpdateError(GONE.format(file.title)) from error
    except PaperMismatchError as error:
        raise RefusedUpdateError(str(error)) from error


def _message(answer: OwnerAnswer, *, by: User) -> Message:
    """The mail with which the answer goes back; whoever sends it puts the link into it."""
    now, link, entry = timezone.now(), answer.link, answer.entry
    day = timezone.localdate(answer.sent_at)
    return Message.objects.create(
        key=f"returned:{answer.pk}",
        kind=MessageKind.RETURNED,
        state=MessageState.RELEASED,
        entry=entry,
        contact=link.contact,
        for_day=timezone.localdate(now),
        to_name=link.to_name,
        to_address=link.to_address,
        subject=f"Your answer about {entry.reference} came back",
        body=render_to_string("office/answers/mail_returned.txt", {"answer": answer, "entry": entry, "link": link}),
        why=f"You get this because you answered about {entry.reference} on {day.day} {day:%B %Y}, and an officer asks "
        "for something more.",
        planned_at=now,
        released_at=now,
        released_by=by,
    )
