"""Rich text as Word, Outlook, LibreOffice, Google Docs and browsers write it → the rich text of minutes.

Kept: paragraphs, headings (as h4 and h5), lists (also paragraphs that only look like lists), tables with merged cells
and heads, emphasis, and links to the web and to e-mail. Changes that were tracked are accepted. Scripts, styles,
pictures, comments and empty paragraphs go. What is not known is passed through as its words: no word is lost.
"""

import re

import lxml.html
import nh3

from meetings.rich_text import sanitise
from meetings.tidy_markup import BREAK, Block, Cell, Items, Line, Paragraph, Piece, Quote, Table, tidied, write
from meetings.word_lists import ListLine, nest
from meetings.word_marks import ListMark, emphasis, is_no_text, list_level, list_style, readings, styles

_MARK_OF = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "cite": "em",
    "u": "u",
    "sub": "sub",
    "sup": "sup",
}
_INLINE = {
    *_MARK_OF,
    "a",
    "span",
    "font",
    "ins",
    "del",
    "s",
    "strike",
    "small",
    "big",
    "code",
    "abbr",
    "q",
    "label",
    "mark",
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_STRUCTURE = {
    "p", "div", "br", "ul", "ol", "li", "blockquote", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th",
    "pre", "section", "article", "header", "footer", "main", "aside", "figure", "figcaption", "center", "address",
    "dl", "dt", "dd", "hr",
}  # fmt: skip
_READ = {
    "*": {"style", "class", "role", "aria-level", "data-aria-level"},
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start", "type"},
}
# Elements of which not even the words are text.
_NO_CONTENT = {
    "script", "style", "title", "xml", "svg", "math", "iframe", "object", "noscript", "template", "select", "textarea",
    "noembed", "noframes", "audio", "video", "canvas", "xmp",
}  # fmt: skip
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff\ud800-\udfff\ufffe\uffff]")
_NESTING = re.compile(r"<(/?)(?:div|span|b|i|u|em|strong|font|a|ul|ol|blockquote|table|section|ins|sub|sup)\b", re.I)
_LINK = re.compile(r"^(?:https?://|mailto:)\S+$", re.IGNORECASE)
# Nobody writes so deep; markup that does is taken for its words alone.
DEEPEST_MARKUP = 250
# Lists in lists, tables in tables: what is nested deeper moves up.
DEEPEST_BLOCK = 6
MOST_SPANNED = 100


