"""What the page of a link shows of its entry: what the public reads of it, and nothing else."""

from typing import Any

from django.utils import timezone

from actions.life.page import find, told_of
from actions.models import LedgerEntry, OwnerLink


def asked(link: OwnerLink) -> dict[str, Any]:
    """The entry with its history, the rule of its date, and whom to ask."""
    today = timezone.localdate()
    entry = find(link.entry.reference, today) or link.entry
    told = told_of(entry, today)
    return {
        "link": link,
        "entry": entry,
        "facts": told.facts,
        "parent": told.parent,
        "due_rule": told.due_rule,
        "contact": contact_of(entry),
    }


def contact_of(entry: LedgerEntry) -> dict[str, str] | None:
    """The officer whom the meeting's published record names; None where it names nobody."""
    edition = entry.meeting.edition if entry.meeting else None
    if edition is None:
        return None
    contact: dict[str, str] | None = edition.content["meeting"].get("contact")
    return contact
