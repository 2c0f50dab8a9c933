"""Files of every kind, and files made to do harm, read in a process of their own."""

import io
import os
import tempfile
import time
import zipfile

import pytest
from paper_files import DOCX_NS, ODT_NS, PPTX_NS, XLSX_NS, docx_of, encrypted, pdf_of, pdf_of_pictures, zipped
from pypdfium2 import PdfDocument

from meetings.reading import office_files, pdf, reader
from meetings.reading.faults import (
    DamagedError,
    EncryptedError,
    OtherKindError,
    ReaderStoppedError,
    TooLargeError,
)
from meetings.reading.reader import SCANNED, StoppedError, Words, read_words

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(data: bytes, media_type: str, **options) -> Words:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        return read_words(file, media_type, **options)


def test_pages_of_a_pdf_are_read_in_order():
    words = read(pdf_of("The ferry timetable", "Evening buses, Straße and café"), PDF)
    assert words == Words(["The ferry timetable", "Evening buses, Straße and café"], 2)
    assert words.note == ""


def test_words_broken_at_the_end_of_a_line_are_whole():
    narrow = '#set page(width: 4cm, margin: 4mm)\n#set text(hyphenate: true, lang: "en")\n#set par(justify: true)\n'
    data = pdf_of("Representation consultation transportation administration affordability", setup=narrow)
    assert "\ufffe" in PdfDocument(data)[0].get_textpage().get_text_range(), "the page is too wide to break a word"
    words = read(data, PDF)
    for word in ("Representation", "consultation", "transportation", "administration", "affordability"):
        assert word in words.texts[0]


def test_a_scanned_pdf_is_told_as_one():
    words = read(pdf_of_pictures(3), PDF)
    assert (words.texts, words.pages, words.note) == (["", "", ""], 3, SCANNED)


def test_a_long_pdf_is_read_by_its_beginning():
    words = read(pdf_of_pictures(pdf.MOST_PAGES + 5), PDF)
    assert (len(words.texts), words.pages) == (pdf.MOST_PAGES, pdf.MOST_PAGES + 5)
    assert Words(["a"] * 2000, 2005).note == "Only the first 2,000 of its 2,005 pages were read for the search."


def test_paragraphs_cells_and_footnotes_of_a_word_file_are_read():
    body = (
        "<w:p><w:r><w:t>Ferry</w:t><w:tab/><w:t>timetable</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:delText>struck out</w:delText></w:r></w:p>"
    )
    notes = f"<w:footnotes {DOCX_NS}><w:footnote><w:p><w:r><w:t>A note</w:t></w:r></w:p></w:footnote></w:footnotes>"
    assert read(docx_of(body, word__footnotes=notes), DOCX) == Words(["Ferry timetable\nCell\nA note"], None)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (
            zipped(
                content=f"<office:document-content {ODT_NS}><text:tracked-changes><text:p>struck</text:p>"
                "</text:tracked-changes><text:h>Head</text:h><text:p>The <text:span>ferry</text:span><text:tab/>runs"
                "</text:p></office:document-content>"
            ),
            "Head\nThe ferry runs",
        ),
        (
            zipped(
                xl__workbook=f'<workbook {XLSX_NS}><sheets><sheet name="Costs"/></sheets></workbook>',
                xl__sharedStrings=f"<sst {XLSX_NS}><si><t>Ferry</t></si><si><r><t>fare</t></r></si></sst>",
                xl__worksheets__sheet1=f"<worksheet {XLSX_NS}><c><is><t>Here</t></is></c><c><v>7</v></c></worksheet>",
            ),
            "Ferry\nfare\nCosts\nHere",
        ),
        (
            zipped(
                ppt__presentation="<p/>",
                **{
                    f"ppt__slides__slide{number}": f"<p:sld {PPTX_NS}><a:p><a:t>Slide {number}</a:t></a:p></p:sld>"
                    for number in (10, 9)
                },
            ),
            "Slide 9\nSlide 10",
        ),
    ],
    ids=["odt", "xlsx", "pptx"],
)
def test_words_of_other_office_files_are_read(data, text):
    assert read(data, "application/zip") == Words([text], None)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("\ufeffCafé".encode(), "Café"),
        ("Café".encode("utf-16"), "Café"),
        ("Café".encode("cp1252"), "Café"),
        ("Café".encode()[:-1], "Caf"),
    ],
    ids=["utf-8 with a mark", "utf-16", "cp1252", "cut off"],
)
def test_text_is_read_in_its_encoding(data, text):
    assert read(data, "text/plain").texts[0].startswith(text)


