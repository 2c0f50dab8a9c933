"""Markup as its plain words, each letter knowing where in the markup it stands, so that a stretch can be cut out."""

import re
from dataclasses import dataclass, field

import lxml.html

from meetings.policies.outcome_labels import label_of
from meetings.rich_text import blocks

_LINES = {"p", "br", "ul", "ol", "li", "blockquote", "h4", "h5", "table", "caption", "thead", "tbody", "tr"}
_CELLS = {"th", "td"}
_SCHEMES = {"a": "a", "A": "A", "i": "i", "I": "i", "1": "1"}


@dataclass(slots=True)
class _Place:
    """Where a letter stands: the text of an element or the tail behind it, at an offset."""

    element: lxml.html.HtmlElement
    is_tail: bool
    offset: int


@dataclass(slots=True)
class Flat:
    """The words of markup, a line for each block, list line and row; the marks of lists stand as they are read.

    `places` has an entry for each letter of `text`: None for what the markup does not spell out (a line's end, "b)").
    """

    root: lxml.html.HtmlElement
    text: str = ""
    places: list[_Place | None] = field(default_factory=list)
    block_starts: list[int] = field(default_factory=list)
    tables: list[tuple[int, int]] = field(default_factory=list)

    def block_at(self, offset: int) -> int:
        """Which of the blocks a letter stands in, counted from 0."""
        return max(sum(1 for start in self.block_starts if start <= offset) - 1, 0)

    def touches_table(self, start: int, end: int) -> bool:
        return any(begin < end and start < stop for begin, stop in self.tables)

    def delete(self, start: int, end: int) -> None:
        """Takes the letters from `start` to `end` out of the markup (not out of `text`)."""
        spans: dict[tuple[int, bool], tuple[lxml.html.HtmlElement, int, int]] = {}
        for place in self.places[start:end]:
            if place is None:
                continue
            at = (id(place.element), place.is_tail)
            _, first, last = spans.get(at, (None, place.offset, place.offset))
            spans[at] = place.element, min(first, place.offset), max(last, place.offset)
        for (_, is_tail), (element, first, last) in spans.items():
            if is_tail:
                element.tail = element.tail[:first] + element.tail[last + 1 :]
            else:
                element.text = element.text[:first] + element.text[last + 1 :]


def flatten(markup: str) -> Flat:
    """The markup (sanitised) with its words laid flat."""
    root = lxml.html.fragment_fromstring("".join(blocks(markup)), create_parent="div")
    flat = Flat(root)
    letters: list[str] = []

    def put(text: str, element: lxml.html.HtmlElement | None = None, *, is_tail: bool = False) -> None:
        for offset, letter in enumerate(text):
            blank = letter.isspace()
            if blank and (not letters or letters[-1] in " \n"):
                continue
            letters.append(" " if blank else letter)
            flat.places.append(_Place(element, is_tail, offset) if element is not None else None)

    def end_line() -> None:
        while letters and letters[-1] == " ":
            letters.pop()
            flat.places.pop()
        if letters and letters[-1] != "\n":
            letters.append("\n")
            flat.places.append(None)

    def walk(element: lxml.html.HtmlElement) -> None:
        begun = len(letters)
        if element.tag in _LINES:
            end_line()
        if element.tag == "li":
            put(_mark(element))
        put(element.text or "", element)
        for child in element:
            walk(child)
            put(child.tail or "", child, is_tail=True)
        if element.tag in _CELLS:
            put(" ")
        if element.tag in _LINES:
            end_line()
        if element.tag == "table":
            flat.tables.append((begun, len(letters)))

    for block in root:
        end_line()
        flat.block_starts.append(len(letters))
        walk(block)
    while letters and letters[-1].isspace():
        letters.pop()
        flat.places.pop()
    flat.text = "".join(letters)
    return flat


def _mark(entry: lxml.html.HtmlElement) -> str:
    """What a reader sees before a line of a list."""
    parent = entry.getparent()
    if parent is None or parent.tag != "ol":
        return "• "
    start = parent.get("start") or "1"
    first = int(start) if re.fullmatch(r"\d{1,4}", start) else 1
    place = first + [child for child in parent if child.tag == "li"].index(entry)
    return f"{label_of(max(place, 1), _SCHEMES.get(parent.get('type') or '1', '1'))}) "
