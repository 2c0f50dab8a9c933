"""Sending what was released, each message once.

A message is claimed in a transaction of its own (`SELECT … FOR UPDATE SKIP LOCKED`): it is `sending`, for everybody to
see, before it goes out, and `sent` afterwards. So two chasers never take the same one, and one that was killed in
between leaves a trace. What becomes of that follows from how mail goes out:

- into the folder: it is sent again. The file is named by the Message-ID, which follows from the key, so a second time
  changes nothing.
- to a mail server: nobody can know whether the server had taken it. It becomes `uncertain`, and an officer decides.
"""

import datetime as dt
import logging
from dataclasses import dataclass
from email.utils import parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from actions.answering.links import link_for
from actions.chasing.forgetting import digest_of
from actions.chasing.planning import why_untrue
from actions.chasing.wording import LINK_MARK, text_of, with_link
from actions.models import Message, OwnerLink
from actions.models.message import MessageState
from meetings.models import Committee

logger = logging.getLogger(__name__)

# After a failure: the time until the next try. After the last one an officer decides.
PAUSES = (dt.timedelta(minutes=5), dt.timedelta(minutes=30), dt.timedelta(hours=3))
# Whoever has been sending one message for so long is dead. A file is written in no time, a mail server may be slow.
DEAD_AFTER = dt.timedelta(minutes=10)
DEAD_AFTER_FILE = dt.timedelta(minutes=1)
CUT_OFF = (
    "Sending it was cut off, and nobody can tell whether the mail server had taken it. Ask whether it arrived, or send "
    "it again."
)
LOST_TOUCH = "The mail server stopped answering in the middle. It may have taken the message; ask whether it arrived."
NO_SERVER = "The mail server could not be reached."
COPY_ALONE = (
    "The mail server refused {} ({}). The copy to {} went out, so it is not tried again by itself. Look at the address."
)
NO_COPY = "It went out, but the mail server refused the copy to {} ({}). Look at the address of the head."
UNWRITABLE = "The message could not be written. Tell who runs the portal."


@dataclass(slots=True)
class Sent:
    """What became of the messages that were released; `waiting` are tried again later."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0
    uncertain: int = 0
    dropped: int = 0


class _NotSentError(Exception):
    """It surely did not go out; the text is a sentence. `for_good`: trying again would not help."""

    def __init__(self, sentence: str, *, for_good: bool = False) -> None:
        super().__init__(sentence)
        self.for_good = for_good


class _PerhapsSentError(Exception):
    """Nobody knows whether it went out; the text is a sentence."""


def send_released(*, most: int = 10_000) -> Sent:
    """Sends what is released and due to be tried, one after the other, and tells what became of it.

    Any number of processes may do this at the same time. What was cut off is settled first.
    """
    settle_what_was_cut_off()
    told = Sent()
    for _ in range(most):
        message = _claim(told)
        if message is None:
            break
        if message.state == MessageState.SENDING:
            _send_claimed(message, told)
    return told


def settle_what_was_cut_off() -> int:
    """Gives back what a dead process was sending, as far as that is safe; how many there were."""
    now = timezone.now()
    patience = DEAD_AFTER_FILE if settings.MAILS_ARE_FILES else DEAD_AFTER
    dead = Message.objects.filter(state=MessageState.SENDING, claimed_at__lt=now - patience)
    if settings.MAILS_ARE_FILES:
        return dead.update(state=MessageState.RELEASED, claimed_at=None, attempts=0)
    return dead.update(state=MessageState.UNCERTAIN, trouble=CUT_OFF)


def message_id_of(message: Message) -> str:
    """Follows from the key, so a message that is sent again has the same."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{digest_of(message.key)}@{host}>"


def _claim(told: Sent) -> Message | None:
    """The next message, claimed; one that is true no more is set aside instead. None: nothing is left to send."""
    now = timezone.now()
    may_be_tried = Q(attempts=0)
    for number, pause in enumerate(PAUSES, start=1):
        may_be_tried |= Q(attempts=number, claimed_at__lt=now - pause)
    with transaction.atomic():
        waiting = Message.objects.filter(may_be_tried, state=MessageState.RELEASED).order_by("released_at", "pk")
        message = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if message is None:
            return None
        reason = why_untrue([message], day=timezone.localdate()).get(message.pk, "")
        if reason:
            message.state, message.trouble = MessageState.DROPPED, reason
            told.dropped += 1
        else:
            message.state, message.claimed_at, message.trouble = MessageState.SENDING, now, ""
            message.attempts += 1
        message.save(update_fields=["state", "claimed_at", "attempts", "trouble"])
    return message


