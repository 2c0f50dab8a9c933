"""Whether an officer's report says of itself what it must before it is published."""

import re

from meetings.models import Document, DocumentKind, Report

NONE_IDENTIFIED = "None identified"
_NONE = re.compile(r"none(?: identified| used)?\W*", re.IGNORECASE)


def report_of(document: Document) -> Report | None:
    """The header of a report that the office keeps; None of other papers, and of reports that came with a document.

    A report that was read from an old document has no header in the office, and nobody can review it any more.
    """
    return getattr(document, "report", None) if document.kind == DocumentKind.REPORT else None


def background_lines(text: str) -> list[str]:
    """The background papers, one an entry; the words "None identified" alone stand for none."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return [line for line in lines if line]


def are_none_identified(text: str) -> bool:
    """Whether it is typed on purpose that there are no background papers."""
    lines = background_lines(text)
    return len(lines) == 1 and bool(_NONE.fullmatch(lines[0]))


def why_not_reviewed(report: Report) -> list[str]:
    """What the reviewers' section lacks: sentences without the report's name; reviewers are best prefetched."""
    lines = list(report.reviewers.all())
    waiting = [line.role for line in lines if not (line.name and line.reviewed_on)]
    reasons = []
    if not lines:
        reasons.append("nobody is entered as its reviewer")
    elif waiting:
        reasons.append(f"the review is not complete for {', '.join(waiting)}")
    if not (report.approver and report.approved_on):
        reasons.append("nobody has approved it yet")
    return reasons


def lacks_background(report: Report) -> bool:
    """Whether background papers are neither listed nor said to be none (LGA 1972 s.100D)."""
    return not background_lines(report.background_papers)
