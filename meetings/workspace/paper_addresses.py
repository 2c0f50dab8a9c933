"""Where the office reads a paper's file, and where the paper has its page."""

from django.urls import reverse

from meetings.models import Document, Meeting
from meetings.policies.held_back import is_held_back


def file_address(meeting: Meeting, document: Document, number: int | None = None) -> str:
    """Where officers open the file that stands, or an earlier one by its number."""
    if is_held_back(document):
        return restricted_address(document, number)
    args = [meeting.committee.slug, meeting.slug, document.pk, number or document.version or 1]
    return reverse("office:paper-file", args=args)


def restricted_address(document: Document, number: int | None = None) -> str:
    """Where a paper that is held back from the public is read; each reading is noted."""
    if number in (None, document.version):
        return reverse("office:restricted-file", args=[document.pk])
    return reverse("office:restricted-version", args=[document.pk, number])


def page_address(meeting: Meeting, document: Document) -> str:
    return reverse("office:paper", args=[meeting.committee.slug, meeting.slug, document.pk])
