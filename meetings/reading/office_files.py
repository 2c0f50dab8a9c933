"""The words of word-processor files, spreadsheets and slides. Runs in the reader's own process only.

Such a file is a ZIP of XML parts. Each part that holds words is read as a stream, with a limit to what it unpacks to;
no entity is resolved and nothing is fetched.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO

from lxml import etree

from meetings.reading.faults import DamagedError, OtherKindError, TooLargeError

# Of all parts that are read from one file, unpacked; in bytes.
MOST_UNPACKED = 60_000_000
MOST_PARTS = 2_000
# What marks the kind of a file, and the parts of it that hold words, in order.
_KINDS = (
    ("word/document.xml", re.compile(r"word/(document|footnotes|endnotes)\.xml")),
    ("xl/workbook.xml", re.compile(r"xl/(workbook|sharedStrings|worksheets/sheet\d+)\.xml")),
    ("ppt/presentation.xml", re.compile(r"ppt/slides/slide\d+\.xml")),
    ("content.xml", re.compile(r"content\.xml")),
)
_NUMBER = re.compile(r"\d+")
# By the local name of the element: what holds words; what makes a line; what parts words; what nobody sees in the file.
_TEXT = {"t"}
_LINES = {"p", "h", "si", "is"}
_BREAKS = {"tab", "br", "cr", "s", "line-break"}
_UNSEEN = {"tracked-changes", "annotation", "rPh", "Fallback"}


class _Bounded(io.RawIOBase):
    """A part of the file that raises TooLargeError where more is unpacked than all parts may hold together."""

    def __init__(self, part: IO[bytes], room: list[int]) -> None:
        self._part, self._room = part, room

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._part.read(65_536 if size < 0 else min(size, 65_536))
        self._room[0] -= len(data)
        if self._room[0] < 0:
            raise TooLargeError
        return data


def words_of_office_file(source: BinaryIO) -> str:
    """All words, a paragraph or a cell on a line; raises DamagedError, TooLargeError or OtherKindError."""
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
            pattern = next((pattern for mark, pattern in _KINDS if mark in names), None)
            if pattern is None:
                raise OtherKindError
            parts = sorted((name for name in set(names) if pattern.fullmatch(name)), key=_place)
            if len(parts) > MOST_PARTS:
                raise TooLargeError
            room = [MOST_UNPACKED]
            return "\n".join(line for name in parts for line in _lines(archive, name, room))
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, NotImplementedError) as error:
        raise DamagedError from error
    except RuntimeError as error:  # zipfile says so of a part that asks for a password
        raise DamagedError from error


def _place(name: str) -> tuple[str, int]:
    """Slides and sheets by their number: the tenth after the ninth."""
    number = _NUMBER.search(name)
    return _NUMBER.sub("", name), int(number.group()) if number else 0


def _lines(archive: zipfile.ZipFile, name: str, room: list[int]) -> Iterator[str]:
    """The paragraphs, headings and cells of a part; what has been read of it is let go."""
    is_open_document = name == "content.xml"  # whose paragraphs hold their text themselves
    inside = unseen = 0
    with archive.open(name) as part:
        events = etree.iterparse(
            _Bounded(part, room), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
            huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        for event, element in events:
            kind = etree.QName(element).localname
            if event == "start":
                unseen += kind in _UNSEEN
                inside += kind in _LINES
                if kind == "sheet":
                    yield element.get("name", "")
                continue
            if kind in _LINES and not unseen:
                yield "".join(_words(element, is_open_document))
            unseen -= kind in _UNSEEN
            inside -= kind in _LINES
            if kind in _LINES or not inside:
                element.clear(keep_tail=True)
            if not inside:
                while element.getprevious() is not None:
                    del element.getparent()[0]


def _words(element: etree._Element, is_open_document: bool) -> Iterator[str]:
    holds_text = is_open_document or etree.QName(element).localname in _TEXT
    if element.text and holds_text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):  # an entity, which is left as it is, has none
            if etree.QName(child).localname in _BREAKS:
                yield " "
            yield from _words(child, is_open_document)
        if child.tail and holds_text:
            yield child.tail
