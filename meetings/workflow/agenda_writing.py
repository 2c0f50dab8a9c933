"""Writing the items of an agenda in their order, each once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from meetings.models import AgendaItem


def write_agenda(items: Sequence[AgendaItem], numbers: Sequence[str], changed: Sequence[set[str]]) -> bool:
    """Saves what changed: words (`changed` names the columns), place and number; new items get an anchor.

    An item gets a number only when no other has it any more. Gives whether anything changed. Anchors that stand
    never change: public pages are linked to by them.
    """
    anchors = _free_anchors(item.anchor for item in items)
    pending: list[tuple[AgendaItem, set[str], str]] = []
    for place, (item, names, number) in enumerate(zip(items, changed, numbers, strict=True), start=1):
        columns = set(names)
        if item.position != place:
            item.position = place
            columns.add("position")
        if item.pk is None:
            item.anchor = next(anchors)
        if item.pk is None or columns or item.agenda_number != number:
            pending.append((item, columns, number))
    is_changed = bool(pending)
    held = {item.agenda_number for item in items if item.pk and item.agenda_number}
    while pending:
        entry = next(
            (entry for entry in pending if entry[2] in ("", entry[0].agenda_number) or entry[2] not in held), None
        )
        if entry is None:
            _open_ring(pending[0][0], held)
            continue
        pending.remove(entry)
        _save(*entry, held)
    return is_changed


def _save(item: AgendaItem, columns: set[str], number: str, held: set[str]) -> None:
    if item.agenda_number != number:
        held.discard(item.agenda_number)
        held.add(number)
        item.agenda_number = number
        columns = {*columns, "agenda_number"}
    if item.pk is None:
        item.save()
    else:
        item.save(update_fields=columns)


def _open_ring(item: AgendaItem, held: set[str]) -> None:
    """Where items exchange their numbers in a ring, one of them gives up its own first."""
    held.discard(item.agenda_number)
    item.agenda_number = ""
    item.save(update_fields=["agenda_number"])


def _free_anchors(anchors: Iterable[str]) -> Iterator[str]:
    used = [int(found[1]) for anchor in anchors if (found := re.fullmatch(r"item-(\d+)", anchor))]
    return (f"item-{number}" for number in count(max(used, default=0) + 1))
