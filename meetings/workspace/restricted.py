"""Exempt items and restricted papers, with the day on which each restriction is to be reviewed."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from meetings.models import AgendaItem, Document, Meeting
from meetings.models.agenda_item import EXEMPT_PARAGRAPHS

# More than anybody reviews at one sitting; the rest moves up as these are done.
SHOWN_AT_MOST = 100
Row = TypeVar("Row", AgendaItem, Document)


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that is kept from the public: what it is, where it stands, why, until when; `url` mends it."""

    what: str
    title: str
    meeting: Meeting
    paragraph: int | None
    description: str
    reason: str
    review_on: dt.date | None
    days_late: int
    url: str


def restricted_of(scopes: Collection[str] | None, today: dt.date) -> dict[str, Any]:
    """What the page shows, for the committees of these codes (None: all): `due` today or before, `later`, `undated`.

    A paper that is reviewed with its exempt item stands under that one alone.
    """
    own = Q() if scopes is None else Q(meeting__committee__code__in=scopes)
    items = AgendaItem.objects.filter(own, is_exempt=True)
    papers = Document.objects.filter(own, is_restricted=True).exclude(
        Q(item__is_exempt=True) & (Q(exempt_review_on=F("item__exempt_review_on")) | Q(exempt_review_on=None))
    )
    due, later = Q(exempt_review_on__lte=today), Q(exempt_review_on__gt=today)
    return {
        "due": _read(items.filter(due), papers.filter(due), today),
        "later": _read(items.filter(later), papers.filter(later), today),
        "undated": _read(items.none(), papers.filter(exempt_review_on=None), today),
        "most": SHOWN_AT_MOST,
    }


def _read(items: QuerySet[AgendaItem], papers: QuerySet[Document], today: dt.date) -> list[Kept]:
    """The rows of both, by the day of review."""
    found = [*(_kept(row, today) for row in _first(items)), *(_kept(row, today) for row in _first(papers))]
    found.sort(key=lambda kept: (kept.review_on or dt.date.max, kept.meeting.date, kept.title))
    return found[:SHOWN_AT_MOST]


def _first(rows: "QuerySet[Row]") -> "QuerySet[Row]":
    wanted = rows.select_related("meeting__committee").order_by("exempt_review_on", "meeting__date", "pk")
    return wanted[:SHOWN_AT_MOST]


def _kept(row: AgendaItem | Document, today: dt.date) -> Kept:
    place = [row.meeting.committee.slug, row.meeting.slug]
    is_item = isinstance(row, AgendaItem)
    return Kept(
        what="Item" if is_item else "Paper",
        title=str(row),
        meeting=row.meeting,
        paragraph=row.exempt_paragraph,
        description=EXEMPT_PARAGRAPHS.get(row.exempt_paragraph or 0, ""),
        reason=row.exempt_reason,
        review_on=row.exempt_review_on,
        days_late=max((today - row.exempt_review_on).days, 0) if row.exempt_review_on else 0,
        url=f"{reverse('office:workspace', args=place)}#row-{row.pk}"
        if is_item
        else f"{reverse('office:paper', args=[*place, row.pk])}#restriction",
    )
