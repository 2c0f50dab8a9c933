"""Where the office reads a paper's file, and where the paper has its page."""

from django.urls import NoReverseMatch, reverse

from meetings.models import Document, Meeting


def file_address(meeting: Meeting, document: Document, number: int | None = None) -> str:
    """Where officers open the file that stands, or an earlier one by its number."""
    args = [meeting.committee.slug, meeting.slug, document.pk, number or document.version or 1]
    return reverse("office:paper-file", args=args)


def page_address(meeting: Meeting, document: Document) -> str:
    """The paper's own page; nothing where the office has none."""
    try:
        return reverse("office:paper", args=[meeting.committee.slug, meeting.slug, document.pk])
    except NoReverseMatch:
        return ""
