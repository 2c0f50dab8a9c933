"""The kinds of files that the record takes as papers: one table, by what a file is and never by what it is called."""

from dataclasses import dataclass
from enum import StrEnum


class Family(StrEnum):
    """Kinds that are looked at in the same way."""

    PDF = "pdf"
    OOXML = "ooxml"
    OPEN_DOCUMENT = "open document"
    TEXT = "text"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of file: its media type, the ending of its name, and what officers call it."""

    media_type: str
    ending: str
    label: str
    family: Family


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"

PDF = PaperKind("application/pdf", ".pdf", "PDF", Family.PDF)
DOCX = PaperKind(f"{_OOXML}.wordprocessingml.document", ".docx", "Word (DOCX)", Family.OOXML)
XLSX = PaperKind(f"{_OOXML}.spreadsheetml.sheet", ".xlsx", "Excel (XLSX)", Family.OOXML)
PPTX = PaperKind(f"{_OOXML}.presentationml.presentation", ".pptx", "PowerPoint (PPTX)", Family.OOXML)
ODT = PaperKind(f"{_ODF}.text", ".odt", "OpenDocument text", Family.OPEN_DOCUMENT)
ODS = PaperKind(f"{_ODF}.spreadsheet", ".ods", "OpenDocument spreadsheet", Family.OPEN_DOCUMENT)
ODP = PaperKind(f"{_ODF}.presentation", ".odp", "OpenDocument presentation", Family.OPEN_DOCUMENT)
CSV = PaperKind("text/csv", ".csv", "CSV", Family.TEXT)
PLAIN = PaperKind("text/plain", ".txt", "plain text", Family.TEXT)
PNG = PaperKind("image/png", ".png", "PNG", Family.IMAGE)
JPEG = PaperKind("image/jpeg", ".jpg", "JPEG", Family.IMAGE)

KINDS = (PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, CSV, PLAIN, PNG, JPEG)
BY_MEDIA_TYPE = {kind.media_type: kind for kind in KINDS}
# For a sentence, and for the browser's window in which files are chosen.
IN_WORDS = f"{', '.join(kind.label for kind in KINDS[:-1])} or {KINDS[-1].label}"
ENDINGS = ",".join((*(kind.ending for kind in KINDS), ".jpeg"))
# Kinds from which the worker reads words.
READABLE = frozenset(kind.media_type for kind in KINDS if kind.family != Family.IMAGE)
