"""A difference between two editions in a few words: "3 items changed", "1 item added", "2 papers added"."""

from collections import Counter
from collections.abc import Iterable

from meetings.editions.compared import Difference, Item


def summary(found: Difference) -> list[str]:
    """The phrases, weightiest first; none where nothing changed."""
    items = Counter(_what_happened(item) for item in found.items)
    papers = Counter(
        "changed" if paper.state == "renamed" else paper.state
        for paper in [*found.papers, *(paper for item in found.items for paper in item.papers)]
    )
    return [
        *_phrases(items, ("item", "items"), ("changed", "added", "removed", "moved", "renumbered")),
        *_phrases(papers, ("paper", "papers"), ("added", "removed", "replaced", "changed")),
        *_count(papers["withheld"], "paper is", "papers are", "now not for publication"),
        *_count(papers["released"], "paper was", "papers were", "released"),
        *_count(len(found.facts), "fact of the meeting", "facts of the meeting", "changed"),
        *_count(len(found.attendance), "entry of the attendance", "entries of the attendance", "changed"),
        *_phrases(_states(found.questions), ("question", "questions"), ("changed", "added", "removed")),
        *_phrases(
            _states(found.action_log),
            ("row of the action log", "rows of the action log"),
            ("changed", "added", "removed"),
        ),
    ]


def _what_happened(item: Item) -> str:
    """One word for an item: what was done to its words goes before where it stands and how it is numbered."""
    if item.state != "same":
        return item.state
    return "moved" if item.moved else ("renumbered" if item.renumbered else "same")


def _states(rows: Iterable[object]) -> Counter[str]:
    return Counter(str(getattr(row, "state", "")) for row in rows)


def _phrases(counts: Counter[str], noun: tuple[str, str], states: tuple[str, ...]) -> list[str]:
    return [phrase for state in states for phrase in _count(counts[state], *noun, state)]


def _count(count: int, one: str, many: str, state: str) -> list[str]:
    return [f"{count:,} {one if count == 1 else many} {state}"] if count else []
