"""Small PDF papers made from plain text, so that the demonstration's papers have true bytes, pages and checksums.

A text is a title ("# …"), headings ("## …"), bullets ("- …") and paragraphs parted by blank lines. The pages are A4 in
Helvetica, one of the fonts that every reader of PDF has (ISO 32000-1, 9.6.2.2), in the encoding WinAnsi.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

PAGE_WIDTH, PAGE_HEIGHT = 595, 842  # points; A4
MARGIN = 72
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN

# Widths of the characters 32 to 126 in thousandths of the size, from Adobe's font metrics of Helvetica.
_REGULAR = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 "
    "556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 "
    "722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 "
    "500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 "
    "556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 "
    "722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 "
    "556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584"
)
WIDTHS = {
    "F1": {chr(code): int(width) for code, width in enumerate(_REGULAR.split(), start=32)},
    "F2": {chr(code): int(width) for code, width in enumerate(_BOLD.split(), start=32)},
}
_OTHER_WIDTH = 556


@dataclass(frozen=True, slots=True)
class Style:
    """How one kind of paragraph is set: font, size and leading in points, space above, indent."""

    font: str
    size: int
    leading: int
    above: int
    indent: int = 0


TITLE = Style("F2", 18, 23, 0)
HEADING = Style("F2", 13, 17, 12)
BODY = Style("F1", 11, 15, 7)
BULLET = Style("F1", 11, 15, 4, indent=16)
FOOT = Style("F1", 9, 12, 0)


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished paper: its bytes, its pages, its title and its words."""

    data: bytes
    pages: int
    title: str
    text: str


def make_pdf(text: str) -> Pdf:
    """The paper of `text`; the same text gives the same bytes. Raises ValueError where it has no title."""
    paragraphs = list(_paragraphs(text))
    if not paragraphs or paragraphs[0][0] is not TITLE:
        raise ValueError("A paper begins with its title, a line that starts with “# ”.")
    title = paragraphs[0][1]
    pages = list(_pages(paragraphs))
    words = "\n\n".join(words for _, words in paragraphs)
    return Pdf(data=_file(title, pages), pages=len(pages), title=title, text=words)


def _paragraphs(text: str) -> Iterator[tuple[Style, str]]:
    for block in filter(None, re.split(r"\n\s*\n", text.strip())):
        lines = [line.strip() for line in block.splitlines()]
        if lines[0].startswith("## "):
            yield HEADING, lines.pop(0)[3:]
        elif lines[0].startswith("# "):
            yield TITLE, lines.pop(0)[2:]
        style, words = BODY, ""
        for line in lines:
            if line.startswith("- "):
                if words:
                    yield style, words
                style, words = BULLET, line[2:]
            else:
                words = f"{words} {line}".strip()
        if words:
            yield style, words


def width(text: str, style: Style) -> float:
    """The width of one line of text in points."""
    table = WIDTHS[style.font]
    return sum(table.get(character, _OTHER_WIDTH) for character in text) * style.size / 1000


def wrap(text: str, style: Style) -> list[str]:
    """The lines into which the text breaks."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, style) <= TEXT_WIDTH - style.indent:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _pages(paragraphs: list[tuple[Style, str]]) -> Iterator[list[str]]:
    """The drawing operators of each page."""
    page: list[str] = []
    height = PAGE_HEIGHT - MARGIN
    for style, words in paragraphs:
        lines = wrap(words, style)
        # A heading takes its first lines of text along to the next page.
        needed = style.above + style.leading * (4 if style is HEADING else 1)
        if page and height - needed < MARGIN:
            yield page
            page, height = [], PAGE_HEIGHT - MARGIN
        height -= style.above if page else 0
        for number, line in enumerate(lines):
            if page and height - style.leading < MARGIN:
                yield page
                page, height = [], PAGE_HEIGHT - MARGIN
            height -= style.leading
            if style is BULLET and number == 0:
                page.append(_show("•", style, MARGIN + 4, height))
            page.append(_show(line, style, MARGIN + style.indent, height))
    if page:
        yield page


def _show(text: str, style: Style, left: float, height: float) -> str:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{style.font} {style.size} Tf {left:g} {height:g} Td ({escaped}) Tj ET"


def _string(text: str) -> bytes:
    """A text string of the document's properties, as UTF-16 with its mark."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode("ascii") + b">"


def _file(title: str, pages: list[list[str]]) -> bytes:
    """The file: catalogue, page tree, two fonts, properties, then a page and its content for each page."""
    first = 6
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) /ViewerPreferences << /DisplayDocTitle true >> >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode("ascii"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        b"<< /Title " + _string(title) + b" /Author " + _string("Wexcombe Council") + b" >>",
    ]
    for number, operators in enumerate(pages, start=1):
        foot = f"Page {number} of {len(pages)}"
        middle = (PAGE_WIDTH - width(foot, FOOT)) / 2
        stream = "\n".join([*operators, _show(foot, FOOT, round(middle, 1), MARGIN / 2)]).encode("cp1252")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}] "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {len(objects) + 2} 0 R >>".encode("ascii")
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n".encode("ascii") + stream + b"\nendstream")
    return _joined(objects)


def _joined(objects: list[bytes]) -> bytes:
    """Header, objects, table of their places, trailer (ISO 32000-1, 7.5)."""
    parts = [b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"]
    places, place = [], len(parts[0])
    for number, body in enumerate(objects, start=1):
        places.append(place)
        parts.append(b"%d 0 obj\n" % number + body + b"\nendobj\n")
        place += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % each for each in places)
    count = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % count + table)
    parts.append(b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, place))
    return b"".join(parts)
