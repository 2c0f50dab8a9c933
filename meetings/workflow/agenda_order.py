"""The order of an agenda when two officers may have changed it at once."""

from collections.abc import Sequence


def moved(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether what stands in both stands in another order."""
    both = set(before) & set(after)
    return [key for key in before if key in both] != [key for key in after if key in both]


def woven(order: Sequence[str], other: Sequence[str]) -> list[str]:
    """`order`, with what only `other` has set in after what it follows there (or at the start)."""
    result = list(order)
    previous = None
    for key in other:
        if key not in result:
            result.insert(result.index(previous) + 1 if previous is not None else 0, key)
        previous = key
    return result


def merged(*, shown: Sequence[str], sent: Sequence[str], now: Sequence[str]) -> tuple[list[str], bool]:
    """One order of what was sent and of what stands now, and whether the officer's own moves had to give way.

    They give way where somebody else moved items since they were shown: nobody overwrites an order unseen.
    """
    mine, theirs = moved(shown, sent), moved(shown, now)
    gives_way = mine and theirs and moved(sent, now)
    if mine and not gives_way:
        return woven(sent, now), False
    return woven(now, sent), gives_way
