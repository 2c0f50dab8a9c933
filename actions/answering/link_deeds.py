"""Links that an officer makes by hand or takes back, and what is forgotten of old ones."""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from actions.answering.links import new_link, whose
from actions.models import Contact, LedgerEntry, OwnerLink
from actions.policies import why_not
from actions.words import UpdateKind
from actions.workflow.facts import RefusedUpdateError
from meetings.due_dates import months_on
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.context import deed


def make_link(*, entry: LedgerEntry, by: User) -> OwnerLink:
    """A link for whoever has to act on the entry, as contacts are kept; nothing is sent.

    Raises NotPermittedError or RefusedUpdateError.
    """
    demand(by, Permission.UPDATE_LEDGER, scope=entry.committee.code)
    refusal = why_not(entry, UpdateKind.PROGRESS)
    if refusal:
        raise RefusedUpdateError(refusal)
    name = whose(entry)
    contact = Contact.objects.called({name}).get(name.strip().lower())
    if not name:
        raise RefusedUpdateError(f"{entry.reference} has no owner. Hand it over to somebody first.")
    if contact is None:
        raise RefusedUpdateError(f"Nobody is kept as “{name}” among the contacts. Add them there first.")
    with deed("made a link for an owner", by=by, subject=f"ledger {entry.reference}"):
        return new_link(entry=entry, contact=contact)


def take_link_back(*, link: OwnerLink, by: User) -> None:
    """From now on the link opens nothing. Raises NotPermittedError or RefusedUpdateError."""
    demand(by, Permission.UPDATE_LEDGER, scope=link.entry.committee.code)
    with deed("took a link of an owner back", by=by, subject=f"ledger {link.entry.reference}"):
        locked = OwnerLink.objects.select_for_update().get(pk=link.pk)
        if locked.revoked_at is not None:
            raise RefusedUpdateError("Somebody has taken this link back already.")
        locked.revoked_at = timezone.now()
        locked.save(update_fields=["revoked_at"])


def forget_old_addresses(*, today: dt.date) -> int:
    """Takes the address out of links that ended CONTACT_MONTHS ago, and returns how many those were.

    Storage limitation (UK GDPR article 5(1)(e)). The days are those of the council's time zone.
    """
    limit = months_on(today, -settings.CONTACT_MONTHS) + dt.timedelta(days=1)
    moment = timezone.make_aware(dt.datetime.combine(limit, dt.time.min))
    with deed("removed contact details", by=None, subject="links to owners"):
        return OwnerLink.objects.filter(expires_at__lt=moment).exclude(to_address="").update(to_address="")