@pytest.mark.parametrize(
    ("data", "media_type", "fault"),
    [
        (encrypted(pdf_of("Secret")), PDF, EncryptedError),
        (pdf_of("Cut off")[:200], PDF, DamagedError),
        (b"<html>posing</html>", PDF, DamagedError),
        (b"", PDF, DamagedError),
        (b"PK\x03\x04 no zip", DOCX, DamagedError),
        (docx_of("<w:p>")[:-30], DOCX, DamagedError),
        (zipped(word__document="<w:p><unclosed>"), DOCX, DamagedError),
        (zipped(anything="else"), "application/zip", OtherKindError),
        (b"\x89PNG\r\n", "image/png", OtherKindError),
    ],
    ids=[
        "encrypted", "cut off", "web page", "empty", "no zip", "broken zip", "broken xml", "other zip", "picture",
    ],
)  # fmt: skip
def test_files_that_cannot_be_read_say_why(data, media_type, fault):
    with pytest.raises(fault):
        read(data, media_type)


def test_a_bomb_is_not_unpacked():
    paragraph = "<w:p><w:r><w:t>" + "boom " * 1_000_000 + "</w:t></w:r></w:p>"
    with io.BytesIO() as file:
        with (
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
            archive.open("word/document.xml", "w") as part,
        ):
            part.write(f"<w:document {DOCX_NS}>".encode())
            for _ in range(office_files.MOST_UNPACKED // len(paragraph) + 2):
                part.write(paragraph.encode())
        bomb = file.getvalue()
    assert len(bomb) < 400_000
    with pytest.raises((TooLargeError, DamagedError)):
        read(bomb, DOCX)


def test_entities_are_neither_expanded_nor_fetched(tmp_path):
    (tmp_path / "secret").write_text("swordfish")
    body = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{tmp_path}/secret"><!ENTITY y "yy">]>'
    data = zipped(word__document=f"{body}<w:p {DOCX_NS}><w:r><w:t>A&x;&y;B</w:t></w:r></w:p>")
    assert read(data, DOCX).texts == ["AB"]


def test_the_reader_knows_no_secret_of_the_portal(monkeypatch, tmp_path):
    """Its own process has nothing of our environment."""
    monkeypatch.setenv("SECRET_KEY", "swordfish")
    seen = tmp_path / "seen"
    monkeypatch.setattr(reader.sys, "executable", str(tmp_path / "python"))
    (tmp_path / "python").write_text(f"#!/bin/sh\n/usr/bin/env > {seen}\n")
    (tmp_path / "python").chmod(0o755)
    with pytest.raises(ReaderStoppedError):
        read(b"%PDF-", PDF)
    assert "swordfish" not in seen.read_text()


def test_a_reader_that_hangs_is_ended(monkeypatch, tmp_path):
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 600\n")
    program.chmod(0o755)
    monkeypatch.setattr(reader.sys, "executable", str(program))
    monkeypatch.setattr(reader, "LONGEST", 1)
    with pytest.raises(ReaderStoppedError):
        read(b"%PDF-", PDF)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_a_reader_that_is_not_wanted_any_more_is_ended(monkeypatch, tmp_path):
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\nexec sleep 600\n")
    program.chmod(0o755)
    monkeypatch.setattr(reader.sys, "executable", str(program))
    asked = time.monotonic()
    with pytest.raises(StoppedError):
        read(b"%PDF-", PDF, should_stop=lambda: True)
    assert time.monotonic() - asked < reader.LONGEST