def normalise(markup: str) -> str:
    """The markup in the one form in which minutes are kept; idempotent, and nothing but the allow-list."""
    markup = _UNWRITABLE.sub("", markup)
    if _depth(markup) > DEEPEST_MARKUP:
        markup = re.sub(r"<[^<>]*>", " ", markup)
    clean = nh3.clean(
        markup,
        tags=_INLINE | _HEADINGS | _STRUCTURE,
        clean_content_tags=_NO_CONTENT,
        attributes=_READ,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    root = lxml.html.fragment_fromstring(clean, create_parent="div")
    reader = _Reader(root)
    reader.inside(root, frozenset(), "")
    return sanitise(write(reader.finished()))


def _depth(markup: str) -> int:
    deepest = depth = 0
    for tag in _NESTING.finditer(markup):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


class _Reader:
    """Goes through the markup once and gathers blocks; `_stack` holds the containers that are open."""

    def __init__(self, root: lxml.html.HtmlElement) -> None:
        self._stack: list[list[Block | ListLine]] = [[]]
        self._line: Line = []
        self._tag = "p"
        self._is_preformatted = False
        self._is_head = False
        levels = sorted({str(element.tag) for element in root.iter(*_HEADINGS)})
        # Headings of a document keep their order; those that minutes have already stay what they are.
        top = levels[0] if levels and levels[0] < "h4" else "h4"
        self._headings = {tag: "h4" if tag <= top else "h5" for tag in _HEADINGS}

    def finished(self) -> list[Block]:
        self._flush()
        return nest(self._stack[0])

    def inside(self, element: lxml.html.HtmlElement, marks: frozenset[str], href: str) -> None:
        """What stands in the element, in the order of reading."""
        self._words(element.text, marks, href)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, marks, href)
            self._words(child.tail, marks, href)

    def _words(self, text: str | None, marks: frozenset[str], href: str) -> None:
        if not text:
            return
        dress = marks
        if self._tag != "p" or self._is_head:
            dress = dress - {"strong"}
        if href:
            dress = dress - {"u"}
        if not self._is_preformatted:
            self._line.append(Piece(text.replace(BREAK, " "), dress, href))
            return
        for number, row in enumerate(text.split(BREAK)):
            self._line += [Piece(BREAK)] * (number > 0) + [Piece(row, dress, href)]

    def _element(self, element: lxml.html.HtmlElement, marks: frozenset[str], href: str) -> None:
        style = styles(element)
        tag = str(element.tag)
        if is_no_text(element, style):
            return
        if tag in _MARK_OF:
            marks = marks | {_MARK_OF[tag]}
        marks = emphasis(style, marks)
        if tag == "a":
            address = element.get("href", "").strip()
            href = address if _LINK.match(address) else ""
        if tag == "br":
            self._line.append(Piece(BREAK))
        elif tag in _INLINE:
            self.inside(element, marks, href)
        elif tag in ("ul", "ol"):
            self._list(element, style, marks)
        elif tag == "table":
            self._table(element, marks)
        elif tag == "blockquote":
            quoted = self._container(element, marks)
            if quoted:
                self._add(Quote(quoted), quoted)
        else:
            self._paragraph(element, style, marks, href)

    def _paragraph(
        self, element: lxml.html.HtmlElement, style: dict[str, str], marks: frozenset[str], href: str
    ) -> None:
        tag = str(element.tag)
        level = list_level(style) if tag == "p" else 0
        self._flush()
        last = self._stack[-1][-1] if self._stack[-1] else None
        if level:
            self._line_of_list(element, level, marks)
            return
        if isinstance(last, ListLine) and "msolistparagraph" in element.get("class", "").lower():
            last.blocks += self._container(element, marks)
            return
        outer = self._tag, self._is_preformatted
        if tag in _HEADINGS:
            self._tag = self._headings[tag]
        elif element.get("role") == "heading":
            self._tag = "h4" if element.get("aria-level", "1") < "3" else "h5"
        self._is_preformatted = self._is_preformatted or tag == "pre"
        self.inside(element, marks, href)
        self._flush()
        self._tag, self._is_preformatted = outer

    def _line_of_list(self, element: lxml.html.HtmlElement, level: int, marks: frozenset[str]) -> None:
        """A paragraph of Word that looks like a line of a list: its mark stands in it as words."""
        mark = "•"
        for inner in element.iter("span"):
            if styles(inner).get("mso-list") == "ignore":
                mark = inner.text_content().replace("\xa0", " ").strip() or mark
                inner.clear(keep_tail=True)
                break
        meant = readings(mark)
        blocks = self._container(element, marks)
        if meant and blocks:
            self._stack[-1].append(ListLine(level, meant, blocks))
            return
        if blocks and isinstance(blocks[0], Paragraph):
            blocks[0].line.insert(0, Piece(f"{mark} "))
        self._stack[-1] += blocks

    def _list(self, element: lxml.html.HtmlElement, style: dict[str, str], marks: frozenset[str]) -> None:
        self._flush()
        found = Items(
            list_style(element, style) if element.tag == "ol" else "",
            _whole(element.get("start"), least=0, most=9999),
        )
        found.items += self._loose(element.text)
        for child in element:
            blocks = self._container(child, marks, is_itself_read=child.tag != "li")
            if blocks and child.get("data-aria-level"):
                # Word on the web writes a list of its own for each line, whatever its level.
                level = _whole(child.get("data-aria-level"), least=1, most=9)
                meant = ListMark(found.style, found.start if found.style else 0)
                self._stack[-1].append(ListLine(level, [meant], blocks))
            elif child.tag in ("ul", "ol") and blocks and found.items:
                found.items[-1] += blocks
            elif blocks:
                found.items.append(blocks)
            found.items += self._loose(child.tail)
        if found.items:
            self._add(found, [block for item in found.items for block in item])

    def _loose(self, text: str | None) -> list[list[Block]]:
        """Words that stand in a list, and in none of its items: they are an item."""
        return [[Paragraph("p", line)] for line in tidied([Piece((text or "").replace(BREAK, " "))])]

    def _table(self, element: lxml.html.HtmlElement, marks: frozenset[str]) -> None:
        self._flush()
        rows: list[list[Cell]] = []
        for part in element:
            if part.tag == "caption":
                # The editor knows no captions: the words stand before the table.
                self._stack[-1] += self._container(part, marks)
            for row in part if part.tag in ("thead", "tbody", "tfoot") else [part]:
                cells = [
                    self._cell(cell, marks, is_head=part.tag == "thead") for cell in row if cell.tag in ("td", "th")
                ]
                rows += [cells] if cells else []
        blocks = [block for row in rows for cell in row for block in cell.blocks]
        if len(rows) == 1 and len(rows[0]) == 1:
            self._stack[-1] += blocks
        elif blocks:
            self._add(Table(rows), blocks)

    def _cell(self, element: lxml.html.HtmlElement, marks: frozenset[str], *, is_head: bool) -> Cell:
        is_head = is_head or element.tag == "th"
        outer, self._is_head = self._is_head, is_head
        blocks = self._container(element, marks)
        self._is_head = outer
        colspan, rowspan = (_whole(element.get(name), least=1, most=MOST_SPANNED) for name in ("colspan", "rowspan"))
        return Cell(is_head, colspan, rowspan, blocks)

    def _container(
        self, element: lxml.html.HtmlElement, marks: frozenset[str], *, is_itself_read: bool = False
    ) -> list[Block]:
        """The blocks within an element that keeps its own together; with `is_itself_read`, those of the element."""
        self._flush()
        outer, self._tag = self._tag, "p"
        self._stack.append([])
        style = styles(element)
        if is_itself_read:
            self._element(element, marks, "")
        elif not is_no_text(element, style):
            self.inside(element, emphasis(style, marks), "")
        self._flush()
        self._tag = outer
        return nest(self._stack.pop())

    def _add(self, block: Block, within: list[Block]) -> None:
        """The block, or, where there is no room for anything so deep, what stands within it."""
        self._stack[-1] += [block] if len(self._stack) <= DEEPEST_BLOCK else within

    def _flush(self) -> None:
        self._stack[-1] += [Paragraph(self._tag, line) for line in tidied(self._line)]
        self._line = []


def _whole(text: str | None, *, least: int, most: int) -> int:
    """The number that an attribute holds, if it is a sensible one; 1 otherwise."""
    found = (text or "").strip()
    return int(found) if found.isascii() and found.isdecimal() and len(found) < 6 and least <= int(found) <= most else 1
