"""Word, Excel, PowerPoint and OpenDocument files: what they are, and what they bring along that no paper may hold."""

import io
import re
import zipfile
from typing import BinaryIO
from xml.etree import ElementTree as ET

from meetings.paper_checks.kinds import BY_MEDIA_TYPE, DOCX, PPTX, XLSX, Family, PaperKind
from meetings.paper_checks.links import look_at_link
from meetings.paper_checks.office_parts import ELSEWHERE, MACROS, look_at_parts
from meetings.paper_checks.refusing import UnfitError
from meetings.paper_checks.sniffing import ARCHIVE, OLE_SIGN, ZIP_SIGN
from meetings.paper_checks.zipped import BOMB, DAMAGED, LOCKED, SPOILT, opened, read_through, unpack

CONTENT_TYPES = "[Content_Types].xml"
_MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": XLSX,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": PPTX,
}
_TEMPLATES = re.compile(r"\.(?:template|slideshow)\.main\+xml\Z")
_MACROS = re.compile(
    r"(?:\A|/)(?:vbaproject|vbadata|attachedtoolbars|activex\d*|macrosheets?|dialogsheets?)(?:[./]|\Z)", re.IGNORECASE
)
_MACRO_TYPES = re.compile(r"macroenabled|vbaproject|macrosheet|activex|dialogsheet")
_ODF_MACROS = re.compile(r"\A(?:Basic|Scripts)/")
_EMBEDDED = re.compile(r"\A(?:word|xl|ppt)/embeddings/", re.IGNORECASE)
# A web address behind words is what links are for; everything else is fetched by opening the paper.
_LINK = re.compile(r"/hyperlink\Z")
# What a document is tied to by these is embedded in it, wherever it lies.
_OBJECT = re.compile(r"/(?:oleObject|aFChunk)\Z", re.IGNORECASE)
_CONTROL = re.compile(
    r"/(?:control|activeXControlBinary|vbaProject|wordVbaData|attachedToolbars|xl(?:Intl)?Macrosheet)\Z", re.IGNORECASE
)
_FETCHED = re.compile(r"/connections\Z", re.IGNORECASE)
# A part of XML that is looked into: no list of contents or of relations is nearly as long.
_MOST_XML = 16 << 20
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML_HEAD = 64 << 10

TEMPLATE = "is a template or a slide show: save it as DOCX, PPTX or PDF and upload that."
OBJECTS = "has other files embedded in it: save it as PDF and upload the other files beside it."
ENTITIES = "holds declarations that no Office file has, so it is not opened: save it as PDF and upload that."


def look_at_zip(source: BinaryIO) -> PaperKind:
    """The kind of an Office or OpenDocument file. Raises UnfitError, also for every other archive."""
    with opened(source) as archive:
        names = {entry.filename for entry in archive.infolist()}
        if CONTENT_TYPES in names:
            kind = _ooxml(archive)
        elif "mimetype" in names:
            kind = _open_document(archive)
        else:
            raise UnfitError(ARCHIVE)
        _no_entities(archive)
        _no_files_elsewhere_within(archive)
        look_at_parts(archive)
        return kind


def _no_files_elsewhere_within(archive: zipfile.ZipFile) -> None:
    """Embedded files are told by what they are: the folder in which programs put them is a habit and no rule."""
    for name, first in read_through(archive):
        if first.startswith(OLE_SIGN) or (first.startswith(ZIP_SIGN) and not _EMBEDDED.match(name)):
            raise UnfitError(OBJECTS)


def _ooxml(archive: zipfile.ZipFile) -> PaperKind:
    root = _xml(archive, CONTENT_TYPES)
    types = [
        (one.get("PartName", "").lstrip("/"), one.get("ContentType", "").lower())
        for one in root
        if one.tag.rpartition("}")[2] in ("Override", "Default")
    ]
    names = {entry.filename for entry in archive.infolist()}
    if any(_MACRO_TYPES.search(type_) for _, type_ in types) or any(map(_MACROS.search, names)):
        raise UnfitError(MACROS)
    if any(_TEMPLATES.search(type_) for _, type_ in types):
        raise UnfitError(TEMPLATE)
    found = {_MAIN[type_] for name, type_ in types if type_ in _MAIN and name in names}
    if len(found) != 1:
        raise UnfitError(DAMAGED if found or any(type_ in _MAIN for _, type_ in types) else ARCHIVE)
    _nothing_from_elsewhere(archive)
    _embedded_tables_alone(archive)
    return found.pop()


