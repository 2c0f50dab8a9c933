"""Words of the record as comparable pieces: tokens of a line, and the blocks of sanitised markup as a small tree."""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import lxml.html

from meetings.rich_text import ALLOWED_ATTRIBUTES, blocks, sanitise

BLOCK_TAGS = {"p", "ul", "ol", "li", "blockquote", "h4", "h5", "table", "caption", "thead", "tbody", "tr", "th", "td"}
# Of these a parent has one at most: two of them belong together, however little alike their words are.
SINGLE_TAGS = {"caption", "thead", "tbody"}
BREAK = "\n"
# A word with whatever stands inside it ("2.30pm", "38,000", "co-optee"), a space, or a single other character.
_PIECE = re.compile(r"\s+|\w+(?:[^\w\s]+\w+)*|[^\w\s]")
_WORD = re.compile(r"\w")


class Token(NamedTuple):
    """A word, a space or a mark, with the start tags of the inline markup that it stands in."""

    text: str
    tags: tuple[str, ...] = ()

    @property
    def is_word(self) -> bool:
        return bool(_WORD.match(self.text))


Run = tuple[Token, ...]


@dataclass(frozen=True)
class Block:
    """A paragraph, list, table or part of one: its start tag as markup, and in order its words and inner blocks."""

    tag: str
    start: str
    parts: tuple["Block | Run", ...]

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word stands in it, in small letters."""
        return sum((words(part) for part in self.parts), Counter())


def tokens(text: str, tags: tuple[str, ...] = ()) -> Iterator[Token]:
    for piece in _PIECE.findall(text):
        yield Token(" " if piece.isspace() else piece, tags)


def run(text: str) -> Run:
    """Plain text as tokens; line breaks are kept."""
    found: list[Token] = []
    for number, line in enumerate(text.strip().split(BREAK)):
        if number:
            found.append(Token(BREAK))
        found += tokens(line.strip())
    return tuple(found)


def tree(markup: str) -> list[Block]:
    """The top-level blocks of markup, sanitised once more whoever wrote it."""
    found = []
    for block in blocks(sanitise(markup)):
        element = lxml.html.fragment_fromstring(block)
        found.append(_block(element) if element.tag in BLOCK_TAGS else Block("p", "<p>", (_tidy(_inline(element)),)))
    return [block for block in found if block.parts]


def words(part: Block | Run) -> Counter[str]:
    """How often each word stands in it, in small letters."""
    if isinstance(part, Block):
        return part.words
    return Counter(token.text.casefold() for token in part if token.is_word)


def likeness(before: Block | Run, after: Block | Run) -> float:
    """0 to 1: how many of all words both share. What differs in kind is not alike at all."""
    if isinstance(before, Block) != isinstance(after, Block):
        return 0.0
    if isinstance(before, Block) and isinstance(after, Block):
        if before.tag != after.tag:
            return 0.0
        if before.tag in SINGLE_TAGS:
            return 1.0
    one, other = words(before), words(after)
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _block(element: lxml.html.HtmlElement) -> Block:
    parts: list[Block | Run] = []
    line: list[Token] = list(tokens(element.text or ""))

    def close() -> None:
        tidied = _tidy(line)
        if tidied:
            parts.append(tidied)
        line.clear()

    for child in element:
        if child.tag in BLOCK_TAGS:
            close()
            parts.append(_block(child))
        else:
            line += _inline(child)
        line += tokens(child.tail or "")
    close()
    return Block(str(element.tag), _start_tag(element), tuple(parts))


def _inline(element: lxml.html.HtmlElement, outer: tuple[str, ...] = ()) -> Iterator[Token]:
    """The tokens of an inline element; a block that stands inside one is read as a line of its own."""
    if element.tag == "br":
        yield Token(BREAK, outer)
        return
    if element.tag in BLOCK_TAGS:
        yield Token(BREAK, outer)
        tags = outer
    else:
        tags = (*outer, _start_tag(element))
    yield from tokens(element.text or "", tags)
    for child in element:
        yield from _inline(child, tags)
        yield from tokens(child.tail or "", tags)


def _tidy(line: Iterator[Token] | list[Token]) -> Run:
    """Without space at either end, and with one space where there were several."""
    found: list[Token] = []
    for token in line:
        if token.text != " " or (found and found[-1].text not in (" ", BREAK)):
            found.append(token)
    while found and found[-1].text in (" ", BREAK):
        found.pop()
    return tuple(found)


def _start_tag(element: lxml.html.HtmlElement) -> str:
    """The tag with the attributes of the allow-list, in one order."""
    allowed = ALLOWED_ATTRIBUTES.get(str(element.tag), set())
    kept = sorted((name, value) for name, value in element.attrib.items() if name in allowed)
    attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in kept)
    rel = ' rel="noopener noreferrer nofollow"' if element.tag == "a" else ""
    return f"<{element.tag}{attributes}{rel}>"
