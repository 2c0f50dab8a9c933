"""Asking for the words of a paper's file to be read in the background."""

from meetings.models import Document, PaperVersion, Reading
from meetings.paper_checks.kinds import READABLE


def request_reading(version: PaperVersion) -> None:
    """Notes, inside the transaction that brings the file in, that it waits to be read; a picture has no words."""
    state = Reading.WAITING if version.media_type in READABLE else Reading.NONE
    Document.objects.filter(pk=version.document_id).update(reading=state, reading_note="")
