"""Which outcome lines the public sees: their keys and addresses in the edition that stands."""

from dataclasses import dataclass

from meetings.editions.models import Edition
from meetings.editions.projection import outcome_blocks
from meetings.models import Meeting, Outcome, OutcomeKind

# Lines of these kinds have an entry in the ledger from the moment they are published.
IN_LEDGER = frozenset({OutcomeKind.RECOMMENDATION.value, OutcomeKind.ACTION.value})


@dataclass(frozen=True, slots=True)
class PublishedLines:
    """By the key of a line the kind that it was published as; and the addresses that are taken."""

    kinds: dict[str, str]
    anchors: frozenset[str]

    def holds(self, line: Outcome) -> bool:
        return str(line.key) in self.kinds

    def in_ledger(self, line: Outcome) -> bool:
        """Whether the ledger has an entry of this line, which would be marked withdrawn if the line went."""
        return self.kinds.get(str(line.key)) in IN_LEDGER


def published_lines(meeting: Meeting) -> PublishedLines:
    """The lines of the meeting's standing edition; none before minutes were published."""
    edition = Edition.objects.filter(meeting=meeting, withdrawal__isnull=True).order_by("-number").first()
    if edition is None:
        return PublishedLines({}, frozenset())
    lines = [line for item in edition.content["items"] for block in outcome_blocks(item) for line in block["lines"]]
    return PublishedLines({line["key"]: line["kind"] for line in lines}, frozenset(line["anchor"] for line in lines))
