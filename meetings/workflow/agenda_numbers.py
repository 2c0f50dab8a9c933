"""How the items of an agenda are numbered: 1, 2, 3, and 3a, 3b beneath an item."""

import re
from collections.abc import Iterable, Sequence
from string import ascii_lowercase

_SUB = re.compile(r"(\d+)([a-z])")


def is_sub(number: str) -> bool:
    """Whether "3a" stands there, and not "3"."""
    return _SUB.fullmatch(number) is not None


def numbered(subs: Iterable[bool]) -> list[str]:
    """The numbers of items in order, of which some are sub-items of the one before them.

    The first item, and one that comes after "z", has a number of its own.
    """
    numbers: list[str] = []
    top = letters = 0
    for sub in subs:
        if sub and top and letters < len(ascii_lowercase):
            letters += 1
            numbers.append(f"{top}{ascii_lowercase[letters - 1]}")
        else:
            top, letters = top + 1, 0
            numbers.append(str(top))
    return numbers


def is_regular(numbers: Sequence[str]) -> bool:
    """Whether the numbers run without a gap, so that they may go on following the order by themselves."""
    return list(numbers) == numbered(is_sub(number) for number in numbers)


def number_between(before: Sequence[str], taken: Iterable[str], *, is_last: bool) -> str:
    """A number for an item that comes in after those of `before` while the others keep theirs.

    At the end it is the next one; in between the last number with the first letter that is free ("7a"). Empty where
    none is free, or where the agenda has no numbers.
    """
    used = set(taken)
    tops = [int(found[0]) for number in used if (found := re.match(r"\d+", number))]
    if not tops:
        return "" if used else "1"
    if is_last:
        return str(max(tops) + 1)
    last = next((int(found[0]) for number in reversed(before) if (found := re.match(r"\d+", number))), None)
    if last is None:
        return ""
    return next((f"{last}{letter}" for letter in ascii_lowercase if f"{last}{letter}" not in used), "")
