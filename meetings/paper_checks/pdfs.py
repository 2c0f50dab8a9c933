"""PDF files, looked at as a sceptic: damage, passwords, scripts, attachments, forms that fetch."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf

from meetings.paper_checks.links import look_at_link
from meetings.paper_checks.refusing import UnfitError

# What the reader says of files that are whole all the same: spaces and counts that programs write carelessly.
_HARMLESS = re.compile(
    r"reported number of objects|extraneous whitespace|not one plus the highest|unexpected whitespace|linearization"
    r"|hint table|page label|duplicated page|xref table entry",
    re.IGNORECASE,
)
# Actions that a paper does not need: they run something, send something, or open another file (ISO 32000-2, 12.6.4).
_SCRIPTS = frozenset({"/JavaScript", "/Rendition"})
_LAUNCHES = frozenset({"/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR", "/RichMediaExecute"})
_SCRIPT_ADDRESS = re.compile(r"\s*(?:javascript|vbscript)\s*:", re.IGNORECASE)
# Deeper than this nobody nests; a file that does wants to harm who reads it.
_DEEPEST = 100
# The words of one page, unpacked; a map of a whole town takes a tenth of it.
_MOST_OF_A_PAGE = 256 << 20
# Where a PDF ends (ISO 32000-2, 7.5.5), and so much before it readers look for that.
_END, _TAIL = b"%%EOF", 1 << 16

DAMAGED = "is damaged or incomplete: make the PDF again, or download it again, and upload that."
PASSWORD = "needs a password to be opened: save it without one and upload that."  # noqa: S105
SCRIPTS = "holds JavaScript: print it to a new PDF and upload that."
LAUNCHES = "holds an action that starts or sends something: print it to a new PDF and upload that."
ATTACHMENTS = "has other files attached: upload those beside it, and the PDF without them."
FORMS = "is a form of the XFA kind, which most readers cannot show: print it to a new PDF and upload that."
ELSEWHERE = "keeps parts of itself in another file: print it to a new PDF and upload that."
MEDIA = "has films or other media embedded: print it to a new PDF and upload that."
MORE_BEHIND = "has something else behind its end, so it is not what it seems: save it as PDF again."
PAGELESS = "has no pages: make the PDF again and upload that."


def look_at_pdf(source: BinaryIO) -> int:
    """The number of its pages. A password that only forbids changes is no hindrance. Raises UnfitError."""
    _ends_as_pdf(source)
    source.seek(0)
    try:
        with pikepdf.open(source, attempt_recovery=False, suppress_warnings=True) as pdf:
            _nothing_active(pdf)
            pages = _pages(pdf)
            if any(not _HARMLESS.search(str(warning)) for warning in pdf.get_warnings()):
                raise UnfitError(DAMAGED)
            return pages
    except pikepdf.PasswordError as error:
        raise UnfitError(PASSWORD) from error
    except (pikepdf.PikepdfError, ValueError, TypeError, KeyError, IndexError, RuntimeError) as error:
        if "bad_alloc" in str(error):  # so the library says that its memory is at an end
            raise MemoryError from error
        raise UnfitError(DAMAGED) from error


def _ends_as_pdf(source: BinaryIO) -> None:
    source.seek(max(0, source.seek(0, 2) - _TAIL))
    _, mark, behind = source.read().rpartition(_END)
    if not mark:
        raise UnfitError(DAMAGED)
    if behind.strip(b"\x00\t\r\n\x1a "):
        raise UnfitError(MORE_BEHIND)


def _pages(pdf: pikepdf.Pdf) -> int:
    """Counts the pages, each of which can be read."""
    if not len(pdf.pages):
        raise UnfitError(PAGELESS)
    for page in pdf.pages:
        content = page.obj.get("/Contents")
        streams = list(content) if isinstance(content, pikepdf.Array) else [content]
        for stream in streams:
            if isinstance(stream, pikepdf.Stream) and len(stream.read_bytes()) > _MOST_OF_A_PAGE:
                raise UnfitError(DAMAGED)
    return len(pdf.pages)


def _nothing_active(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    names: Any = root.get("/Names", {})
    if "/JavaScript" in names:
        raise UnfitError(SCRIPTS)
    if "/EmbeddedFiles" in names or "/Collection" in root:
        raise UnfitError(ATTACHMENTS)
    if "/XFA" in root.get("/AcroForm", {}):
        raise UnfitError(FORMS)
    for found in pdf.objects:
        for dictionary in _dictionaries(found):
            _look_at(dictionary)


def _dictionaries(found: Any, depth: int = 0) -> Iterator[Any]:
    """The dictionary, and those that stand directly in it; what it refers to comes by itself among the objects."""
    if depth > _DEEPEST:
        raise UnfitError(DAMAGED)
    if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        yield found
        # The keys alone of a stream; its content is not unpacked.
        inner = [value for _, value in found.items()]
    elif isinstance(found, pikepdf.Array):
        inner = list(found)
    else:
        return
    for value in inner:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _dictionaries(value, depth + 1)


def _look_at(found: Any) -> None:
    if isinstance(found, pikepdf.Stream) and "/F" in found:  # content that readers would fetch (7.3.8.2)
        raise UnfitError(ELSEWHERE)
    action, kind, subtype = (str(found.get(key, "")) for key in ("/S", "/Type", "/Subtype"))
    if action in _SCRIPTS or "/JS" in found or _SCRIPT_ADDRESS.match(str(found.get("/URI", ""))):
        raise UnfitError(SCRIPTS)
    for key in ("/URI", "/Base"):
        if isinstance(found.get(key), pikepdf.String):
            look_at_link(str(found.get(key)))
    if action in _LAUNCHES:
        raise UnfitError(LAUNCHES)
    if kind == "/EmbeddedFile" or subtype == "/FileAttachment" or "/EF" in found:
        raise UnfitError(ATTACHMENTS)
    if subtype in ("/RichMedia", "/Screen", "/Movie", "/3D") and kind in ("", "/Annot"):
        raise UnfitError(MEDIA)
    if "/XFA" in found:
        raise UnfitError(FORMS)
