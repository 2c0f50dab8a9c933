"""The words of a PDF, page by page, by PDFium. Runs in the reader's own process only."""

from collections.abc import Iterator
from typing import BinaryIO

import pypdfium2
import pypdfium2.raw as pdfium

from meetings.reading.faults import DamagedError, EncryptedError
from meetings.reading.words import clean

# Longer papers are read so far and no further.
MOST_PAGES = 2_000


def open_pdf(source: BinaryIO) -> pypdfium2.PdfDocument:
    """The document; raises EncryptedError where it asks for a password, and DamagedError where it is none."""
    try:
        return pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise EncryptedError from error
        raise DamagedError from error


def words_of_pages(document: pypdfium2.PdfDocument) -> Iterator[str]:
    """The words of each of the first MOST_PAGES pages; a page that cannot be read is empty."""
    for number in range(min(len(document), MOST_PAGES)):
        try:
            page = document[number]
            text = page.get_textpage()
            yield clean(text.get_text_range())
        except pypdfium2.PdfiumError:
            yield ""
            continue
        text.close()
        page.close()
