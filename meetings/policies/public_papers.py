"""What the public can still read of a paper, in whichever edition."""

from django.db.models import Q

from meetings.editions.models import Edition
from meetings.models import Document


def editions_with(document: Document) -> list[Edition]:
    """Standing editions that list the paper, or one of its files, the latest first; without their documents.

    A paper that moved with a postponed meeting was published at that one too.
    """
    marks = Q(document__contains=f'"key":"paper-{document.pk}"')
    for sha256 in {document.sha256, *document.versions.values_list("sha256", flat=True)} - {""}:
        marks |= Q(document__contains=f'"sha256":"{sha256}"')
    here = Q(meeting=document.meeting_id) | Q(meeting__replaced_by=document.meeting_id)
    editions = Edition.objects.filter(here, marks, withdrawal__isnull=True)
    return list(editions.select_related("meeting__committee").defer("document").order_by("-register_number"))
