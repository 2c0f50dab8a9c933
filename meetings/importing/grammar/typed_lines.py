"""What was typed as outcomes, once it is taken apart: groups under their markers, and their lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from meetings.importing.grammar.labels import Label
from meetings.importing.records import OutcomeKind


@dataclass(slots=True)
class TypedLine:
    """One line; what is not said is empty. `due` is the due date in words."""

    text: str
    label: str = ""
    level: int = 0
    kind: OutcomeKind = "resolution"
    addressee: str = ""
    owner: str = ""
    due: str = ""


@dataclass(slots=True)
class TypedGroup:
    """Lines under one marker (empty: none was typed), with who moved them and how the vote went."""

    marker: str = ""
    kind: OutcomeKind = "resolution"
    lead_in: str = ""
    proposer: str = ""
    seconder: str = ""
    result: str = ""
    votes: tuple[int, int, int] | None = None
    lines: list[TypedLine] = field(default_factory=list)
    stack: list[Label] = field(default_factory=list, repr=False)
