"""Why papers keep a meeting from being published, and what a publisher should know of them."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse

from meetings.models import Document, ItemState, Meeting
from meetings.policies.report_review import lacks_background, report_of, why_not_reviewed
from portal.publishing.reason import Reason


def paper_url(meeting: Meeting, paper: Document, section: str) -> str:
    """The section of a paper's page at which something of it is mended."""
    return f"{reverse('office:paper', args=[meeting.committee.slug, meeting.slug, paper.pk])}#{section}"


def report_reasons(meeting: Meeting) -> list[Reason]:
    """Open reports of the office that are not reviewed and approved, or that say nothing of their background papers.

    A report that was read from an old document has no header in the office, and nothing is asked of it; one of an
    exempt item is not published.
    """
    reports = meeting.documents.filter(is_restricted=False, report__isnull=False).exclude(item__is_exempt=True)
    reasons: list[Reason] = []
    for paper in (
        reports.select_related("report").prefetch_related("report__reviewers").order_by("item__position", "pk")
    ):
        reasons += _of_report(meeting, paper)
    return reasons


def _of_report(meeting: Meeting, paper: Document) -> Iterator[Reason]:
    report = report_of(paper)
    if report is None:
        return
    if lacking := why_not_reviewed(report):
        sentence = (
            f"The report “{paper.title}” cannot be published before its reviewers' section is complete: "
            f"{'; '.join(lacking)}."
        )
        yield Reason(sentence, url=paper_url(meeting, paper, "review"))
    if lacks_background(report):
        sentence = (
            f"The report “{paper.title}” lists no background papers. List them, or write “None identified” "
            "(LGA 1972 s.100D)."
        )
        yield Reason(sentence, url=paper_url(meeting, paper, "background"))


def paper_hints(meeting: Meeting) -> list[Reason]:
    """Items whose papers are still to follow although there are minutes: told, and no reason against publishing."""
    papers = Document.objects.filter(item=OuterRef("pk"))
    items = meeting.items.filter(~Exists(papers), state=ItemState.TO_FOLLOW).order_by("position")
    return [
        Reason(
            f"Item {item} still says that its papers are to follow, and has none. Bring them in, or change its state.",
            part="agenda",
            item=item.pk,
        )
        for item in items
    ]
