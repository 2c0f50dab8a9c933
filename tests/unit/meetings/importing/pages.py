"""Invented records of an invented council, to wrap a piece of minutes in the page it would stand in."""

from __future__ import annotations

from meetings.importing.parse import parse
from meetings.importing.records import Outcome, ParsedRecord

HEAD = (
    "Agenda and minutes\n\nTransport Scrutiny Panel - Tuesday, 4th July, 2023 6.30 pm\n\nVenue: Town Hall, "
    "Ferrybridge Row\n\nItems\nNo. Item\n\n"
)


def page(minutes: str, *, title: str = "Bus services", purpose: str = "To consider the report.") -> str:
    """A meeting page with one item before the one that holds ``minutes``, and one after it."""
    return (
        f"{HEAD}6.\n\nApologies for absence\n\nTo receive apologies.\n\nMinutes:\n\nThere were none.\n\n"
        f"7.\n\n{title}\n\n{purpose}\n\nMinutes:\n\n{minutes}\n\n8.\n\nWork programme\n\nTo note the "
        f"programme.\n\nMinutes:\n\nNothing was said.\n"
    )


def record_of(text: str) -> ParsedRecord:
    """The one record that a text holds."""
    records = parse("invented.txt", text)
    assert len(records) == 1
    return records[0]


def outcomes_of(minutes: str, **wrapped: str) -> list[Outcome]:
    """The outcomes of a piece of minutes."""
    record = record_of(page(minutes, **wrapped))
    assert [item.number for item in record.items] == ["6", "7", "8"]
    return record.items[1].outcomes


def texts_of(minutes: str, **wrapped: str) -> list[str]:
    """The texts of the outcomes of a piece of minutes."""
    return [outcome.text for outcome in outcomes_of(minutes, **wrapped)]
