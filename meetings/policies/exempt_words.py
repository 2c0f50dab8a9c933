"""Exempt information in words: which paragraphs a resolution names, and the resolution itself as it is drafted."""

import re
from collections.abc import Iterable, Sequence

from meetings.models import AgendaItem, ItemKind, ItemState

_PARAGRAPHS = re.compile(r"\bparagraphs?\s+((?:\d+(?:\s*(?:,|and|&|or|to)\s*)*)+)", re.IGNORECASE)
_READMITS = re.compile(r"\bre-?admi(?:t|ssion)|\breturn of the public|\bpublic (?:to be )?let in again", re.IGNORECASE)
_NOT_TAKEN = (ItemState.WITHDRAWN, ItemState.DEFERRED)
EXCLUSION_TITLE = "Exclusion of the public"


def paragraphs_named(text: str) -> set[int]:
    """The numbers of the paragraphs that a resolution names: 1 and 3 for "paragraphs 1 and 3 of Part 1"."""
    return {int(number) for run in _PARAGRAPHS.findall(text) for number in re.findall(r"\d+", run)}


def exclusion_words(exempt: Sequence[AgendaItem]) -> str:
    """The resolution that excludes the public from these items, beginning with "That" (LGA 1972 s.100A(4))."""
    numbers = [item.agenda_number for item in exempt if item.agenda_number]
    business = f"item{'s' if len(numbers) > 1 else ''} {_listed(numbers)}" if numbers else "the exempt business"
    found = sorted({item.exempt_paragraph for item in exempt if item.exempt_paragraph})
    paragraphs = f"paragraph{'s' if len(found) > 1 else ''} {_listed(str(number) for number in found)}"
    return (
        f"That under section 100A(4) of the Local Government Act 1972 the public leave the meeting while {business} "
        f"{'are' if len(numbers) > 1 else 'is'} considered, because exempt information of {paragraphs} of Part 1 of "
        "Schedule 12A to the Act would be likely to be disclosed, and because the public interest in keeping it "
        "exempt outweighs the public interest in disclosing it."
    )


def readmits(item: AgendaItem) -> bool:
    """Whether the item lets the public in again, as its title tells."""
    return bool(_READMITS.search(item.title))


def left_after_exempt(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """Open items that stand after exempt ones although nothing lets the public in again; items in order."""
    left: list[AgendaItem] = []
    is_closed = False
    for item in items:
        if item.is_exempt:
            is_closed = True
        elif readmits(item):
            is_closed = False
        elif is_closed and item.kind != ItemKind.EXCLUSION and item.state not in _NOT_TAKEN:
            left.append(item)
    return left


def _listed(words: Iterable[str]) -> str:
    """ "1, 3 and 5"."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last
