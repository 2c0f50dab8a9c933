"""Files of papers for tests, made in the moment that they are needed."""

import io
import time
import zipfile

import pikepdf
import typst
from factories import DocumentFactory
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from meetings.models import PaperVersion
from meetings.tasks import read_paper
from portal.search.tasks import show_words_of_paper

DOCX_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODT_NS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
XLSX_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
PPTX_NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


def pdf_of(*pages: str, setup: str = "") -> bytes:
    """A PDF with these pages, in typst's own words."""
    return typst.compile((setup + "\n#pagebreak()\n".join(pages)).encode())


def pdf_of_pictures(pages: int) -> bytes:
    """A PDF whose pages hold no text, as a scanner makes it."""
    with pikepdf.new() as pdf, io.BytesIO() as file:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(file)
        return file.getvalue()


def encrypted(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf, io.BytesIO() as file:
        pdf.save(file, encryption=pikepdf.Encryption(owner="a", user="b"))
        return file.getvalue()


def zipped(**parts: str) -> bytes:
    """A ZIP of parts by their names, in which "__" stands for a slash and the extension is .xml."""
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(f"{name.replace('__', '/')}.xml", content)
        return file.getvalue()


def docx_of(body: str, **more: str) -> bytes:
    return zipped(word__document=f"<w:document {DOCX_NS}><w:body>{body}</w:body></w:document>", **more)


def versioned(data: bytes, name: str = "buses.pdf", *, number: int = 1, **fields) -> PaperVersion:
    """The version that stands of a new paper with this file."""
    paper = DocumentFactory.with_file(data, name, version=number, **fields)
    columns = ("filename", "media_type", "size", "sha256")
    return PaperVersion.objects.create(
        document=paper, number=number, file=paper.file.name, **{column: getattr(paper, column) for column in columns}
    )


def read_now(version: PaperVersion, *, attempts: int = 0, abort_reason=lambda: None) -> None:
    """What the worker does with the version, and with the search after it, in the transaction of the test."""
    job = Job(
        id=1, queue="default", lock=None, queueing_lock=None, task_name="read_paper", status="doing",
        scheduled_at=None, attempts=attempts, abort_requested=False, priority=0, task_kwargs={"version": version.pk},
    )  # fmt: skip
    context = JobContext(app=app, job=job, start_timestamp=time.time(), abort_reason=abort_reason)
    read_paper(context, version=version.pk)
    show_words_of_paper(sha256=version.sha256)
