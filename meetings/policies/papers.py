"""What has become public of a paper, and whether a file is here already."""

from django.db.models import Q, QuerySet

from meetings.editions.models import Edition
from meetings.editions.snapshot_paper import paper_key
from meetings.models import Document, Meeting, PaperVersion

WITHOUT_REASON = (
    "“{title}” was published with this file. Say why another takes its place; the earlier one stays with its edition."
)
REMOVED_WITHOUT_REASON = (
    "“{title}” was published, and stays in the editions that list it. Say why it is taken out of the next one."
)


def editions_listing(document: Document) -> QuerySet[Edition]:
    """Every edition that lists the paper, also one that was withdrawn, and of the meeting before it was postponed."""
    return Edition.objects.filter(_of_its_meetings(document), _names(document))


def editions_with(document: Document) -> list[Edition]:
    """Standing editions that list the paper, or one of its files, the latest first; without their documents."""
    marks = _names(document)
    for sha256 in {document.sha256, *document.versions.values_list("sha256", flat=True)} - {""}:
        marks |= Q(document__contains=f'"sha256":"{sha256}"')
    editions = Edition.objects.filter(_of_its_meetings(document), marks, withdrawal__isnull=True)
    return list(editions.select_related("meeting__committee").defer("document").order_by("-register_number"))


def _of_its_meetings(document: Document) -> Q:
    """Of its meeting, and of one that was postponed to it."""
    return Q(meeting=document.meeting_id) | Q(meeting__replaced_by=document.meeting_id)


def _names(document: Document) -> Q:
    # Editions are canonical JSON, so a key stands in them in exactly these characters.
    return Q(document__contains=f'"key":"{paper_key(document)}"')


def was_published(document: Document) -> bool:
    return editions_listing(document).exists()


def file_was_published(document: Document) -> bool:
    """Whether an edition lists the paper with the file that stands now."""
    if not document.sha256:
        return False
    return editions_listing(document).filter(document__contains=f'"sha256":"{document.sha256}"').exists()


def same_file(meeting: Meeting, sha256: str) -> PaperVersion | None:
    """The latest version, of a paper of this meeting, that is this very file."""
    versions = PaperVersion.objects.filter(document__meeting=meeting, sha256=sha256)
    return versions.select_related("document__item").order_by("-number", "pk").first()


def other_meeting_with(meeting: Meeting, sha256: str) -> Meeting | None:
    """The latest other meeting of the committee that has this very file among its papers."""
    others = Meeting.objects.filter(committee=meeting.committee_id, documents__versions__sha256=sha256)
    return others.exclude(pk=meeting.pk).order_by("-date").first()


def place_in_words(document: Document) -> str:
    """Where a paper stands: "at item 5", "among the papers of the meeting"."""
    item = document.item
    if item is None:
        return "among the papers of the meeting"
    return f"at item {item.agenda_number}" if item.agenda_number else f"at “{item.title}”"
