"""Keeping addresses of owners and addressees, and finding those that the ledger names and nobody has kept."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Case, CharField, Count, F, Max, Q, Value, When
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils import timezone

from actions.models import Contact, LedgerEntry
from actions.models.entry import LedgerEntryQuerySet
from actions.words import EntryKind, Rank
from meetings.workflow.change import RefusedError
from portal.accounts.models import User
from portal.accounts.permissions import NotPermittedError, Permission
from portal.accounts.reach import holds_anywhere
from portal.audit.context import deed


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom open entries of the ledger name: how many entries, how many of them are late, and the contact."""

    name: str
    is_addressee: bool
    count: int
    late: int
    contact: Contact | None

    @property
    def is_reachable(self) -> bool:
        return self.contact is not None and bool(self.contact.email)


def named_in_force() -> list[Named]:
    """Owners and addressees of everything that waits: those who cannot be reached first, then by how much is late."""
    rows = (
        _waiting()
        .annotate(who=_who())
        .exclude(who="")
        .values(key=Lower("who"))
        .annotate(
            name=Max("who"),
            asked=Count("pk", filter=Q(kind=EntryKind.RECOMMENDATION)),
            count=Count("pk"),
            late=Count("pk", filter=Q(clock_ends_on__lt=timezone.localdate())),
        )
        .order_by("-late", "key")
    )
    told = list(rows)
    contacts = Contact.objects.called({row["name"] for row in told})
    named = [
        Named(row["name"], bool(row["asked"]), row["count"], row["late"], contacts.get(row["name"].lower()))
        for row in told
    ]
    return sorted(named, key=lambda it: it.is_reachable)


def counts_of(contacts: list[Contact]) -> dict[str, int]:
    """By the name in small letters: how many open entries name each of the contacts."""
    names = [contact.name.lower() for contact in contacts]
    rows = _waiting().filter(answerable__in=names).order_by().values_list("answerable").annotate(Count("pk"))
    return dict(rows)


def _waiting() -> LedgerEntryQuerySet:
    return LedgerEntry.objects.published().filter(rank=Rank.WAITING).order_by()


def _who() -> Case:
    """The addressee of a recommendation, the owner in force of an action, in the letters of the ledger."""
    asked = When(kind=EntryKind.RECOMMENDATION.value, then=F("addressee"))
    owner = Coalesce(NullIf(F("known_owner"), Value("")), F("original_owner"))
    return Case(asked, default=owner, output_field=CharField())


def keep_contact(contact: Contact, *, by: User) -> Contact:
    """Keeps a new or changed contact. Raises NotPermittedError or RefusedError."""
    _demand(by)
    try:
        with transaction.atomic(), deed("kept a contact", by=by, subject=f"contact {contact.name}"):
            contact.save()
    except IntegrityError as error:
        raise RefusedError("Somebody else has just kept a contact of this name. Look at what stands now.") from error
    return contact


def remove_contact(contact: Contact, *, by: User) -> None:
    """Removes a contact with its address; messages that were sent to it stay. Raises NotPermittedError."""
    _demand(by)
    with transaction.atomic(), deed("removed a contact", by=by, subject=f"contact {contact.name}"):
        contact.delete()


def _demand(by: User) -> None:
    if not holds_anywhere(by, Permission.UPDATE_LEDGER):
        raise NotPermittedError(f"{by.name} may not {Permission.UPDATE_LEDGER.value}.")
