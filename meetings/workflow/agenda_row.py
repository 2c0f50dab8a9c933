"""What an officer says of one item of the agenda, and what is wrong with it as it stands."""

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass

from meetings.models import AgendaItem, ItemKind, ItemState

URGENT_WITHOUT_REASON = (
    "Give the chair's reason for taking this as urgent business; it is printed in the minutes (LGA 1972 s.100B(4)(b))."
)
EXEMPT_WITHOUT = {
    "exempt_paragraph": "Name the paragraph of Schedule 12A under which the item is exempt.",
    "exempt_reason": "Say why the public interest lies in not publishing.",
    "exempt_review_on": "Say when the restriction is to be reviewed.",
}

# What is no column of the item.
OF_THE_FORM = ("moves_to", "papers_then")


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """The words of one item as the agenda's form holds them; `moves_to` is the meeting to which it is deferred.

    `papers_then` says what becomes of the restricted papers of an item that is no longer exempt ("keep", "open").
    """

    title: str = ""
    agenda_number: str = ""
    kind: str = ItemKind.OTHER
    purpose: str = ""
    lead_officers: str = ""
    pages: str = ""
    is_education: bool = False
    state: str = ""
    state_note: str = ""
    moves_to: int | None = None
    is_exempt: bool = False
    exempt_paragraph: int | None = None
    exempt_reason: str = ""
    exempt_review_on: dt.date | None = None
    public_summary: str = ""
    needs_no_summary: bool = False
    papers_then: str = ""

    @classmethod
    def of(cls, item: AgendaItem) -> "AgendaRow":
        """As the item stands."""
        values = {name: getattr(item, name) for name in cls.__slots__ if name not in OF_THE_FORM}
        values["title"] = " ".join(item.title.split())
        moved = item.deferred_to
        return cls(**values, moves_to=moved.meeting_id if moved else None)

    @property
    def digest(self) -> str:
        """Tells whether two say the same, but for the number, which follows from the order of the whole."""
        values = asdict(self)
        del values["agenda_number"], values["papers_then"]
        told = {name: _plain(value) for name, value in values.items()}
        return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()[:16]

    def put_on(self, item: AgendaItem) -> list[str]:
        """Writes the words on the item and gives the names of the columns that changed; nothing is saved."""
        changed = []
        for name in self.__slots__:
            if name in OF_THE_FORM or name == "agenda_number":
                continue
            if _plain(getattr(item, name)) != _plain(getattr(self, name)):
                setattr(item, name, getattr(self, name))
                changed.append(name)
        return changed

    def why_not(self) -> dict[str, str]:
        """What has to be mended before it can be saved: sentences by the field that they are about."""
        wrong = {}
        if self.state == ItemState.URGENT and not self.state_note:
            wrong["state_note"] = URGENT_WITHOUT_REASON
        if self.is_exempt:
            wrong |= {name: sentence for name, sentence in EXEMPT_WITHOUT.items() if not getattr(self, name)}
        elif self.exempt_paragraph or self.exempt_reason or self.exempt_review_on:
            wrong["is_exempt"] = "Tick this, or empty the paragraph, the reason and the review date."
        if self.moves_to and self.state != ItemState.DEFERRED:
            wrong["moves_to"] = "Only a deferred item moves to another meeting: choose “Deferred”, or no meeting."
        return wrong


def _plain(value: object) -> object:
    """Text without the ends and line breaks that browsers change."""
    return "\n".join(value.strip().splitlines()) if isinstance(value, str) else value
