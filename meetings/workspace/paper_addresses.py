"""Where the office reads a paper's file, and where the paper has its page."""

from django.urls import NoReverseMatch, reverse

from meetings.models import Document, Meeting


def file_address(meeting: Meeting, document: Document, number: int | None = None) -> str:
    """Where officers open the file that stands, or an earlier one by its number."""
    args = [meeting.committee.slug, meeting.slug, document.pk, number or document.version or 1]
    return restricted_address(document, number) or reverse("office:paper-file", args=args)


def restricted_address(document: Document, number: int | None = None) -> str:
    """Where a restricted paper is read, which is noted each time; nothing for an open one, or without such a place."""
    if not document.is_restricted:
        return ""
    name = "restricted-file" if number in (None, document.version) else "restricted-version"
    try:
        return reverse(f"office:{name}", args=[document.pk] if name == "restricted-file" else [document.pk, number])
    except NoReverseMatch:
        return ""


def page_address(meeting: Meeting, document: Document) -> str:
    """The paper's own page; nothing where the office has none."""
    try:
        return reverse("office:paper", args=[meeting.committee.slug, meeting.slug, document.pk])
    except NoReverseMatch:
        return ""