def _send_claimed(message: Message, told: Sent) -> None:
    try:
        trouble = _deliver(message)
    except _PerhapsSentError as error:
        told.uncertain += _becomes(message, MessageState.UNCERTAIN, trouble=str(error))
    except _NotSentError as error:
        if error.for_good or message.attempts > len(PAUSES):
            told.failed += _becomes(message, MessageState.FAILED, trouble=str(error))
        else:
            told.waiting += _becomes(message, MessageState.RELEASED, trouble=str(error))
    else:
        told.sent += _becomes(message, MessageState.SENT, sent_at=timezone.now(), trouble=trouble)


def _becomes(message: Message, state: MessageState, **changed: object) -> int:
    """Writes what became of it, unless somebody has taken it over meanwhile; 1 or 0."""
    mine = Message.objects.filter(pk=message.pk, state=MessageState.SENDING, claimed_at=message.claimed_at)
    return mine.update(state=state, **changed)


def _deliver(message: Message) -> str:
    """Sends it; a sentence where the head's copy was refused, else ""."""
    try:
        mail = as_mail(message)
    except (ValueError, OSError) as error:
        logger.exception("Message %s could not be written", message.pk)
        raise _NotSentError(UNWRITABLE, for_good=True) from error
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException) as error:
        raise _NotSentError(f"{NO_SERVER} ({type(error).__name__})") from error
    try:
        connection.send_messages([mail])
        return _partly_refused(message, getattr(connection, "refused", {}))
    except SMTPRecipientsRefused as error:
        raise _refused([code for code, _ in error.recipients.values()]) from error
    except (SMTPSenderRefused, SMTPResponseException) as error:
        raise _refused([error.smtp_code]) from error
    except ValueError as error:  # of an address or a header, before the first byte of the message
        logger.exception("Message %s could not be written", message.pk)
        raise _NotSentError(UNWRITABLE, for_good=True) from error
    except (OSError, SMTPException) as error:
        if settings.MAILS_ARE_FILES:
            raise _NotSentError("The folder of mails cannot be written. Tell who runs the portal.") from error
        raise _PerhapsSentError(LOST_TOUCH) from error
    finally:
        _close(connection)


def _close(connection: object) -> None:
    try:
        connection.close()  # type: ignore[attr-defined]  # every backend has it
    except (OSError, SMTPException):
        logger.info("The mail server had closed the connection already")


def _partly_refused(message: Message, refused: dict[int, int]) -> str:
    """What to tell where the server took the message for one of two: the first is its reader, the second the head.

    Raises _NotSentError where the copy went out alone; trying again would send that a second time.
    """
    if 0 in refused:
        told = COPY_ALONE.format(message.to_address, refused[0], message.copy_address)
        raise _NotSentError(told[:500], for_good=True)
    return NO_COPY.format(message.copy_address, refused[1])[:500] if refused else ""


def _refused(codes: list[int]) -> _NotSentError:
    """A refusal of the server: codes from 500 on are final."""
    for_good = all(code >= 500 for code in codes)
    told = ", ".join(str(code) for code in sorted(set(codes)))
    hint = "Look at the address." if for_good else "It is tried again."
    return _NotSentError(f"The mail server refused it ({told}). {hint}", for_good=for_good)


def as_mail(message: Message) -> EmailMessage:
    """The mail as it goes out. Makes the signed link, where the message has a place for one. Raises ValueError."""
    body = text_of(message)
    if LINK_MARK in body:
        address = link_for(message)
        link = OwnerLink.objects.filter(Q(message=message) | Q(answers__message=message)).first()
        body = with_link(body, address, timezone.localdate(link.expires_at) if link else None)
    office = reply_address(message)
    return EmailMessage(
        subject=" ".join(message.subject.split()),
        body=body,
        to=[message.to_address],
        cc=[message.copy_address] if message.copy_address else [],
        reply_to=[office] if office else [],
        headers={
            "Message-ID": message_id_of(message),
            # Out-of-office replies to a reminder help nobody (RFC 3834).
            "Auto-Submitted": "auto-generated",
        },
    )


def reply_address(message: Message) -> str:
    """Where an answer by mail goes: to the contact officer of the committee; "" for the sender of all mails."""
    committee = message.entry.committee if message.entry else message.committee
    if committee is None:
        return ""
    office = Committee.objects.filter(code=committee.code).only("contact_email").first()
    return office.contact_email if office else ""
