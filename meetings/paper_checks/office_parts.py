"""What stands within the parts of an Office or OpenDocument file: commands that fetch, links, and ties to scripts."""

import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from meetings.paper_checks.formulas import look_at_formula
from meetings.paper_checks.links import look_at_link
from meetings.paper_checks.refusing import UnfitError
from meetings.paper_checks.zipped import DAMAGED, SPOILT

MACROS = "holds macros: save it without them (DOCX, XLSX, PPTX or PDF) and upload that."
ELSEWHERE = "draws on something that lies outside of it (a template, a picture or another file): save it as PDF."
STARTS = "has a slide that starts a program or macro: take that action out, or save it as PDF, and upload that."

_WORD = re.compile(r"\Aword/[^/]+\.xml\Z", re.IGNORECASE)
_EXCEL = re.compile(r"\Axl/(?!sharedStrings|styles|theme/|pivotCache/pivotCacheRecords).+\.xml\Z", re.IGNORECASE)
_POWERPOINT = re.compile(r"\Appt/.+\.xml\Z", re.IGNORECASE)
_PROPERTIES = re.compile(r"\AdocProps/[^/]+\.xml\Z", re.IGNORECASE)
_OPEN_DOCUMENT = re.compile(r"\A(?:[^/]+/)?(?:content|styles)\.xml\Z")
# Fields of Word that start a program or fetch a file when the document is opened (ISO/IEC 29500-1, 17.16.5).
_FIELD = re.compile(r"\n\s*(?:DDE(?:AUTO)?|INCLUDE(?:PICTURE|TEXT)?|IMPORT|LINK)\s", re.IGNORECASE)
# A field that is a link; its address may stand in quotes, and switches before it.
_LINK_FIELD = re.compile(r'\n\s*HYPERLINK\s+(?:\\[a-z]\s+)*(?:"([^"\n]*)"|(\S+))', re.IGNORECASE)
# Formulas of cells, names, rules and tables (ISO/IEC 29500-1, 18).
_FORMULAS = frozenset(
    {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula", "oldFormula"}
)
# What a click on a slide may start (19.2.3, and MS-OE376 2.1.1290).
_PROGRAM_OF_A_SLIDE = re.compile(r"\s*ppaction://(?:program|macro|ole)", re.IGNORECASE)
# Links of workbooks to the data of other programs, and what they fetch.
_DATA_LINKS = frozenset({"ddeLink", "oleLink", "connection", "dde-source", "dde-connection-decl"})
_LEADS_OUT = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|/|\\\\|\.\./)", re.IGNORECASE)


def look_at_parts(archive: zipfile.ZipFile) -> None:
    """Goes through the parts in which a document may say what is fetched or run. Raises UnfitError.

    They are read a piece at a time, after it was seen that no part declares entities.
    """
    for entry in archive.infolist():
        for pattern, look in _LOOKS:
            if pattern.match(entry.filename):
                look(_elements(archive, entry))


def _no_fetching_fields(elements: Iterator[ET.Element]) -> None:
    """A field may be written in one piece, or in as many as its writer likes, between its begin and its end."""
    written = ""
    for element in elements:
        name = _local(element.tag)
        if name == "instrText":
            written += element.text or ""
        elif name == "fldChar":
            written += "\n" if _attribute(element, "fldCharType") == "begin" else " "
        elif name == "fldSimple":
            written += f"\n{_attribute(element, 'instr')} "
        look_at_link(_attribute(element, "href"))
    if _FIELD.search(f"{written} "):
        raise UnfitError(ELSEWHERE)
    for quoted, bare in _LINK_FIELD.findall(f"{written} "):
        # Within a field a backslash is written twice.
        look_at_link((quoted or bare).replace("\\\\", "\\"))
        look_at_link(quoted or bare)


def _no_fetching_cells(elements: Iterator[ET.Element]) -> None:
    for element in elements:
        name = _local(element.tag)
        if name in _DATA_LINKS:
            raise UnfitError(ELSEWHERE)
        if name in _FORMULAS and element.text:
            look_at_formula(element.text)


def _no_starting_slides(elements: Iterator[ET.Element]) -> None:
    if any(_PROGRAM_OF_A_SLIDE.match(_attribute(element, "action")) for element in elements):
        raise UnfitError(STARTS)


def _no_base_elsewhere(elements: Iterator[ET.Element]) -> None:
    """Against this address links are read that name a file alone."""
    for element in elements:
        if _local(element.tag) == "HyperlinkBase":
            look_at_link(element.text or "")


def _nothing_tied(elements: Iterator[ET.Element]) -> None:
    """Links behind words are followed by a click; pictures, sections and tables are fetched by opening."""
    for element in elements:
        name = _local(element.tag)
        # That of a presentation only turns to another slide, unless it says otherwise.
        if name == "event-listener" and not (
            "presentation" in element.tag and _attribute(element, "action") not in ("execute", "macro")
        ):
            raise UnfitError(MACROS)
        if name == "execute-macro":
            raise UnfitError(MACROS)
        if name == "a":
            look_at_link(_attribute(element, "href"))
        look_at_formula(_attribute(element, "formula"))
        if name in _DATA_LINKS or (name != "a" and _LEADS_OUT.match(_attribute(element, "href"))):
            raise UnfitError(ELSEWHERE)


def _elements(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[ET.Element]:
    """Every element when it is read to its end, with its words and without what stood in it, so that none pile up."""
    open_ones: list[ET.Element] = []
    try:
        with archive.open(entry) as part:
            # Without declarations there is nothing to expand.
            for event, element in ET.iterparse(part, events=("start", "end")):  # noqa: S314
                if event == "start":
                    open_ones.append(element)
                    continue
                open_ones.pop()
                yield element
                if open_ones:
                    del open_ones[-1][:]
    except (ET.ParseError, ValueError, *SPOILT) as error:
        raise UnfitError(DAMAGED) from error


def _attribute(element: ET.Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if _local(key) == name), "")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


_LOOKS = (
    (_WORD, _no_fetching_fields),
    (_EXCEL, _no_fetching_cells),
    (_POWERPOINT, _no_starting_slides),
    (_PROPERTIES, _no_base_elsewhere),
    (_OPEN_DOCUMENT, _nothing_tied),
)
