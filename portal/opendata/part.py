"""One part of an edition's document, with the words on its keys."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """An object of the document: what it is, the paths at which it stands ("meeting.items[]"), and its keys."""

    title: str
    paths: tuple[str, ...]
    keys: dict[str, str]

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Key and words, in the order in which they are told."""
        return list(self.keys.items())

    @property
    def places(self) -> list[str]:
        """Where it stands in an edition of its kind, for readers; nothing for the document itself."""
        return [path for path in self.paths if "." in path]
