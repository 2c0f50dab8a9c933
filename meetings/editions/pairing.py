"""Which part of one edition answers to which part of another. Knows nothing of what the parts are."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeVar

Part = TypeVar("Part", bound=Hashable)
Row = TypeVar("Row")
Pair = tuple[Part | None, Part | None]
Likeness = Callable[[Any, Any], float]

# Two parts less alike than this (0 to 1) are one removed and one added, not one that was changed.
ALIKE = 0.4
# More combinations than this are not weighed against each other: the parts are paired in their order.
MOST_COMBINATIONS = 4_000


def align(old: Sequence[Part], new: Sequence[Part], likeness: Likeness) -> list[Pair[Part]]:
    """Both sequences in one order: equal parts together, then like ones, then (old, None) and (None, new) alone."""
    pairs: list[Pair[Part]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            pairs += zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            pairs += _align_unequal(old[i1:i2], new[j1:j2], likeness)
    return pairs


def _align_unequal(old: Sequence[Part], new: Sequence[Part], likeness: Likeness) -> list[Pair[Part]]:
    """The pairing that keeps the order of both and is most alike in sum."""
    if len(old) * len(new) > MOST_COMBINATIONS:
        return _align_in_order(old, new, likeness)
    weights = [[likeness(before, after) for after in new] for before in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            together = weights[i][j] + best[i + 1][j + 1] if weights[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    pairs: list[Pair[Part]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if weights[i][j] >= ALIKE and best[i][j] == weights[i][j] + best[i + 1][j + 1]:
            pairs.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((old[i], None))
            i += 1
        else:
            pairs.append((None, new[j]))
            j += 1
    return pairs + [(part, None) for part in old[i:]] + [(None, part) for part in new[j:]]


def _align_in_order(old: Sequence[Part], new: Sequence[Part], likeness: Likeness) -> list[Pair[Part]]:
    pairs: list[Pair[Part]] = []
    for before, after in zip(old, new, strict=False):
        pairs += [(before, after)] if likeness(before, after) >= ALIKE else [(before, None), (None, after)]
    return pairs + [(part, None) for part in old[len(new) :]] + [(None, part) for part in new[len(old) :]]


def match(old: Sequence[Row], new: Sequence[Row], rounds: Sequence[Callable[[Row, Row], float]]) -> dict[int, int]:
    """Index in `new` → index in `old` of what answers to it, wherever it stands.

    Each round is a likeness; it pairs, among the rows still alone, those most alike first, if above 0.
    """
    found: dict[int, int] = {}
    taken: set[int] = set()
    for likeness in rounds:
        old_alone = [(i, before) for i, before in enumerate(old) if i not in taken]
        new_alone = [(j, after) for j, after in enumerate(new) if j not in found]
        weighed = sorted(
            (-weight, abs(j - i), j, i)
            for j, after in new_alone
            for i, before in old_alone
            if (weight := likeness(before, after)) > 0
        )
        for _, _, j, i in weighed:
            if j not in found and i not in taken:
                found[j] = i
                taken.add(i)
    return found


def moved(found: dict[int, int]) -> set[int]:
    """The indexes in `new` whose rows changed their order; the longest row of those that kept it counts as still."""
    order = sorted(found)
    ends: list[int] = []
    last: list[int] = []
    before: dict[int, int | None] = {}
    for j in order:
        place = bisect_left(ends, found[j])
        before[j] = last[place - 1] if place else None
        ends[place : place + 1] = [found[j]]
        last[place : place + 1] = [j]
    still: set[int] = set()
    step = last[-1] if last else None
    while step is not None:
        still.add(step)
        step = before[step]
    return set(order) - still


def same(*keys: str) -> Callable[[dict[str, Any], dict[str, Any]], float]:
    """A round of `match`: rows that say the same under every key, and say something."""

    def weight(before: dict[str, Any], after: dict[str, Any]) -> float:
        return float(all(before[key] and before[key] == after[key] for key in keys))

    return weight


def alike(key: str, *, at_least: float, and_same: str = "") -> Callable[[dict[str, Any], dict[str, Any]], float]:
    """A round of `match`: rows whose texts share so many of their words, and say the same under `and_same`."""
    known: dict[str, Counter[str]] = {}

    def words_of(text: str) -> Counter[str]:
        if text not in known:
            known[text] = Counter(text.casefold().split())
        return known[text]

    def weight(before: dict[str, Any], after: dict[str, Any]) -> float:
        if and_same and before[and_same] != after[and_same]:
            return 0.0
        one, other = words_of(before[key]), words_of(after[key])
        total = one.total() + other.total()
        found = 2 * (one & other).total() / total if total else 1.0
        return found if found >= at_least else 0.0

    return weight
