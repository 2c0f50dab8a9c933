"""Signed links: made for one message about one entry, and opened by whoever holds them.

The address holds the link's number and a signature over it, and nothing else; what it opens, and until when, stands in
the link. So a link can be taken back, and a leaked log of addresses tells nobody anything.
"""

import base64
import binascii
import datetime as dt
import uuid
from enum import Enum

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone

from actions.models import Contact, LedgerEntry, Message, OwnerAnswer, OwnerLink
from actions.policies import why_not
from actions.words import UpdateKind
from portal.addresses import absolute

_SIGNER = Signer(salt="actions.answering.links", sep=".")


class Closed(Enum):
    """Why a link opens nothing, or nothing any more."""

    ALTERED = "altered"
    EXPIRED = "expired"
    TAKEN_BACK = "taken back"
    NOT_PUBLISHED = "not published"
    ENDED = "ended"
    HANDED_OVER = "handed over"


class ClosedLinkError(Exception):
    """A link by which nothing can be answered; `link` is None where it is not genuine."""

    def __init__(self, why: Closed, link: OwnerLink | None = None) -> None:
        super().__init__(f"The link is {why.value}.")
        self.why = why
        self.link = link


def link_for(message: Message) -> str:
    """The absolute address by which whoever gets the message answers about its entry; the same each time it is asked.

    A message with which an answer went back has the link by which that was given. Raises ValueError where the message
    is about no entry.
    """
    if message.entry is None:
        raise ValueError("A message about no entry has no link.")
    returned = OwnerAnswer.objects.filter(message=message).select_related("link").first()
    if returned is not None:
        return address_of(returned.link)
    values = _values(message.entry, message.contact, name=message.to_name, address=message.to_address)
    link, _ = OwnerLink.objects.get_or_create(message=message, defaults=values)
    return address_of(link)


def new_link(*, entry: LedgerEntry, contact: Contact) -> OwnerLink:
    """A link that belongs to no message, for an officer to hand over."""
    return OwnerLink.objects.create(**_values(entry, contact, name=contact.greeting, address=contact.email))


def address_of(link: OwnerLink) -> str:
    """The absolute address of a link."""
    return absolute(reverse("answering:answer", args=[token_of(link)]))


def token_of(link: OwnerLink) -> str:
    """The link's number and a signature over it, fit for an address."""
    return _SIGNER.sign(base64.urlsafe_b64encode(link.pk.bytes).decode().rstrip("="))


def open_link(token: str, *, at: dt.datetime) -> OwnerLink:
    """The link of this token, with its entry, where something can be answered by it. Raises ClosedLinkError."""
    link = _genuine(token)
    if link is None:
        raise ClosedLinkError(Closed.ALTERED)
    why = why_closed(link, at=at)
    if why is not None:
        raise ClosedLinkError(why, link)
    return link


def why_closed(link: OwnerLink, *, at: dt.datetime) -> Closed | None:
    """Why nothing can be answered by a genuine link at this moment; None where something can."""
    if link.revoked_at is not None:
        return Closed.TAKEN_BACK
    if at >= link.expires_at:
        return Closed.EXPIRED
    if not link.entry.stands:
        return Closed.NOT_PUBLISHED
    if why_not(link.entry, UpdateKind.PROGRESS):
        return Closed.ENDED
    return Closed.HANDED_OVER if _has_moved_on(link) else None


def whose(entry: LedgerEntry) -> str:
    """Who has to act: the owner of an action, the addressee of a recommendation."""
    return entry.addressee if entry.is_recommendation else entry.owner


def _genuine(token: str) -> OwnerLink | None:
    try:
        number = uuid.UUID(bytes=base64.urlsafe_b64decode(f"{_SIGNER.unsign(token)}=="))
    except (BadSignature, binascii.Error, ValueError):
        return None
    links = OwnerLink.objects.select_related(
        "entry__committee", "entry__meeting__committee", "entry__meeting__edition", "contact"
    )
    return links.filter(pk=number).first()


def _has_moved_on(link: OwnerLink) -> bool:
    """Whether somebody else has to act since, or the post's mail goes to another address."""
    if link.for_name.casefold() != whose(link.entry).casefold():
        return True
    contact = link.contact
    return bool(contact and contact.email and contact.email.casefold() != link.to_address.casefold())


def _values(entry: LedgerEntry, contact: Contact | None, *, name: str, address: str) -> dict[str, object]:
    now = timezone.now()
    return {
        "entry": entry,
        "contact": contact,
        "for_name": whose(entry),
        "to_name": name,
        "to_address": address,
        "made_at": now,
        "expires_at": now + dt.timedelta(days=settings.OWNER_LINK_DAYS),
    }
