"""List labels: the letters, numbers, roman numerals and bullets that clerks put before a line of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

LabelKind = Literal["bullet", "letter", "capital", "number", "roman", "decimal"]

# The bullets of Symbol and Wingdings, as PDFs give them.
PRIVATE_USE = "\uf0b7\uf0a7\uf02d\uf0d8\uf0fc\uf076\uf06e\uf071\uf0e0\uf0a8\uf0be"
BULLETS = "-–—•·*▪●○◦‣⁃■□➢►▶❖✓✔§" + PRIVATE_USE
BULLET = re.compile(r"(?:[" + re.escape(BULLETS) + r"]|o(?=\s+[^a-z])|[ØüvqÿŸ](?=\s+[A-Z]))\s*(?=\S)")
ENUMERATOR = re.compile(
    r"""(?:
        \(\s?(?P<paren>[A-Za-z]{1,2}|[ivxIVX]{1,6}|\d{1,3})\s?\)
      | (?P<half>[A-Za-z]{1,2}|[ivxIVX]{1,6}|\d{1,3})\s?\)
      | (?P<decimal>\d{1,3}(?:\.\d{1,3}){1,3})\.?(?=\s)
      | (?P<dot>[A-Za-z]|[ivx]{1,6}|[IVX]{1,6}|\d{1,3})\s?\.(?=\s|[A-Z])
      | (?P<colon>[A-Z])\s?:(?=\s+[A-Z])
      | (?P<bare>\d{1,2})(?=\s+(?:That|To|that|to|The|the)\b)
      | (?P<capital>[A-HJ-N])(?=\s+(?:That|To|The|It)\b)
    )""",
    re.VERBOSE,
)
ROMAN = re.compile(r"(?:x{0,3}(?:ix|iv|v?i{0,3}))", re.IGNORECASE)
STARS = re.compile(r"[*_]{1,3}")
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the head of a line: its text without brackets, its kind, its rank, and where the words begin.

    ``rank`` is the place the label claims in its list (a and 1 and i are 1); 0 for a bullet. ``alternative`` is the
    rank as a letter where a roman numeral could also be one ("i", "v", "x", "c").
    """

    text: str
    kind: LabelKind
    rank: int
    length: int
    alternative: int = 0


def roman_value(text: str) -> int:
    """The value of a roman numeral up to xxxix; 0 where it is none."""
    lowered = text.lower()
    if not lowered or not ROMAN.fullmatch(lowered):
        return 0
    total = 0
    for here, following in zip(lowered, lowered[1:] + " ", strict=True):
        value = ROMAN_VALUES[here]
        total += -value if ROMAN_VALUES.get(following, 0) > value else value
    return total


def letter_value(text: str) -> int:
    """The place of a letter in the alphabet (a is 1, aa is 27); 0 for two different letters."""
    lowered = text.lower()
    if len(lowered) == 1 and lowered.isalpha():
        return ord(lowered) - ord("a") + 1
    if len(lowered) == 2 and lowered[0] == lowered[1] and lowered.isalpha():
        return 26 + ord(lowered[0]) - ord("a") + 1
    return 0


def _enumerator(text: str, offset: int) -> Label | None:
    match = ENUMERATOR.match(text, offset)
    if not match:
        return None
    value = next(group for group in match.groups() if group is not None)
    end = match.end()
    while end < len(text) and text[end] in " \u00a0":
        end += 1
    if match.group("decimal"):
        return Label(value, "decimal", int(value.rsplit(".", 1)[1]), end)
    if value.isdigit():
        return Label(value, "number", int(value), end)
    roman, letter = roman_value(value), letter_value(value)
    kind: LabelKind = "capital" if value.isupper() else "letter"
    if roman and (len(value) > 1 or value in "iI"):
        return Label(value, "roman", roman, end, letter)
    return Label(value, kind, letter, end, roman) if letter else None


def label_at(text: str, offset: int = 0) -> Label | None:
    """The label that stands in ``text`` at ``offset``, markdown stars and a bullet before a letter included."""
    stars = STARS.match(text, offset)
    start = stars.end() if stars and stars.end() < len(text) and text[stars.end()] not in " *" else offset
    enumerated = _enumerator(text, start)
    if enumerated:
        return enumerated
    bullet = BULLET.match(text, offset)
    if not bullet:
        return None
    inner = _enumerator(text, bullet.end())
    if inner and inner.kind != "decimal" and not text[bullet.end() : inner.length].strip().isdigit():
        return inner
    mark = text[offset : bullet.end()].strip()
    return Label(mark, "bullet", 0, bullet.end())


def follows(label: Label, previous: Label) -> bool:
    """Whether ``label`` is the next one after ``previous`` in one list; a bullet follows the same bullet."""
    if label.kind == "bullet" or previous.kind == "bullet":
        return label.kind == previous.kind and label.text == previous.text
    if label.kind == previous.kind and label.rank == previous.rank + 1:
        return True
    kinds = {label.kind, previous.kind}
    if kinds <= {"roman", "letter", "capital"}:
        ranks, befores = {label.rank, label.alternative}, {previous.rank, previous.alternative}
        same_case = label.text.isupper() == previous.text.isupper()
        return same_case and any(before and before + 1 in ranks for before in befores)
    return False


def begins(label: Label) -> bool:
    """Whether a label may open a list: a bullet, or the first letter or number."""
    return label.kind == "bullet" or label.rank == 1 or label.alternative == 1
