"""One paper as its page shows it: its versions, its restriction, and a report's header."""

from typing import Any

from meetings.forms.paper import PaperFactsForm, RestrictionForm
from meetings.forms.report import BackgroundForm, ReportHeaderForm, ReviewForm
from meetings.models import Document, DocumentKind, Report
from meetings.policies.papers import editions_with
from meetings.policies.report_review import (
    NONE_IDENTIFIED,
    are_none_identified,
    background_lines,
    report_of,
    why_not_reviewed,
)

# What a deed answers with, by the word that stands in the address after it.
SAID = {
    "facts": "Saved what is said of the paper.",
    "restricted": "The paper is restricted, and its files lie apart.",
    "opened": "The paper is open. It is published with the next edition.",
    "header": "Saved the header.",
    "background": "Saved the background papers.",
    "review": "Saved the review.",
}


def paper_page(document: Document, *, said: str = "", **given: Any) -> dict[str, Any]:
    """What `office/paper.html` shows; `given` are forms with their errors, by the name of their section."""
    editions = editions_with(document)
    return {
        "paper": document,
        "versions": list(document.versions.select_related("uploaded_by").order_by("-number")),
        "is_report": document.kind == DocumentKind.REPORT,
        "facts": given.get("facts") or PaperFactsForm(instance=document),
        "restriction": given.get("restriction") or RestrictionForm(instance=document),
        "is_restricting": document.is_restricted or "restriction" in given,
        "editions": editions,
        "still_public": editions if document.is_restricted or _is_exempt(document) else [],
        "is_exempt_item": _is_exempt(document),
        "said": SAID.get(said, ""),
        "problems": given.get("problems", []),
        **_report(document, given),
    }


def standing_report(document: Document) -> Report:
    """The header as it stands, or one that is not begun."""
    return report_of(document) or Report(document=document)


def _report(document: Document, given: dict[str, Any]) -> dict[str, Any]:
    report = standing_report(document)
    background = report.background_papers
    return {
        "is_begun": report.pk is not None,
        "header": given.get("header") or ReportHeaderForm(instance=report),
        "background": given.get("background") or BackgroundForm(instance=report),
        "review": given.get("review") or ReviewForm(instance=report),
        "lacking": why_not_reviewed(report) if report.pk else [],
        "none_identified": NONE_IDENTIFIED,
        "is_none_identified": are_none_identified(background),
        "background_count": len(background_lines(background)),
    }


def _is_exempt(document: Document) -> bool:
    return bool(document.item and document.item.is_exempt)
