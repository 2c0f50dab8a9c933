"""Pages that lost their line breaks: one long line is cut at the numbered headings and attendance heads inside it.

The numbers must follow one another and each must stand before a title, so that a figure in a sentence cuts nothing.
"""

from __future__ import annotations

import re

from meetings.importing.grammar import titles
from meetings.importing.grammar.run_on import TEXT_BEGINS

LONG = 320
NUMBER = re.compile(r"(?:(?<=[\s.)\"”’:])|(?<=[a-z)]))(?P<number>\d{1,3})(?:\.(?=\s?[A-Z])|(?=\s[A-Z]))\s?")
CAPITALS = re.compile(r"[A-Z][A-Z0-9'’&,/()–-]*(?:\s+(?:[A-Z0-9'’&,/()–-]+)(?=[\s.:]|$|[A-Z][a-z])){1,18}")
DECIDED = re.compile(r"RESOLVED|RECOMMENDED|AGREED")
MONTHS = re.compile(r"(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*\s\d")
DAY = re.compile(
    r"\s(?=(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?\d{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]{2,8}\s\d{4})"
)
ATTENDANCE = re.compile(
    r"(?<=[\w.)])\s(?=(?:In the Chair|Members Present|Also Present|Present|PRESENT|In Attendance|In attendance|"
    r"IN ATTENDANCE|"
    r"Officers Present|Officers in attendance|Officers|Apologies|Attendance)\s?:)"
)


def _title_at(text: str, at: int) -> str | None:
    """The title that stands at a place of a running text; None where the words there are a sentence."""
    capitals = CAPITALS.match(text, at)
    written = DECIDED.split(capitals.group())[0].rstrip() if capitals else ""
    if sum(character.isalpha() for character in written) >= 6 and not MONTHS.match(written):
        return written
    found = TEXT_BEGINS.search(text, at + 4, at + 130) or DAY.search(text, at + 4, at + 80)
    title = text[at : found.start()] if found else ""
    plain = titles.is_title_case(title) and len(title) > 4
    if not title or not plain or titles.PROSE_VERB.search(title) or re.search(r"[.;]\s", title):
        return None
    return title


def cuts(text: str) -> list[int]:
    """The offsets at which a long line begins a new item, a list of those attending, or a formal decision."""
    if len(text) < LONG:
        return []
    chains: dict[int, list[int]] = {}
    for match in NUMBER.finditer(text):
        number = int(match.group("number"))
        if _title_at(text, match.end()) is not None:
            longer = [*(chains.get(number - 1) or chains.get(number - 2) or []), match.start()]
            if len(longer) > len(chains.get(number, [])):
                chains[number] = longer
    best = max(chains.values(), key=len, default=[])
    if len(best) < 2:
        return []
    groups: list[int] = []
    for match in ATTENDANCE.finditer(text, 0, best[0]):
        if not groups or match.end() - groups[-1] > 10:
            groups.append(match.end())
    return sorted({*best, *groups})


def headed(text: str) -> int | None:
    """The length of number and title at the head of a piece that was cut out of a long line."""
    number = NUMBER.match(f" {text}", 1)
    title = _title_at(text, number.end() - 1) if number else None
    return number.end() - 1 + len(title) if number and title else None
