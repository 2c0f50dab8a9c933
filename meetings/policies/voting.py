"""Who may vote on an item, and whether there is a quorum."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voting:
    """Who may vote on one item (names), who of those present may not and why (sentences), and the quorum."""

    voters: tuple[str, ...]
    barred: tuple[str, ...]
    quorum: int

    @property
    def is_quorate(self) -> bool:
        return len(self.voters) >= self.quorum
