"""What officers do with messages: let them go out, set them aside, and say what became of the doubtful ones."""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from actions.models import Message
from actions.models.message import MessageState
from portal.accounts.models import User
from portal.accounts.permissions import NotPermittedError, Permission
from portal.accounts.reach import holds_anywhere, scopes_of
from portal.audit.recording import record
from portal.background.jobs import defer

SEND = "send_messages"
# From which states a deed leads: one table for the buttons and for the deeds.
RELEASABLE = (MessageState.PLANNED,)
DROPPABLE = (MessageState.PLANNED, MessageState.RELEASED, MessageState.FAILED)
SENDABLE_AGAIN = (MessageState.FAILED, MessageState.UNCERTAIN, MessageState.DROPPED)
KNOWN_TO_ARRIVE = (MessageState.UNCERTAIN,)


class RefusedMessageError(Exception):
    """A deed on a message that is not possible as it stands; the text is a sentence for a person."""


def messages_of(user: User) -> QuerySet[Message]:
    """Messages about the committees whose ledger the user keeps, and those to the user; nobody else sees any."""
    codes = scopes_of(user, Permission.UPDATE_LEDGER)
    if codes is None:
        return Message.objects.all()
    if not codes:
        return Message.objects.none()
    about = Q(entry__committee__code__in=codes) | Q(committee__code__in=codes)
    return Message.objects.filter(about | Q(entry=None, committee=None, to_address=user.email))


def release(*, messages: QuerySet[Message], by: User) -> int:
    """Lets those of `messages` go out that wait to be looked at, and returns how many. Raises NotPermittedError."""
    return _move(messages, RELEASABLE, MessageState.RELEASED, by=by, verb="released messages")


def drop(*, messages: QuerySet[Message], because: str, by: User) -> int:
    """Sets those aside that have not gone out, and returns how many. Raises NotPermittedError, RefusedMessageError."""
    if not because.strip():
        raise RefusedMessageError("Say why it is not sent.")
    return _move(
        messages, DROPPABLE, MessageState.DROPPED, by=by, verb="set messages aside", trouble=because.strip()[:500]
    )


def send_again(*, message: Message, by: User) -> None:
    """Lets a message go out once more that failed, is in doubt, or was set aside. Raises RefusedMessageError."""
    one = Message.objects.filter(pk=message.pk)
    if message.is_forgotten:
        raise RefusedMessageError("Nobody can tell any more whom it went to. Ask anew from the ledger.")
    if not _move(one, SENDABLE_AGAIN, MessageState.RELEASED, by=by, verb="sent a message again", attempts=0):
        raise RefusedMessageError("It waits to be sent already, or it was sent.")


def has_arrived(*, message: Message, by: User) -> None:
    """Keeps that a message arrived of which nobody knew. Raises RefusedMessageError."""
    one, now = Message.objects.filter(pk=message.pk), timezone.now()
    if not _move(one, KNOWN_TO_ARRIVE, MessageState.SENT, by=by, verb="learnt that a message arrived", sent_at=now):
        raise RefusedMessageError("Nobody is in doubt about it.")


@transaction.atomic
def _move(
    messages: QuerySet[Message],
    states: tuple[MessageState, ...],
    to: MessageState,
    *,
    by: User,
    verb: str,
    trouble: str = "",
    attempts: int | None = None,
    sent_at: dt.datetime | None = None,
) -> int:
    if not holds_anywhere(by, Permission.UPDATE_LEDGER):
        raise NotPermittedError(f"{by.name} may not {Permission.UPDATE_LEDGER.value}.")
    mine = messages_of(by).filter(pk__in=messages.order_by().values("pk"), state__in=states)
    rows = list(Message.objects.filter(pk__in=mine.order_by().values("pk")).select_for_update().select_related(None))
    rows = [row for row in rows if row.state in states]
    now = timezone.now()
    for row in rows:
        row.state, row.trouble = to, trouble
        if attempts is not None:
            row.attempts, row.claimed_at = attempts, None
        if sent_at is not None:
            row.sent_at = sent_at
        if to == MessageState.RELEASED:
            row.released_at, row.released_by = now, by
    fields = ["state", "trouble", "attempts", "claimed_at", "sent_at", "released_at", "released_by"]
    Message.objects.bulk_update(rows, fields, batch_size=500)
    if rows:
        told = (
            {"messages": [row.pk for row in rows], "because": trouble}
            if trouble
            else {"messages": [row.pk for row in rows]}
        )
        record(by=by, verb=verb, subject=f"{len(rows)} in the outbox", after=told)
    if rows and to == MessageState.RELEASED:
        defer(SEND, once=SEND, timestamp=0)
    return len(rows)
