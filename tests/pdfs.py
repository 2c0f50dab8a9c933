"""True PDFs of invented words, and their words as a reader's program finds them."""

import io

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

A4 = (595, 842)


def pdf_of(*pages):
    """A PDF of these pages, each as keyword arguments of `add_page`."""
    with pikepdf.Pdf.new() as pdf:
        for page in pages:
            add_page(pdf, **page)
        return saved(pdf)


def one_page(words="Prices that nobody may know"):
    return pdf_of({"words": words})


def add_page(pdf, *, words="", size=A4, rotate=0, crop=None, before=b"", after=b""):
    """A page that says `words`; `before` and `after` are operators around them."""
    page = pdf.add_blank_page(page_size=size)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    shown = f"BT /F1 14 Tf 80 400 Td ({words}) Tj ET".encode("ascii")
    page.obj.Contents = pdf.make_stream(b"\n".join([before, shown, after]))
    if rotate:
        page.obj.Rotate = rotate
    if crop:
        page.obj.CropBox = Array(crop)


def saved(pdf, **options):
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def words_of(data):
    """The words of each page, in the order of the pages, with single spaces."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()
