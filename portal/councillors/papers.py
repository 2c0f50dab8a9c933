"""Papers as a councillor has them: open ones from the published edition, restricted ones from the office."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from meetings.editions.models import PublishedMeeting
from meetings.editions.papers import SHORT_DIGEST
from meetings.editions.snapshot_paper import paper_key
from meetings.models import Document
from meetings.policies.held_back import is_before_councillors, paragraph_of
from meetings.workflow.reading import PDF
from portal.councillors.reader import Reader


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a list. `number` is its item's; `url` is empty where it is not opened here.

    `paragraph` is that of Schedule 12A for a restricted one (0: none is named), None for an open one. `is_only_named`:
    the edition names it as not for publication, and the reader has no more of it than the public.
    """

    title: str
    number: str
    anchor: str
    url: str
    media_type: str
    size: int | None
    pages: int | None
    report_by: str = ""
    paragraph: int | None = None
    key: str = ""
    is_only_named: bool = False

    @property
    def is_restricted(self) -> bool:
        return self.paragraph is not None


def open_papers(meeting: PublishedMeeting, item: dict[str, Any] | None) -> list[Paper]:
    """The papers of an item of the meeting's standing edition, or of the whole meeting (None)."""
    content = meeting.edition.content if meeting.edition else {"documents": []}
    listed = item["documents"] if item else content["documents"]
    return [_open(meeting, paper, item) for paper in listed]


def papers_of_place(meeting: PublishedMeeting, item: dict[str, Any] | None, restricted: list[Paper]) -> list[Paper]:
    """The papers of an item, or of the whole meeting (None): open ones, then those of `restricted` that stand there.

    What the edition names as not for publication, and the reader may not have, is named here too.
    """
    anchor = item["anchor"] if item else ""
    own = [paper for paper in restricted if paper.anchor == anchor]
    at_hand = {paper.key for paper in own}
    content = item or (meeting.edition.content if meeting.edition else {})
    named = [_named(paper, item) for paper in content.get("withheld", []) if paper["anchor"] not in at_hand]
    return [*open_papers(meeting, item), *own, *named]


def restricted_papers(reader: Reader, meetings: Iterable[PublishedMeeting]) -> dict[int, list[Paper]]:
    """By the key of the published meeting: the restricted papers that the reader may have, in order. One query."""
    known = {
        meeting.edition.meeting_id: meeting
        for meeting in meetings
        if meeting.edition and reader.may_read_exempt(meeting.committee.code)
    }
    held_back = Q(is_restricted=True) | Q(item__is_exempt=True)
    papers = Document.objects.filter(held_back, meeting__in=known).exclude(sha256="").select_related("item")
    found: dict[int, list[Paper]] = defaultdict(list)
    for paper in papers.defer("text").order_by("item__position", "position", "pk"):
        meeting = known[paper.meeting_id]
        if is_before_councillors(paper, meeting.edition):
            found[meeting.pk].append(_restricted(paper))
    return found


def _open(meeting: PublishedMeeting, paper: dict[str, Any], item: dict[str, Any] | None) -> Paper:
    address = [meeting.committee.slug, meeting.slug, (paper["sha256"] or "")[:SHORT_DIGEST], paper["filename"]]
    return Paper(
        title=paper["title"],
        number=(item["agenda_number"] or "") if item else "",
        anchor=item["anchor"] if item else "",
        url=reverse("meetings:paper-detail", args=address) if paper["sha256"] else "",
        media_type=paper["media_type"],
        size=paper["size"],
        pages=paper["pages"],
        report_by=paper["report_by"],
    )


def _restricted(paper: Document) -> Paper:
    """A paper that is no PDF cannot be marked with its reader's name, so it has no address here."""
    return Paper(
        title=paper.title,
        number=paper.item.agenda_number if paper.item else "",
        anchor=paper.item.anchor if paper.item else "",
        url=reverse("office:restricted-file", args=[paper.pk]) if paper.media_type == PDF else "",
        media_type=paper.media_type,
        size=paper.size,
        pages=paper.pages,
        report_by=paper.report_by,
        paragraph=paragraph_of(paper) or 0,
        key=paper_key(paper),
    )


def _named(paper: dict[str, Any], item: dict[str, Any] | None) -> Paper:
    """Title and paragraph, as the public has them."""
    return Paper(
        title=paper["title"],
        number=(item["agenda_number"] or "") if item else "",
        anchor=item["anchor"] if item else "",
        url="",
        media_type="",
        size=None,
        pages=None,
        paragraph=paper["paragraph"] or 0,
        key=paper["anchor"],
        is_only_named=True,
    )