def _nothing_from_elsewhere(archive: zipfile.ZipFile) -> None:
    for name in _named(archive, ".rels"):
        for relation in _xml(archive, name):
            kind = relation.get("Type", "")
            if _OBJECT.search(kind):
                raise UnfitError(OBJECTS)
            if _CONTROL.search(kind):
                raise UnfitError(MACROS)
            is_outside = relation.get("TargetMode", "").strip().lower() == "external"
            if _FETCHED.search(kind) or (is_outside and not _LINK.search(kind)):
                raise UnfitError(ELSEWHERE)
            target = relation.get("Target", "")
            if _LINK.search(kind):
                look_at_link(target)
            elif target.lower().startswith(("file:", "\\\\")):
                raise UnfitError(ELSEWHERE)


def _embedded_tables_alone(archive: zipfile.ZipFile) -> None:
    """Diagrams keep their numbers as a workbook within the document; nothing else may be embedded."""
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        if _EMBEDDED.match(entry.filename):
            _table_within(unpack(archive, entry))
        elif entry.filename.lower().endswith((".zip", ".docx", ".xlsx", ".pptx", ".exe", ".pdf", ".html", ".js")):
            raise UnfitError(OBJECTS)


def _table_within(content: bytes) -> None:
    if content.startswith(OLE_SIGN) or not content.startswith(ZIP_SIGN):
        raise UnfitError(OBJECTS)
    with opened(io.BytesIO(content)) as within:
        names = {entry.filename for entry in within.infolist()}
        if any(map(_MACROS.search, names)):
            raise UnfitError(MACROS)
        if CONTENT_TYPES not in names or any(map(_EMBEDDED.match, names)):
            raise UnfitError(OBJECTS)


def _open_document(archive: zipfile.ZipFile) -> PaperKind:
    first = archive.infolist()[0]
    if first.filename != "mimetype" or first.file_size > 200:
        raise UnfitError(ARCHIVE)
    media_type = unpack(archive, first).decode("ascii", "replace").strip()
    if media_type.endswith("-template"):
        raise UnfitError(TEMPLATE)
    kind = BY_MEDIA_TYPE.get(media_type)
    if kind is None or kind.family is not Family.OPEN_DOCUMENT:
        raise UnfitError(ARCHIVE)
    names = {entry.filename for entry in archive.infolist()}
    if "content.xml" not in names or "META-INF/manifest.xml" not in names:
        raise UnfitError(DAMAGED)
    if any(map(_ODF_MACROS.match, names)):
        raise UnfitError(MACROS)
    for entry in _xml(archive, "META-INF/manifest.xml").iter():
        if entry.tag.rpartition("}")[2] == "encryption-data":
            raise UnfitError(LOCKED)
        if any(value == "application/vnd.sun.star.oleobject" for value in entry.attrib.values()):
            raise UnfitError(OBJECTS)
    return kind


def _named(archive: zipfile.ZipFile, ending: str) -> list[str]:
    return [entry.filename for entry in archive.infolist() if entry.filename.lower().endswith(ending)]


def _no_entities(archive: zipfile.ZipFile) -> None:
    for name in [*_named(archive, ".xml"), *_named(archive, ".rels")]:
        try:
            with archive.open(name) as part:
                head = part.read(_XML_HEAD)
        except SPOILT as error:
            raise UnfitError(DAMAGED) from error
        if _DECLARES.search(head.replace(b"\x00", b"")):
            raise UnfitError(ENTITIES)


def _xml(archive: zipfile.ZipFile, name: str) -> ET.Element:
    entry = archive.getinfo(name)
    if entry.file_size > _MOST_XML:
        raise UnfitError(BOMB)
    content = unpack(archive, entry)
    if _DECLARES.search(content.replace(b"\x00", b"")):
        raise UnfitError(ENTITIES)
    try:
        return ET.fromstring(content)  # noqa: S314  # without declarations there is nothing to expand
    except (ET.ParseError, ValueError) as error:
        raise UnfitError(DAMAGED) from error
