"""Papers → what the public may see of them: an open one whole, of a restricted one its title and why."""

from typing import Any

from meetings.models import AgendaItem, Document, Report
from meetings.models.agenda_item import EXEMPT_PARAGRAPHS
from meetings.policies.report_review import are_none_identified, background_lines, report_of
from meetings.rich_text import from_plain

Content = dict[str, Any]


def papers_content(papers: list[Document], item: AgendaItem | None) -> Content:
    """The papers of one item, or of the meeting as a whole (None), in order: `documents`, and `withheld`.

    `withheld` names those that are not for publication, and stands only where there are some. A paper of an exempt item
    that nobody has restricted by itself is neither shown nor named.
    """
    is_exempt = item is not None and item.is_exempt
    withheld = [withheld_content(paper, item) for paper in papers if paper.is_restricted]
    return {
        "documents": [document_content(paper) for paper in papers if not (is_exempt or paper.is_restricted)],
        **({"withheld": withheld} if withheld else {}),
    }


def withheld_content(paper: Document, item: AgendaItem | None) -> Content:
    """A restricted paper by its title, and why it is not for publication (LGA 1972 s.100B(5), s.100I, Schedule 12A).

    Nothing of its file stands here, nor of its words, its report or its versions. Where nothing is said of the paper
    itself, it is withheld for the reason of its exempt item.
    """
    said: Document | AgendaItem = paper if paper.exempt_paragraph or item is None else item
    return {
        "anchor": paper_key(paper),
        "title": paper.title,
        "paragraph": said.exempt_paragraph,
        "description": EXEMPT_PARAGRAPHS.get(said.exempt_paragraph or 0, ""),
        "reason": said.exempt_reason,
    }


def paper_key(document: Document) -> str:
    """The paper's permanent mark in editions, and its place on the page."""
    return f"paper-{document.pk}"


def document_content(document: Document) -> Content:
    """A paper; of a report that the office keeps, what it says of itself, under a key that other papers do not have.

    The number of its supplement stands there only where it came out with one.
    """
    report = report_of(document)
    return {
        "key": paper_key(document),
        "title": document.title,
        "kind": document.kind,
        "kind_label": document.get_kind_display(),
        "report_by": document.report_by,
        "filename": document.filename,
        "media_type": document.media_type,
        "size": document.size,
        "pages": document.pages,
        "sha256": document.sha256 or None,
        "listed_as": document.listed_size,
        "text_html": from_plain(document.text) if document.text and not document.sha256 else "",
        **({"supplement": document.supplement} if document.supplement else {}),
        **({"report": report_content(report)} if report else {}),
    }


def report_content(report: Report) -> Content:
    """What a report says of itself, and who reviewed and approved it; no background papers: none were identified."""
    background = report.background_papers
    return {
        "classification": report.classification,
        "decision_type": report.decision_type,
        "wards": report.wards,
        "purpose": report.purpose,
        "recommendations": background_lines(report.recommendations),
        "background_papers": [] if are_none_identified(background) else background_lines(background),
        "reviewers": [
            {"role": line.role, "name": line.name, "on": line.reviewed_on.isoformat()}
            for line in report.reviewers.all()
            if line.name and line.reviewed_on
        ],
        "approver": report.approver,
        "approved_on": report.approved_on.isoformat() if report.approved_on else None,
    }
