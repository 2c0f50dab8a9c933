"""Questions that every check of the demonstration's files asks, each answered by the sentences of its faults."""

from collections.abc import Iterable, Iterator

from portal.demonstration.shapes import Line, Meeting


def unknown(where: str, key: str, known: Iterable[str], what: str) -> Iterator[str]:
    if key and key not in set(known):
        yield f"{where}: there is no {what} “{key}”."


def one_of(where: str, value: str, choices: Iterable[str], *, blank: bool = False) -> Iterator[str]:
    if not (blank and not value) and value not in (known := list(choices)):
        yield f"{where}: “{value}” is not one of {', '.join(known)}."


def twice(where: str, keys: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield f"{where}: “{key}” stands there twice."
        seen.add(key)


def lines_of(meeting: Meeting) -> Iterator[Line]:
    """Every outcome line of a meeting, in order."""
    for item in meeting.items:
        for block in item.body:
            yield from block.lines
