"""What Word, Outlook, LibreOffice and Google Docs say by styles and classes: emphasis, list marks, what is no text."""

import re
from typing import NamedTuple

import lxml.html

# Deleted words and comments stand in the markup; they are not part of the minutes.
_NO_TEXT_CLASSES = {
    "msodel", "msocommentreference", "msocomanchor", "msocomtxt", "msocomoff", "msocommentsubject", "msocommenttext",
}  # fmt: skip
_NO_TEXT_ELEMENTS = ("comment", "comment-list")
_LEVEL = re.compile(r"\blevel(\d{1,2})\b")
_MARK = re.compile(r"^\(?(?P<mark>\d{1,4}|[A-Za-z]{1,6})(?P<end>[.):]?)\)?$")
_ROMAN = re.compile(r"^m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_LIST_STYLES = {
    "decimal": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip
_BOLD = 600


class ListMark(NamedTuple):
    """One reading of a mark before a line: the type of its numbers ("" for a bullet), and the number."""

    style: str
    number: int


def styles(element: lxml.html.HtmlElement) -> dict[str, str]:
    """The declarations of the element's style, in small letters."""
    found = {}
    for declaration in element.get("style", "").split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip().lower()] = value.strip().strip("'\"").lower()
    return found


def is_no_text(element: lxml.html.HtmlElement, style: dict[str, str]) -> bool:
    """Whether the element holds what the writer had deleted, hidden, or said in a comment."""
    if element.tag == "del" or set(element.get("class", "").lower().split()) & _NO_TEXT_CLASSES:
        return True
    if style.get("mso-element") in _NO_TEXT_ELEMENTS or style.get("mso-special-character") == "comment":
        return True
    if style.get("display") == "none" or style.get("mso-hide") == "all":
        return True
    return bool(element.tag == "a" and element.get("href", "").startswith(("#cmnt", "#_msocom")))


def emphasis(style: dict[str, str], marks: frozenset[str]) -> frozenset[str]:
    """The emphasis of what stands in an element with this style, within `marks`."""
    found = set(marks)
    weight = style.get("font-weight", "")
    if weight in ("bold", "bolder") or (weight.isdecimal() and int(weight[:4]) >= _BOLD):
        found.add("strong")
    elif weight == "normal" or weight.isdecimal():
        found.discard("strong")
    slant = style.get("font-style", "")
    if slant in ("italic", "oblique"):
        found.add("em")
    elif slant == "normal":
        found.discard("em")
    line = " ".join(style.get(name, "") for name in ("text-decoration", "text-decoration-line", "text-underline"))
    if "underline" in line or line.strip() == "single":
        found.add("u")
    elif "none" in line:
        found.discard("u")
    if style.get("vertical-align") in ("super", "sub"):
        found -= {"sup", "sub"}
        found.add("sup" if style["vertical-align"] == "super" else "sub")
    return frozenset(found)


def list_level(style: dict[str, str]) -> int:
    """The level (1, 2, …) of a paragraph that poses as a line of a list; 0 where it is none."""
    level = _LEVEL.search(style.get("mso-list", ""))
    return min(int(level[1]), 9) if level else 0


def readings(mark: str) -> list[ListMark]:
    """What the mark before a line may mean, the likeliest first; nothing where a list of HTML has no such mark.

    "i." may be one or the ninth letter: the line before it decides. "1.1" is cited and stays as words.
    """
    mark = mark.strip()
    found = _MARK.match(mark)
    if not any(letter.isalnum() for letter in mark) or mark in ("o", "\u00a7"):
        return [ListMark("", 0)]
    if found is None:
        return []
    text = found["mark"]
    if text.isdecimal():
        return [ListMark("1", int(text))]
    if not found["end"] and not mark.endswith(")"):
        return []
    if not (text.islower() or text.isupper()):
        return []
    is_small = text.islower()
    small = text.lower()
    letter = [ListMark("a" if is_small else "A", _of_letters(small))] if len(small) <= 2 else []
    roman = [ListMark("i" if is_small else "I", _of_roman(small))] if _ROMAN.match(small) else []
    return [*roman, *letter] if len(small) > 1 or small == "i" else [*letter, *roman]


def list_style(element: lxml.html.HtmlElement, style: dict[str, str]) -> str:
    """The type of the numbers of a list: 1, a, A, i, I."""
    given = str(element.get("type", ""))
    if given in ("1", "a", "A", "i", "I"):
        return given
    named = style.get("list-style-type") or style.get("list-style", "")
    return next((value for name, value in _LIST_STYLES.items() if name in named), "1")


def _of_letters(text: str) -> int:
    """a is 1, z is 26, aa is 27."""
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - ord("a") + 1
    return number


def _of_roman(text: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in text]
    return sum(
        -value if place + 1 < len(values) and values[place + 1] > value else value for place, value in enumerate(values)
    )
