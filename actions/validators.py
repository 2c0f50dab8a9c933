"""What the page of a ledger entry follows from, so that a reader's copy is compared before the page is built."""

import datetime as dt

from django.db.models import Count, Max, Q
from django.http import HttpRequest
from django.utils import timezone

from actions.life.day import LONGEST, PARAMETER
from actions.life.due_rule import clock_told
from actions.models import LedgerEntry, LedgerUpdate
from portal.conditional import Validators, weak


def of_entry(request: HttpRequest, reference: str) -> Validators | None:
    """Of the page of an entry: the editions of its family, all that was recorded of it, the clock, the day asked for.

    None where the answer is not that page: no such entry, another address, or a line that stands in no edition.
    """
    entry = (
        LedgerEntry.objects.filter(reference=reference.upper(), stands=True)
        .select_related("edition", "committee__edition")
        .only("kind", "reference", "parent", "edition__published_at", "committee__edition__published_at")
        .annotate(clock=clock_told())
        .first()
    )
    if entry is None or request.path != entry.get_absolute_url():
        return None
    family, recorded_at = _family(entry)
    moments = [entry.committee.edition.published_at]
    if entry.edition is not None:
        moments.append(entry.edition.published_at)
    return weak(
        entry.reference,
        entry.committee.edition_id,
        family,
        vars(entry)["clock"],
        request.GET.get(PARAMETER, "")[: LONGEST + 1],
        at=max([*moments, recorded_at] if recorded_at else moments),
        on=timezone.localdate(),
    )


def _family(entry: LedgerEntry) -> tuple[list[tuple[object, ...]], dt.datetime | None]:
    """The entries that the page shows, each with its edition and what was recorded of it; and when that was last.

    They are the entry, the actions that carry it out, what it carries out, and those that gave way to one another.
    """
    named = LedgerUpdate.objects.filter(other=entry).order_by().values("entry")
    naming = LedgerUpdate.objects.filter(entry=entry, other__isnull=False).order_by().values("other")
    near = Q(pk__in=[entry.pk, entry.parent_id or entry.pk]) | Q(parent=entry) | Q(pk__in=named) | Q(pk__in=naming)
    of_each = LedgerEntry.objects.filter(near).order_by("pk").values_list("pk", "edition")
    rows = of_each.annotate(
        Count("updates", distinct=True), Max("updates"), Count("updates__files", distinct=True),
        Max("updates__recorded_at"),
    )  # fmt: skip
    told = list(rows)
    return [row[:-1] for row in told], max((row[-1] for row in told if row[-1]), default=None)
