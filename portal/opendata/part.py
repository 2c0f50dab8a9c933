"""One part of an edition's document, with the words on its keys."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """An object of the document: what it is, where it stands, and its keys.

    Paths begin with the kind of edition: "meeting.items[]".
    """

    title: str
    paths: tuple[str, ...]
    keys: dict[str, str]

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Key and words, in the order in which they are told."""
        return list(self.keys.items())

    @property
    def places(self) -> list[str]:
        """Where it stands in the document, in the words of programs; nothing for the document itself."""
        within = (path.partition(".")[2] for path in self.paths)
        return list(dict.fromkeys(place for place in within if place))
