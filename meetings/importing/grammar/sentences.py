"""Sentences: where they end in minutes full of "Cllr. J. Smith", "No. 4" and "2.30 p.m."."""

from __future__ import annotations

import re

BOUNDARY = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9•-])")
ABBREVIATION = re.compile(
    r"(?:\b(?:Cllr|Cllrs|Cr|Mr|Mrs|Ms|Dr|Prof|Rev|St|No|Nos|Min|para|paras|vs|viz|i\.e|e\.g|etc|Rt|Hon|Hons|Ltd|"
    r"Co|p|pp|ref|"
    r"approx|inc|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Ref|Sch|s|Art|Vol|Ext|Tel|nem|con)|(?:^|[\s(.])[A-Z]|"
    r"\b[ap]\.m)$"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences in a text, without the space between them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in BOUNDARY.finditer(text):
        before = text[max(start, match.start() - 12) : match.start()]
        if text[match.start()] == "." and ABBREVIATION.search(before) and not before.endswith(("p.m", "a.m")):
            continue
        if (
            text[match.start()] == "."
            and before[-1:].isdigit()
            and len(before.split()[-1:][0]) <= 3
            and match.start() - start < 4
        ):
            continue
        end = match.end() - (len(match.group()) - len(match.group().rstrip()))
        spans.append((start, end))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans
