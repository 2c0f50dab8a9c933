"""The letters and the addresses of outcome lines: what a line is called on the page, and what it is linked by."""

import re
import string
from collections.abc import Collection, Sequence
from typing import Protocol

from meetings.importing.grammar.labels import letter_value, roman_value

LONGEST_ANCHOR = 60
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Labelled(Protocol):
    label: str
    level: int


def relabelled(lines: Sequence[Labelled], *, first: str = "") -> list[str]:
    """The labels that lines of one group have when they are lettered in their order.

    Outer lines go on from `first` (the label that the first of them had before a change), inner ones begin anew below
    each line, all by the kind of label that stands there: a, A, 1 or i. Lines among which nobody has a label stay so.
    """
    labels = [line.label for line in lines]
    for run in _runs(lines):
        known = [lines[at].label for at in run if lines[at].label]
        scheme = scheme_of([first, *known] if first and lines[run[0]].level == 0 else known)
        if not scheme:
            continue
        start = _rank(first, scheme) if lines[run[0]].level == 0 and first else 1
        for place, at in enumerate(run):
            labels[at] = label_of(max(start, 1) + place, scheme)
    return labels


def next_label(labels: Sequence[str]) -> str:
    """The label that follows the last of `labels`; empty where they are no list."""
    known = [label for label in labels if label]
    scheme = scheme_of(known)
    return label_of(max(_rank(label, scheme) for label in known) + 1, scheme) if scheme else ""


def first_label(labels: Sequence[str]) -> str:
    """The label with which a list of such labels begins, in whatever order they stand; empty where they are no list."""
    scheme = scheme_of([label for label in labels if label])
    return min((label for label in labels if label), key=lambda label: _rank(label, scheme)) if scheme else ""


def scheme_of(labels: Sequence[str]) -> str:
    """Which kind of labels these are: "1", "a", "A", "i"; empty where they are none, or of several kinds."""
    if not labels or not all(re.fullmatch(r"[A-Za-z]{1,6}|\d{1,3}", label) for label in labels):
        return ""
    if all(label.isdigit() for label in labels):
        return "1"
    if any(label.isdigit() for label in labels):
        return ""
    if all(roman_value(label) for label in labels) and (any(len(label) > 1 for label in labels) or labels[0] == "i"):
        return "i"
    if not all(letter_value(label) for label in labels):
        return ""
    return "A" if labels[0].isupper() else "a"


def label_of(rank: int, scheme: str) -> str:
    """The label at a place in its list, counted from 1: a … z, aa, bb …"""
    if scheme == "1":
        return str(rank)
    if scheme == "i":
        return _roman(rank)
    letters = string.ascii_uppercase if scheme == "A" else string.ascii_lowercase
    return letters[(rank - 1) % 26] * ((rank - 1) // 26 + 1)


def new_anchor(item_anchor: str, *, group: int, label: str, place: int, taken: Collection[str]) -> str:
    """An address for a line that no other line of the meeting has or had: the item's, with the line's letter or place.

    `group` is the place of its group in the item. The address stays when the line is moved or lettered anew.
    """
    lower = label.lower()
    mark = lower if re.fullmatch(r"[a-z]{1,3}|\d{1,3}", lower) and lower != "o" else str(place)
    stem = f"{item_anchor}-{mark}" if group == 1 else f"{item_anchor}-{group}-{mark}"
    stem, number = stem[: LONGEST_ANCHOR - 5], 2
    anchor = stem
    while anchor in taken:
        anchor, number = f"{stem}-{number}", number + 1
    return anchor


def _runs(lines: Sequence[Labelled]) -> list[list[int]]:
    """The lines that stand side by side: for each list, outer or inner, the places of its lines."""
    runs: list[list[int]] = []
    open_runs: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        open_runs = {level: run for level, run in open_runs.items() if level <= line.level}
        if line.level not in open_runs:
            open_runs[line.level] = []
            runs.append(open_runs[line.level])
        open_runs[line.level].append(at)
    return runs


def _rank(label: str, scheme: str) -> int:
    if scheme == "1":
        return int(label) if label.isdigit() else 1
    return roman_value(label) if scheme == "i" else letter_value(label)


def _roman(rank: int) -> str:
    result = ""
    for value, sign in _ROMAN:
        while rank >= value:
            result, rank = result + sign, rank - value
    return result
