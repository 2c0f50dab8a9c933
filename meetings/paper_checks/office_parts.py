"""What stands within the parts of an Office or OpenDocument file: commands that fetch, and ties to scripts."""

import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from meetings.paper_checks.refusing import UnfitError
from meetings.paper_checks.zipped import DAMAGED, SPOILT

MACROS = "holds macros: save it without them (DOCX, XLSX, PPTX or PDF) and upload that."
ELSEWHERE = "draws on something that lies outside of it (a template, a picture or another file): save it as PDF."

_WORD = re.compile(r"\Aword/[^/]+\.xml\Z", re.IGNORECASE)
_EXCEL = re.compile(r"\Axl/(?:connections|externalLinks/[^/]+)\.xml\Z", re.IGNORECASE)
_OPEN_DOCUMENT = re.compile(r"\A(?:[^/]+/)?(?:content|styles)\.xml\Z")
# Fields of Word that start a program or fetch a file when the document is opened (ISO/IEC 29500-1, 17.16.5).
_FIELD = re.compile(r"\n\s*(?:DDE(?:AUTO)?|INCLUDE(?:PICTURE|TEXT)?|IMPORT|LINK)\s", re.IGNORECASE)
# Links of workbooks to the data of other programs, and what they fetch.
_DATA_LINKS = frozenset({"ddeLink", "oleLink", "connection"})
_LEADS_OUT = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|/|\\\\|\.\./)", re.IGNORECASE)


def look_at_parts(archive: zipfile.ZipFile) -> None:
    """Goes through the parts in which a document may say what is fetched or run. Raises UnfitError.

    They are read a piece at a time, after it was seen that no part declares entities.
    """
    for entry in archive.infolist():
        if _WORD.match(entry.filename):
            _no_fetching_fields(_elements(archive, entry))
        elif _EXCEL.match(entry.filename):
            if any(_local(element.tag) in _DATA_LINKS for element in _elements(archive, entry)):
                raise UnfitError(ELSEWHERE)
        elif _OPEN_DOCUMENT.match(entry.filename):
            _nothing_tied(_elements(archive, entry))


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
    if _FIELD.search(f"{written} "):
        raise UnfitError(ELSEWHERE)


def _nothing_tied(elements: Iterator[ET.Element]) -> None:
    """Links behind words are followed by a click; pictures, sections and tables are fetched by opening."""
    for element in elements:
        name = _local(element.tag)
        # That of a presentation only turns to another slide, unless it says otherwise.
        if name == "event-listener" and not (
            "presentation" in element.tag and _attribute(element, "action") not in ("execute", "macro")
        ):
            raise UnfitError(MACROS)
        if name == "dde-source" or (name != "a" and _LEADS_OUT.match(_attribute(element, "href"))):
            raise UnfitError(ELSEWHERE)


def _elements(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[ET.Element]:
    try:
        with archive.open(entry) as part:
            for _, element in ET.iterparse(part):  # noqa: S314  # without declarations there is nothing to expand
                yield element
                element.clear()
    except (ET.ParseError, ValueError, *SPOILT) as error:
        raise UnfitError(DAMAGED) from error


def _attribute(element: ET.Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if _local(key) == name), "")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
