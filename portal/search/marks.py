"""The marks by which a search filters its entries: short words that stand in one index with the text."""

LONGEST = 120
# Of the items that every meeting has, and of their lines.
ROUTINE = "routine"


def kind_mark(kind: str) -> str:
    return f"kind:{kind}"


def committee_mark(slug: str) -> str:
    return f"committee:{slug}"


def year_mark(year: int | str) -> str:
    """Of a municipal year, by the calendar year in which it began."""
    return f"year:{year}"


def person_mark(slug: str) -> str:
    """Of somebody who is named in the entry."""
    return f"person:{slug}"


def minute_mark(number: str) -> str:
    """Of a minute number, as the record writes it."""
    return f"minute:{number.casefold()}"[:LONGEST]
