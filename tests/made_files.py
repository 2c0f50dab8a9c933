"""Files that a paper may be, built by the tests themselves, and the means to spoil them."""

import hashlib
import io
import struct
import zipfile
import zlib

import pikepdf

from meetings.paper_checks.examining import Examined
from meetings.paper_checks.kinds import PDF
from meetings.paper_checks.names import safe_name

OOXML = "application/vnd.openxmlformats-officedocument"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = {
    "docx": ("word/document.xml", f"{OOXML}.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OOXML}.spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OOXML}.presentationml.presentation.main+xml"),
}
ODF = "application/vnd.oasis.opendocument"


def saved(pdf, **options):
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def new_pdf(pages=1, words="Buses run late"):
    pdf = pikepdf.new()
    for number in range(pages):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Contents = pdf.make_stream(f"BT ({words} {number}) Tj ET".encode())
    return pdf


def pdf_bytes(pages=1, words="Buses run late", **options):
    return saved(new_pdf(pages, words), **options)


def pdf_with(change, **options):
    """A PDF to whose object `change` did something."""
    pdf = new_pdf()
    change(pdf)
    return saved(pdf, **options)


def zipped(parts, *, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def ooxml_parts(kind="docx", *, main_type=""):
    name, type_ = MAIN[kind]
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{name}" ContentType="{main_type or type_}"/></Types>'
    )
    return {
        "[Content_Types].xml": types,
        "_rels/.rels": relations(("officeDocument", name, "")),
        name: "<document><p>Buses run late</p></document>",
    }


def relations(*rows):
    inner = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="{mode or "Internal"}"/>'
        for n, (kind, target, mode) in enumerate(rows)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def ooxml(kind="docx", extra=None, *, main_type=""):
    return zipped(ooxml_parts(kind, main_type=main_type) | (extra or {}))


def odf_parts(kind="text", *, manifest=""):
    namespace = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return {
        "mimetype": f"{ODF}.{kind}",
        "content.xml": "<office>Buses run late</office>",
        "META-INF/manifest.xml": f'<manifest xmlns="{namespace}">{manifest}</manifest>',
    }


def odf(kind="text", extra=None, *, manifest=""):
    return zipped(odf_parts(kind, manifest=manifest) | (extra or {}))


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width=4, height=4):
    rows = b"".join(b"\x00" + b"\xff" * 3 * min(width, 4) for _ in range(min(height, 4)))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def jpeg(width=4, height=4):
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    scan = b"\x01\x01\x00\x00\x3f\x00"
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
        + b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame
        + b"\xff\xda" + struct.pack(">H", len(scan) + 2) + scan + b"\x00\x3f\xff\xd9"
    )  # fmt: skip


def ole(part):
    """The beginning of an old Office document that holds a part of that name."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 1500 + part.encode("utf-16-le") + b"\x00" * 500


def examined(content, name="Report on buses.pdf", pages=1):
    """What looking into a PDF of that content finds, without looking."""
    found = {"filename": safe_name(name, ".pdf"), "kind": PDF, "size": len(content), "pages": pages}
    return Examined(given_name=name, sha256=hashlib.sha256(content).hexdigest(), **found)
