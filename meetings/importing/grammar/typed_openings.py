"""Where, within a typed line, a group of outcomes opens."""

import re

from meetings.importing.grammar import votes
from meetings.importing.grammar.labels import label_at
from meetings.importing.grammar.markers import Marker, markers

SENTENCE_END = re.compile(r"(?:^|[.;:?!)])\s*\*{0,3}$")


def opening_of(line: str) -> Marker | None:
    """The first marker that opens a group: at the head of the line, behind its movers, or after a sentence."""
    for marker in markers(line):
        before = line[: marker.start]
        if marker.listed or marker.moved or marker.closing:
            continue
        label = label_at(before + "x") if before.strip() else None
        at_head = not before.strip(" *") or (label is not None and label.length >= len(before))
        if at_head:
            return marker if marker.strength > 1 or marker.noun else None
        if marker.noun or (marker.strength == 3 and SENTENCE_END.search(before)):
            return marker if _is_free(before) else None
        if marker.strength >= 2 and votes.only_tells_the_vote(before):
            return marker
    return None


def _is_free(before: str) -> bool:
    """Whether the words before a marker within a line are none of a line of a list, which the marker would cut."""
    return label_at(before) is None


def next_opening(line: str, first: Marker) -> int | None:
    """Where in the line the next group opens: at an action or at a capital marker behind a sentence."""
    for marker in markers(line):
        if marker.start < first.end or marker.closing or marker.by:
            continue
        before = line[: marker.start]
        if marker.strength == 3 and SENTENCE_END.search(before.rstrip(" *")) and line[first.end : marker.start].strip():
            return marker.start
    return None
