"""Where groups of outcomes stand within a narrative that was edited."""

from collections.abc import Sequence

from meetings.editions.pairing import align
from meetings.editions.wording import Block, likeness, tree
from meetings.rich_text import blocks

# A new block that holds so many of the words of the block before it (0 to 1) was cut off from that one.
CUT_OFF = 0.6


def places_kept(before: str, after: str, places: Sequence[int]) -> list[int]:
    """`places`, each a number of blocks of `before` after which a group stands, as numbers of blocks of `after`.

    A group stays behind the block that it followed, and behind what was cut off from that block. Where that block is
    gone, it stays before the block that it preceded, or else behind the last one before it that is left. At either
    end of the narrative it stays there.
    """
    old, new = _units(before), _units(after)
    answers: dict[int, int] = {}
    i = j = 0
    for one, other in align(old, new, likeness):
        if one is not None and other is not None:
            answers[i] = j
        i += one is not None
        j += other is not None
    return [_place(place, old, new, answers) for place in places]


def _place(place: int, old: list[Block], new: list[Block], answers: dict[int, int]) -> int:
    if place <= 0:
        return 0
    if place >= len(old):
        return len(new)
    if place - 1 in answers:
        return _behind(old[place - 1], answers[place - 1], new, set(answers.values()))
    if place in answers:
        return answers[place]
    return max((answers[number] + 1 for number in range(place) if number in answers), default=0)


def _behind(block: Block, number: int, new: list[Block], answered: set[int]) -> int:
    """The place behind the block's answer and behind what was cut off from it."""
    left = block.words - new[number].words
    number += 1
    while number < len(new) and number not in answered:
        total = new[number].words.total()
        if not total or (new[number].words & left).total() < CUT_OFF * total:
            break
        left = left - new[number].words
        number += 1
    return number


def _units(markup: str) -> list[Block]:
    """One for each block of the markup, also for an empty one."""
    return [(tree(block) or [Block("p", "<p>", ())])[0] for block in blocks(markup)]
