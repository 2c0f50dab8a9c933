"""One type of page that is measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageType:
    """A type of page: its name in the table, an address of it, and its aims in queries and in milliseconds (0: none).

    What `follows_size` takes longer the more rows there are, so that the records are not compared.
    """

    name: str
    address: str
    queries_at_most: int = 8
    p95_at_most: int = 0
    is_search: bool = False
    follows_size: bool = False
    is_office: bool = False
