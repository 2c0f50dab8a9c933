"""Asking for the words of a paper's file to be read in the background."""

from meetings.models import Document, PaperVersion, Reading
from meetings.paper_checks.kinds import READABLE
from portal.background.jobs import defer

# So many papers of before are asked for in one night.
MOST_AT_ONCE = 2_000


def request_reading(version: PaperVersion) -> None:
    """Has a worker read the file, once the transaction that is open is done; no job is left where it is undone.

    A picture has no words, and waits for nothing.
    """
    papers = Document.objects.filter(pk=version.document_id, version=version.number)
    if version.media_type not in READABLE:
        papers.update(reading=Reading.NONE, reading_note="")
        return
    papers.update(reading=Reading.WAITING, reading_note="")
    defer("read_paper", once=f"read {version.pk}", version=version.pk)


def request_missing_readings() -> int:
    """Asks for the files that nobody has asked for: those of a release that did not read. Returns their number."""
    unread = PaperVersion.objects.filter(texts=None, document__reading=Reading.NONE, media_type__in=READABLE)
    found = list(unread.order_by("-pk")[:MOST_AT_ONCE])
    for version in found:
        request_reading(version)
    return len(found)
