"""Marks of exempt business in a document: what carries one is not published before a person has decided."""

import re

from meetings.importing.drafts.report import ImportReport
from meetings.importing.records import AgendaItem

_MARK = re.compile(
    r"\bnot for publication\b|^\W{0,3}(?:EXEMPT|CONFIDENTIAL|RESTRICTED)\b|\(\s*(?:exempt|confidential)\b[^)]{0,60}\)|"
    r"\bexempt (?:item|report|minute|appendix|business|paper)s?\b",
    re.IGNORECASE | re.MULTILINE,
)


def note_markings(items: list[AgendaItem], report: ImportReport) -> None:
    """Holds the document back from publishing where an item is marked as exempt, and tells where.

    The item that excludes the public speaks of exempt business without being it.
    """
    for item in items:
        if item.kind == "exclusion of the public":
            continue
        texts = [item.title, item.purpose or "", item.minutes or "", *(paper.title for paper in item.documents)]
        mark = next((found for text in texts if (found := _MARK.search(text))), None)
        if mark is not None:
            name = f"{item.number or ''} {item.title}".strip()
            report.hold(f"Item {name} is marked “{mark.group().strip(' (')}”.", item.line)
