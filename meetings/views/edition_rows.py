"""The editions of a meeting as rows for pages: what each was, and where its words and its changes are to be read."""

from typing import Any

from django.db.models import F, Func, TextField
from django.shortcuts import get_object_or_404
from django.urls import reverse

from meetings.editions.models import Edition, PublishedMeeting

# Who published it, as the edition itself says; the name on the account may have changed since.
PUBLISHER_NAMED = Func(
    F("document"), template="(%(expressions)s::json #>> '{edition,published_by}')", output_field=TextField()
)


def published_meeting(committee: str, slug: str) -> PublishedMeeting:
    """The meeting at a public address; raises Http404 where nothing was ever published."""
    meetings = PublishedMeeting.objects.select_related("committee")
    return get_object_or_404(meetings, committee__slug=committee, slug=slug)


def editions_of(meeting: PublishedMeeting, *, with_publisher: bool = False) -> list[Edition]:
    """All editions of the meeting, the latest first, without the documents that the page does not show.

    With `publisher`, the name of who published each, only where a page shows it: it is read out of every document.
    """
    rows = Edition.objects.filter(address=f"{meeting.committee.slug}/{meeting.slug}").select_related("withdrawal")
    rows = rows.defer("document").order_by("-number")
    return list(rows.annotate(publisher=PUBLISHER_NAMED) if with_publisher else rows)


def is_withdrawn(edition: Edition) -> bool:
    return hasattr(edition, "withdrawal")


def comparison_url(meeting: PublishedMeeting, earlier: int, later: int) -> str:
    return reverse("meetings:edition-compare", args=[meeting.committee.slug, meeting.slug, earlier, later])


def edition_rows(meeting: PublishedMeeting, editions: list[Edition]) -> list[dict[str, Any]]:
    """Each edition (latest first) with the address of what it changed against the one before it that stands.

    Of a withdrawn one nothing is told but its number, stage, dates, digest, and why it was withdrawn.
    """
    rows = []
    standing = [edition.number for edition in editions if not is_withdrawn(edition)]
    for edition in editions:
        row = {
            "number": edition.number,
            "stage": edition.stage,
            "published_at": edition.published_at,
            "sha256": edition.sha256,
            "url": reverse("meetings:edition-detail", args=[meeting.committee.slug, meeting.slug, edition.number]),
            "is_withdrawn": is_withdrawn(edition),
        }
        if is_withdrawn(edition):
            row |= {"withdrawn_at": edition.withdrawal.at, "withdrawn_because": edition.withdrawal.reason}
        else:
            before = next((number for number in standing if number < edition.number), None)
            row |= {
                "reason": edition.reason,
                "json_url": reverse("opendata:edition", args=[meeting.committee.slug, meeting.slug, edition.number]),
                "published_by": getattr(edition, "publisher", ""),
                "compared_with": before,
                "compare_url": comparison_url(meeting, before, edition.number) if before else "",
            }
        rows.append(row)
    return rows
