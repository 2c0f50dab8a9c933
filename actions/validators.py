"""What the page of a ledger entry follows from, so that a reader's copy is compared before the page is built."""

from django.db.models import Count, Max
from django.http import HttpRequest
from django.utils import timezone

from actions.models import LedgerEntry
from portal.conditional import Validators, weak


def of_entry(request: HttpRequest, reference: str) -> Validators | None:
    """Of the page of an entry: the edition that carries its line, its updates, and today.

    None where the answer is not that page: no such entry, another address, or a line that stands in no edition.
    """
    entry = (
        LedgerEntry.objects.filter(reference=reference.upper(), stands=True)
        .select_related("edition", "committee__edition")
        .only("kind", "reference", "edition__published_at", "committee__edition__published_at")
        .annotate(
            update_count=Count("updates"),
            last_update=Max("updates__pk"),
            last_recorded_at=Max("updates__recorded_at"),
        )
        .first()
    )
    if entry is None or request.path != entry.get_absolute_url():
        return None
    updates, last, recorded_at = (getattr(entry, name) for name in ("update_count", "last_update", "last_recorded_at"))
    moments = [entry.committee.edition.published_at]
    if entry.edition is not None:
        moments.append(entry.edition.published_at)
    return weak(
        entry.reference,
        entry.edition_id,
        entry.committee.edition_id,
        (updates, last),
        at=max([*moments, recorded_at] if recorded_at else moments),
        on=timezone.localdate(),
    )
