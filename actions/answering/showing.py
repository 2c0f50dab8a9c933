"""What the page of a link shows of its entry: what the public reads of it, and nothing else."""

from typing import Any

from actions.models import LedgerEntry, OwnerLink
from actions.views import due_rule


def asked(link: OwnerLink) -> dict[str, Any]:
    """The entry with its history, the rule of its date, and whom to ask."""
    entry = link.entry
    updates = list(entry.updates.all())
    return {
        "link": link,
        "entry": entry,
        "updates": updates,
        "due_rule": due_rule(entry, updates),
        "contact": contact_of(entry),
    }


def contact_of(entry: LedgerEntry) -> dict[str, str] | None:
    """The officer whom the meeting's published record names; None where it names nobody."""
    edition = entry.meeting.edition if entry.meeting else None
    if edition is None:
        return None
    contact: dict[str, str] | None = edition.content["meeting"].get("contact")
    return contact
