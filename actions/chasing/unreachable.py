"""What cannot be chased: open entries without an owner, an address or a date, found by the database."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from actions.chasing.recipients import named_by, recipients_of
from actions.models import Contact, LedgerEntry
from actions.models.entry import LedgerEntryQuerySet
from actions.words import EntryKind, Rank, Status
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.reach import scopes_of

NO_DATE = "No due date was set, so no reminder is due at any time."


@dataclass(frozen=True, slots=True)
class NotChased:
    """Open entries that nobody is reminded of, the most urgent first."""

    entries: LedgerEntryQuerySet

    def with_reasons(self, entries: list[LedgerEntry]) -> list[dict[str, object]]:
        """The entries of one page, each with the sentences that say why."""
        to = recipients_of(entries)
        rows: list[dict[str, object]] = []
        for entry in entries:
            reasons = [to[entry.pk].why_not, "" if entry.due_on else NO_DATE]
            rows.append(
                {
                    "entry": entry,
                    "reasons": [reason for reason in reasons if reason],
                    # Whose address is to be added; "" where that is not what is missing.
                    "name": named_by(entry) if to[entry.pk].contact is None else "",
                }
            )
        return rows


def open_entries_of(user: User) -> LedgerEntryQuerySet:
    """What waits for somebody in the committees whose ledger the user keeps, as it stands today."""
    entries = LedgerEntry.objects.published().with_facts(timezone.localdate()).for_lists().filter(rank=Rank.WAITING)
    codes = scopes_of(user, Permission.UPDATE_LEDGER)
    return entries if codes is None else entries.filter(committee__code__in=codes)


def why_none_can_be_chased(entries: LedgerEntryQuerySet) -> NotChased:
    """Those of `entries` without a date, an owner or an address.

    A recommendation that was not sent yet waits for the office itself, and one without a date has no clock by rule.
    """
    reachable = Contact.objects.annotate(key=Lower("name")).exclude(email="").filter(key=OuterRef("answerable"))
    of_action = Q(kind=EntryKind.ACTION)
    chased = of_action | Q(clock_ends_on__isnull=False)
    found = entries.exclude(settled=Status.NOT_SENT).filter(chased)
    return NotChased(found.filter(~Exists(reachable) | (of_action & Q(due_in_force__isnull=True))).by_urgency())
