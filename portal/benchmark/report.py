"""The figures as a table, and whether the aims are met."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.benchmark.measuring import Measured
from portal.benchmark.page_type import PageType

RATIO_AT_MOST = 1.2
SEARCH_P95_AT_MOST = 50  # milliseconds, on the large record
# Title, and the words of its columns below it.
COLUMNS = [
    ("queries", ["demo", "small", "large"]),
    ("median ms", ["demo", "small", "large"]),
    ("p95 ms", ["demo", "small", "large"]),
    ("KB", ["small", "large"]),
    ("gzip", ["small", "large"]),
    ("large:small", ["ratio"]),
    ("from memory", ["ms"]),
]
NAME, WIDTH = 42, 6


@dataclass(frozen=True, slots=True)
class Figures:
    """What one page type costs in the three records."""

    page: PageType
    demonstration: Measured
    small: Measured
    large: Measured

    @property
    def ratio(self) -> float:
        """How many times the large record takes what the small one takes."""
        return self.large.median / self.small.median


def lines(rows: list[Figures]) -> Iterator[str]:
    """The table, one line a page type; a sign at its end names each aim that is missed."""
    yield _row("", [title for title, _ in COLUMNS])
    yield _row("page", [" ".join(f"{word:>{WIDTH}}" for word in words) for _, words in COLUMNS])
    for row in rows:
        yield f"{_line(row)}  {', '.join(missed(row))}".rstrip()


def missed(row: Figures) -> list[str]:
    """The aims that the page misses, in a word or two each; none: it meets them all.

    How many queries a search needs depends on what it finds, so it has to keep to its limit alone.
    """
    page, small, large = row.page, row.small, row.large
    found = []
    if small.queries != large.queries and not page.is_search:
        found.append("queries differ")
    if large.queries > page.queries_at_most:
        found.append(f"more than {page.queries_at_most} queries")
    if page.is_search and large.p95 > SEARCH_P95_AT_MOST:
        found.append(f"p95 over {SEARCH_P95_AT_MOST} ms")
    if page.p95_at_most and large.p95 > page.p95_at_most:
        found.append(f"p95 over {page.p95_at_most} ms")
    if row.ratio > RATIO_AT_MOST and not page.follows_size:
        found.append(f"over {RATIO_AT_MOST} times slower")
    return found


def _line(row: Figures) -> str:
    three = (row.demonstration, row.small, row.large)
    two = (row.small, row.large)
    groups = [
        [f"{measured.queries}" for measured in three],
        [f"{measured.median:.1f}" for measured in three],
        [f"{measured.p95:.1f}" for measured in three],
        [f"{measured.bytes / 1024:.0f}" for measured in two],
        [f"{measured.bytes_compressed / 1024:.1f}" for measured in two],
        [f"{row.ratio:.2f}"],
        [f"{row.large.kept:.1f}" if row.large.kept_seconds else ""],
    ]
    return _row(row.page.name, [" ".join(f"{cell:>{WIDTH}}" for cell in group) for group in groups])


def _row(name: str, groups: list[str]) -> str:
    widths = [max(len(title), (WIDTH + 1) * len(words) - 1) for title, words in COLUMNS]
    return f"{name:<{NAME}}" + "".join(f"  {group:>{width}}" for group, width in zip(groups, widths, strict=True))
