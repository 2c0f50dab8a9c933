"""What a file is follows from its content, whatever its name says."""

import hashlib
import io

import pikepdf
import pytest
from made_files import jpeg, new_pdf, odf, ooxml, pdf_bytes, pdf_with, png, relations, saved

from meetings.paper_checks import apart
from meetings.paper_checks.child import TOO_MUCH
from meetings.paper_checks.examining import examine
from meetings.paper_checks.refusing import PaperRefusedError

LINK = relations(("hyperlink", "https://wexcombe.example/", "External"))


def owner_password():
    return saved(new_pdf(), encryption=pikepdf.Encryption(user="", owner="o", allow=pikepdf.Permissions(extract=False)))


def linked():
    def change(pdf):
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://wexcombe.example/")
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
        pdf.pages[0].obj.Annots = pikepdf.Array([note])

    return pdf_with(change)


def word_linking(*addresses):
    return ooxml(extra={"word/_rels/a.rels": relations(*(("hyperlink", one, "External") for one in addresses))})


def computing(*formulas):
    cells = "".join(f"<c><f>{formula}</f><v>1</v></c>" for formula in formulas)
    return ooxml("xlsx", {"xl/worksheets/sheet1.xml": f"<worksheet>{cells}</worksheet>"})


FORMULAS = (
    "SUM(A1:A9)", "_xlfn.XLOOKUP(A1,B1:B9,C1:C9)", '"WEBSERVICE(x)"', 'HYPERLINK("https://e.example/"&amp;A1,"Tel: 1")',
    'HYPERLINK("#Sheet2!A1")', 'HYPERLINK(A1,"C:")', "'Budget 2026'!A1+RECALL(1)", 'IF(A1="a|b!",1,2)',
)  # fmt: skip
ADDRESSES = (
    "HTTPS://wexcombe.example/", "mailto:clerk@wexcombe.example", "tel:+441234567", "#part", "Appendix%201.docx",
    "../a:b", "www.wexcombe.example:8080/",
)  # fmt: skip
FIELD = (
    '<w:document xmlns:w="urn:w"><w:fldChar w:fldCharType="begin"/><w:instrText>IF 1=1 "include this" "link it"'
    '</w:instrText><w:fldChar w:fldCharType="end"/><w:fldSimple w:instr="HYPERLINK &quot;x&quot;"/></w:document>'
)
SLIDE = '<a><p:event-listener xmlns:p="urn:presentation" action="next-page"/><image href="Pictures/1.png"/></a>'

GOOD = {
    "PDF": (pdf_bytes, ".pdf", 1),
    "PDF of many pages": (lambda: pdf_bytes(40), ".pdf", 40),
    "PDF for the web": (lambda: pdf_bytes(5, linearize=True), ".pdf", 5),
    "PDF packed closely": (
        lambda: pdf_bytes(5, object_stream_mode=pikepdf.ObjectStreamMode.generate), ".pdf", 5,
    ),
    "PDF that only forbids changes": (owner_password, ".pdf", 1),
    "PDF with links": (linked, ".pdf", 1),
    "Word": (ooxml, ".docx", None),
    "Word with a link": (lambda: ooxml(extra={"word/_rels/document.xml.rels": LINK}), ".docx", None),
    "Word with fields": (lambda: ooxml(extra={"word/document.xml": FIELD}), ".docx", None),
    "Word with many links": (lambda: word_linking(*ADDRESSES), ".docx", None),
    "Excel with formulas": (lambda: computing(*FORMULAS), ".xlsx", None),
    "OpenDocument that computes": (
        lambda: odf("spreadsheet", {"content.xml": '<a><b formula="of:=SUM([.A1:.B2])"/><a href="#x"/></a>'}),
        ".ods", None,
    ),
    "slides that are turned": (lambda: odf("presentation", {"content.xml": SLIDE}), ".odp", None),
    "Word with a diagram": (
        lambda: ooxml(extra={"word/embeddings/Microsoft_Excel_Sheet.xlsx": ooxml("xlsx")}), ".docx", None,
    ),
    "Excel": (lambda: ooxml("xlsx"), ".xlsx", None),
    "Excel with printer settings": (lambda: ooxml("xlsx", {"xl/printerSettings/p1.bin": b"x"}), ".xlsx", None),
    "PowerPoint": (lambda: ooxml("pptx"), ".pptx", None),
    "OpenDocument text": (odf, ".odt", None),
    "OpenDocument spreadsheet": (lambda: odf("spreadsheet"), ".ods", None),
    "OpenDocument presentation": (lambda: odf("presentation"), ".odp", None),
    "table": (lambda: "name,£\nbuses,-5\n\"late, very\",7\n".encode(), ".csv", None),
    "table with semicolons": (lambda: b"a;b\n-5 (net);2\n", ".txt", None),
    "text with lists and sums": (
        lambda: b"- Bus (late)\n+ Trains (early)!\n= 5 (five)\n| a | -- | b! |\nx=f(y)\n-----BEGIN CERTIFICATE-----\n",
        ".txt", None,
    ),
    "text": (lambda: "\ufeffMinutes – £5\r\n\tone, two\n".encode(), ".txt", None),
    "PNG": (png, ".png", None),
    "JPEG": (jpeg, ".jpg", None),
}  # fmt: skip


@pytest.mark.parametrize("what", GOOD)
def test_kind_pages_and_digest_follow_from_the_content(what):
    make, ending, pages = GOOD[what]
    content = make()
    source = io.BytesIO(content)
    found = examine(source, "Appendix 1.exe")

    assert (found.filename, found.pages, found.size) == (f"Appendix 1{ending}", pages, len(content))
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert source.tell() == 0


def test_file_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(apart, "PATIENCE", 0.001)
    with pytest.raises(PaperRefusedError) as refused:
        examine(io.BytesIO(pdf_bytes()), "a.pdf")
    assert str(refused.value) == f"“a.pdf” {TOO_MUCH}"


def test_the_looking_process_knows_no_secret(monkeypatch):
    """What it is started with holds no setting of the portal."""
    started = {}

    def run(*args, **options):
        started.update(options)
        raise apart.subprocess.TimeoutExpired(args, 1)

    monkeypatch.setenv("SECRET_KEY", "a secret")
    monkeypatch.setattr(apart.subprocess, "run", run)
    with pytest.raises(PaperRefusedError):
        examine(io.BytesIO(pdf_bytes()), "a.pdf")
    assert "SECRET_KEY" not in started["env"]
