"""A frozen list as pages show it."""

from dataclasses import dataclass
from typing import Any

from actions.as_paper.saying import Content, address_of, compared_with, heading_of, title_of, told


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a list: of actions, or of recommendations."""

    kind: str
    heading: str
    told: str
    rows: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of a list beside its tables."""

    title: str
    compared: str
    parts: list[Part]


def page_of(content: Content) -> Page:
    """The list as its tables, each row with the address of its entry."""
    parts = [
        Part(
            part["kind"],
            heading_of(part),
            told(part),
            [{**row, "url": address_of(row)} for row in part["rows"]],
        )
        for part in content["lists"]
    ]
    return Page(title_of(content), compared_with(content), parts)
