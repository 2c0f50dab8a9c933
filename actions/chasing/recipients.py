"""To whom a message about an entry goes, or why nobody can be written to."""

from dataclasses import dataclass

from actions.models import Contact, LedgerEntry


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who is to be written to about an entry. `why_not` is a sentence where nobody can be, else "".

    `head` is there where a copy can go to somebody else than the contact's own address.
    """

    contact: Contact | None = None
    head: Contact | None = None
    why_not: str = ""


def named_by(entry: LedgerEntry) -> str:
    """Who has to answer, as the ledger writes it: the addressee, or the owner in force; "" where there is none."""
    return (entry.addressee if entry.is_recommendation else entry.owner).strip()


def recipients_of(entries: list[LedgerEntry]) -> dict[int, Recipients]:
    """For each entry, by its number, to whom a message goes: one query, however many entries."""
    contacts = Contact.objects.called({named_by(entry) for entry in entries})
    return {entry.pk: _recipients(entry, contacts) for entry in entries}


def _recipients(entry: LedgerEntry, contacts: dict[str, Contact]) -> Recipients:
    name = named_by(entry)
    if not name:
        return Recipients(why_not="Nobody owns this action. Hand it over to somebody.")
    contact = contacts.get(name.lower())
    if contact is None:
        return Recipients(why_not=f"No address is kept for “{name}”.")
    if not contact.email:
        return Recipients(contact, why_not=f"“{name}” is kept without an e-mail address.")
    head = contact.head
    has_other = head is not None and bool(head.email) and head.email.lower() != contact.email.lower()
    return Recipients(contact, head if has_other else None)
