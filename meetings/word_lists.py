"""Paragraphs that pose as the lines of lists → lists."""

from dataclasses import dataclass

from meetings.tidy_markup import Block, Items
from meetings.word_marks import ListMark


@dataclass
class ListLine:
    """A line that looks like one of a list. `meant`: what its mark may mean; `level`: 1 is the outermost."""

    level: int
    meant: list[ListMark]
    blocks: list[Block]


def nest(blocks: list[Block | ListLine]) -> list[Block]:
    """The blocks, with every stretch of lines made into lists, by their levels and by what their marks continue.

    A line whose number does not follow the one before it begins a list of its own, so that no number is changed.
    """
    found: list[Block] = []
    open_lists: list[tuple[int, Items]] = []
    for block in blocks:
        if not isinstance(block, ListLine):
            open_lists.clear()
            found.append(block)
            continue
        while open_lists and open_lists[-1][0] > block.level:
            open_lists.pop()
        if open_lists and open_lists[-1][0] == block.level:
            if _continues(open_lists[-1][1], block):
                open_lists[-1][1].items.append(block.blocks)
                continue
            open_lists.pop()
        begun = Items(block.meant[0].style, block.meant[0].number or 1, [block.blocks])
        (open_lists[-1][1].items[-1] if open_lists else found).append(begun)
        open_lists.append((block.level, begun))
    return found


def _continues(items: Items, line: ListLine) -> bool:
    expected = ListMark(items.style, items.start + len(items.items) if items.style else 0)
    return expected in line.meant
