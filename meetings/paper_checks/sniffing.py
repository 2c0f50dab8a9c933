"""What a file is, by its first bytes: a kind that may be looked into further, or why it is none of ours."""

import codecs
import re
from typing import BinaryIO

import puremagic

from meetings.paper_checks.kinds import IN_WORDS
from meetings.paper_checks.refusing import UnfitError

HEAD = 4096
# Old Office documents hold the names of their parts in UTF-16; they stand in the directory, wherever that is.
_CHUNK = 1 << 20
PDF_SIGN, ZIP_SIGN, PNG_SIGN, JPEG_SIGN = b"%PDF-", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
OLE_SIGN = bytes.fromhex("d0cf11e0a1b11ae1")
_PROGRAMS = (
    b"MZ", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe", b"L\x00\x00\x00\x01\x14\x02\x00", b"dex\n", b"\x00asm",
)  # fmt: skip
_SCRIPT = re.compile(
    rb"\A(?:#!|@echo\b|rem\s|<\?php|<%|set-executionpolicy|param\s*\(|on error resume next|windows registry editor"
    rb"|\[autorun\]|\[internetshortcut\]|\[desktop entry\])",
    re.IGNORECASE,
)
_SCRIPT_WITHIN = re.compile(
    rb"(?:\bwscript\.|\bcreateobject\s*\(|\bactivexobject|\binvoke-expression|\bnew-object\s+net\.|\bpowershell(?:\.exe)?\s+-"
    rb"|\beval\s*\(\s*(?:atob|base64_decode)|<script\b|\bjavascript:|\bvbscript:)",
    re.IGNORECASE,
)
_MARKUP = re.compile(rb"\A<(?:[a-z!?/])", re.IGNORECASE)
_POSTSCRIPT = (b"%!PS", b"\xc5\xd0\xd3\xc6")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK\x05\x06", b"PK\x07\x08")

PROGRAM = "is a program, whatever its name says: programs are not taken."
SCRIPT = "holds a script: scripts are not taken, so upload the document that was meant."
WEB_PAGE = "is a web page or other markup, whatever its name says: print it to PDF and upload that."
HIDDEN_PDF = "has something before the beginning of its PDF, so it is not what it seems: save it as PDF again."
ARCHIVE = "is an archive: unpack it and upload the files that are in it."
POSTSCRIPT = "is PostScript, which is a program for printers: save it as PDF and upload that."
NOT_UTF8 = "is text, but not in UTF-8: save it as “UTF-8” and upload that."
RICH_TEXT = "is rich text (RTF): save it as DOCX or PDF and upload that."
OTHER = f"is of a kind that is not taken here: upload {IN_WORDS}."
OLD_WORD = "is a Word document of the old kind (DOC): save it as DOCX or PDF and upload that."
OLD_EXCEL = "is a workbook of the old kind (XLS): save it as XLSX or PDF and upload that."
OLD_POWERPOINT = "is a presentation of the old kind (PPT): save it as PPTX or PDF and upload that."
OLD_MAIL = "is a saved e-mail: print it to PDF and upload that."
OLD_OTHER = "is an Office file of the old kind: save it as DOCX, XLSX, PPTX or PDF and upload that."
LOCKED_OFFICE = "is encrypted, so nobody could open it without its password: save it without one and upload that."
_OLE_PARTS = (
    ("EncryptedPackage", LOCKED_OFFICE),
    ("WordDocument", OLD_WORD),
    ("Workbook", OLD_EXCEL),
    ("PowerPoint Document", OLD_POWERPOINT),
    ("__substg1.0_", OLD_MAIL),
)


def sign_of(source: BinaryIO) -> bytes:
    """The sign by which the file is looked into further: of PDF, ZIP, PNG or JPEG; nothing for text.

    A web page, an archive or a program is told by its content before anything else is believed of it. Raises
    UnfitError.
    """
    source.seek(0)
    head = source.read(HEAD)
    for sign in (PDF_SIGN, ZIP_SIGN, PNG_SIGN, JPEG_SIGN):
        if head.startswith(sign):
            return sign
    if head.startswith(_PROGRAMS):
        raise UnfitError(PROGRAM)
    if head.startswith(OLE_SIGN):
        raise UnfitError(_ole(source))
    if head.startswith(_ARCHIVES):
        raise UnfitError(ARCHIVE)
    if head.startswith(b"{\\rtf"):
        raise UnfitError(RICH_TEXT)
    if head.startswith(_POSTSCRIPT):
        raise UnfitError(POSTSCRIPT)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnfitError(NOT_UTF8)
    if PDF_SIGN in head:
        raise UnfitError(HIDDEN_PDF)
    if not _reads_as_text(head):
        raise UnfitError(_other(head))
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _MARKUP.match(bare) and not _SCRIPT.match(bare):
        raise UnfitError(WEB_PAGE)
    if is_script(bare):
        raise UnfitError(SCRIPT)
    return b""


def is_script(words: bytes) -> bool:
    """Whether the beginning of a file is one of a script, or holds one."""
    return bool(_SCRIPT.match(words)) or is_script_within(words)


def is_script_within(words: bytes) -> bool:
    return bool(_SCRIPT_WITHIN.search(words))


def _reads_as_text(head: bytes) -> bool:
    return b"\x00" not in head and not re.search(rb"[\x01-\x08\x0b\x0e-\x1f]", head)


def _other(head: bytes) -> str:
    """What a binary file of no kind of ours is, where it is known."""
    try:
        found = puremagic.from_string(head)
    except (puremagic.PureError, ValueError):
        return OTHER
    ending = re.fullmatch(r"\.(?!xxx)([a-z0-9]{2,5})", found.lower())
    what = f"is a file of the kind {ending[1].upper()}, which is not taken here" if ending else ""
    return f"{what}: upload {IN_WORDS}." if what else OTHER


def _ole(source: BinaryIO) -> str:
    marks = [(name.encode("utf-16-le"), reason) for name, reason in _OLE_PARTS]
    found: set[str] = set()
    source.seek(0)
    before = b""
    while chunk := source.read(_CHUNK):
        both = before + chunk
        found |= {reason for mark, reason in marks if mark in both}
        before = chunk[-64:]
    return next((reason for _, reason in marks if reason in found), OLD_OTHER)
