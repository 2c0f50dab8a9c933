"""Which recommendations came before a committee again: reviews of the outcome, and rows of published programmes."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from actions.models import LedgerEntry, LedgerUpdate
from actions.models.entry import LedgerEntryQuerySet
from actions.words import UpdateKind
from meetings.editions.models import Edition

# As editions of committees write it.
FROM_A_RECOMMENDATION = "recommendation"
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Return:
    """A recommendation that became business again: where, and on which day; `on` is None where none is fixed."""

    entry: LedgerEntry
    what: str
    where: str
    url: str
    on: dt.date | None


def returns(entries: LedgerEntryQuerySet, day: dt.date, *, at_most: int) -> list[Return]:
    """The latest first, of the recommendations among the entries, as the record stood at the end of the day.

    Three queries: reviews, the committees' editions of that day, and the entries that these name.
    """
    recommendations = entries.recommendations()
    planned = list(_planned(day))
    named = {reference for reference, *_ in planned}
    found = {e.reference: e for e in recommendations.filter(reference__in=named).only("kind", "reference", "text")}
    told = [
        Return(found[reference], f"On the work programme {label}", title, url, on)
        for reference, label, title, url, on in planned
        if reference in found
    ]
    told += [_review(update) for update in _reviews(recommendations, day)[:at_most]]
    return sorted(told, key=lambda one: (one.on or dt.date.max, one.entry.reference), reverse=True)[:at_most]


def _reviews(recommendations: LedgerEntryQuerySet, day: dt.date) -> QuerySet[LedgerUpdate]:
    stands = Q(correction__isnull=True) | Q(correction__on__gt=day)
    updates = LedgerUpdate.objects.filter(stands, kind=UpdateKind.REVIEWED, on__lte=day)
    related = updates.filter(entry__in=recommendations.order_by().values("pk")).select_related(
        "entry", "meeting__committee"
    )
    return related.defer("entry__words", "entry__answerable", "meeting__titles").order_by("-on", "-pk")


def _review(update: LedgerUpdate) -> Return:
    meeting = update.meeting
    url = meeting.get_absolute_url() + (f"#{update.anchor}" if update.anchor else "") if meeting else ""
    where = update.item_title or (meeting.committee.name if meeting else update.text)
    return Return(update.entry, "Outcome reviewed", where, url, update.on)


def _planned(day: dt.date) -> Iterator[tuple[str, str, str, str, dt.date | None]]:
    """Reference, municipal year, title of the row, its address and its day, of every row that came of a recommendation.

    From the editions of committees that stood at the end of the day: a withdrawn one is not shown of the past either.
    """
    midnight = dt.datetime.combine(day + DAY, dt.time.min, timezone.get_current_timezone())
    editions = Edition.objects.filter(meeting__isnull=True, withdrawal__isnull=True, published_at__lt=midnight)
    for edition in editions.order_by("address", "-number").distinct("address"):
        for programme in edition.content.get("work_programmes", []):
            for row in programme["rows"]:
                if row["origin"] == FROM_A_RECOMMENDATION and row["reference"]:
                    page = reverse("meetings:programme", args=[edition.address, programme["year"]])
                    on = dt.date.fromisoformat(row["when"]["date"]) if row["when"]["date"] else None
                    yield row["reference"], programme["year_label"], row["title"], f"{page}#row-{row['key']}", on
