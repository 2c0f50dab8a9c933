"""What a paper is called and which kind it is, by the name of its file or by its title."""

import re

from meetings.models import DocumentKind
from meetings.paper_checks.names import stem_of

LONGEST_TITLE = 500
_ITEM = re.compile(r"\A(?:agenda[ _-]*)?item[ _-]*0*(\d{1,3}[a-z]?)(?![a-z0-9])", re.IGNORECASE)
_KINDS = [
    (re.compile(r"\bappendi(?:x|ces)\b|\bannexe?\b|\bapp\.? ?\d", re.IGNORECASE), DocumentKind.APPENDIX),
    (re.compile(r"\bsupplement", re.IGNORECASE), DocumentKind.SUPPLEMENT),
    (re.compile(r"\bpresentation\b|\bslides\b", re.IGNORECASE), DocumentKind.PRESENTATION),
    (re.compile(r"\baction (?:log|tracker)\b", re.IGNORECASE), DocumentKind.ACTION_LOG),
    (re.compile(r"\bminutes\b", re.IGNORECASE), DocumentKind.MINUTES),
    (re.compile(r"\bwork programme\b", re.IGNORECASE), DocumentKind.WORK_PROGRAMME),
    (re.compile(r"\bresponse\b", re.IGNORECASE), DocumentKind.RESPONSE),
]
_OF_FILES = [
    *_KINDS,
    (re.compile(r"\breport\b", re.IGNORECASE), DocumentKind.REPORT),
    (re.compile(r"\bagenda\b", re.IGNORECASE), DocumentKind.AGENDA),
]


def kind_by_title(title: str, otherwise: DocumentKind) -> DocumentKind:
    """The kind that the title of a listed paper names: "Appendix A: the map"."""
    return next((kind for pattern, kind in _KINDS if pattern.search(title)), otherwise)


def kind_of_file(title: str) -> DocumentKind:
    """The kind that a file's own name speaks of: a report needs its reviewers, so nothing is taken for one silently."""
    return next((kind for pattern, kind in _OF_FILES if pattern.search(title)), DocumentKind.OTHER)


def title_of_file(given_name: str) -> str:
    """ "appendix_a-bus_routes.pdf" as "Appendix a-bus routes"; "Item 5 - Report on buses.docx" as "Report on buses"."""
    stem = stem_of(given_name)
    title = (_ITEM.sub("", stem, count=1).lstrip(" .-_–") or stem).replace("_", " ")
    if " " not in title:
        title = title.replace("-", " ")
    title = " ".join(title.split())[:LONGEST_TITLE]
    return title[:1].upper() + title[1:]


def item_number_of(given_name: str) -> str:
    """The agenda number that a file's name begins with: "5a" of "Item 5a - Appendix.pdf"; nothing where it has none."""
    found = _ITEM.match(stem_of(given_name))
    return found[1].lower() if found else ""
