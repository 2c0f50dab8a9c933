"""Supplements to a public agenda are numbered, and the papers that first come out with one carry its number."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Max, Q

from meetings.editions.models import Edition
from meetings.editions.papers import papers_of
from meetings.editions.snapshot_paper import paper_key
from meetings.models import Document, Meeting


def number_supplement(meeting: Meeting) -> list[Document]:
    """Gives the papers that no edition has listed yet the number of this supplement, inside the publishing transaction.

    Returns them; none where the supplement brings no papers, and then it takes no number. A number that was used is
    not used again, even where its papers are gone.
    """
    listed = list(_listed(meeting))
    known = {paper["key"] for paper in listed}
    open_ones = meeting.documents.filter(is_restricted=False).filter(Q(item=None) | Q(item__is_exempt=False))
    new = [document for document in open_ones.filter(supplement=None) if paper_key(document) not in known]
    if not new:
        return []
    kept = meeting.documents.aggregate(last=Max("supplement"))["last"] or 0
    number = max([kept, *(paper.get("supplement", 0) for paper in listed)]) + 1
    for document in new:
        document.supplement = number
        document.save(update_fields=["supplement"])
    return new


def _listed(meeting: Meeting) -> Iterator[dict[str, Any]]:
    """Every paper that an edition of the meeting, or of the one that it is held instead of, has ever listed."""
    editions = Edition.objects.filter(Q(meeting=meeting) | Q(meeting__replaced_by=meeting))
    for edition in editions.only("document").iterator(chunk_size=1):
        yield from papers_of(edition.content)
