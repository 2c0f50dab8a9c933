"""Counting the ledger, as pages show it."""

from dataclasses import dataclass

from django.urls import reverse

from actions.words import EntryKind


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a tally: how many entries of a kind, all of them or those that are late."""

    number: int
    kind: str
    is_late: bool

    @property
    def label(self) -> str:
        name = self.kind if self.number == 1 else f"{self.kind}s"
        if not self.is_late:
            return name
        if self.kind == EntryKind.ACTION:
            return f"{name} overdue"
        return "response overdue" if self.number == 1 else "responses overdue"

    @property
    def url(self) -> str:
        name = "recommendation-list" if self.kind == EntryKind.RECOMMENDATION else "action-list"
        return reverse(f"actions:{name}") + ("?late=on" if self.is_late else "")


def figures(totals: dict[str, int], late: dict[str, int]) -> list[Figure]:
    """All and late entries of each kind of which there are any."""
    return [
        Figure((late if is_late else totals).get(kind, 0), kind, is_late)
        for kind in EntryKind.values
        for is_late in (False, True)
        if totals.get(kind)
    ]
