"""The figures as a table, and whether the aims are met."""

from collections.abc import Iterator

from portal.benchmark.measuring import Measured
from portal.benchmark.pages import PageType

RATIO_AT_MOST = 1.2
SEARCH_P95_AT_MOST = 50  # milliseconds, on the large record
HEAD = (
    f"{'page':<28} {'queries':>9} {'median ms':>15} {'p95 ms':>15} {'KB':>11} {'KB gzip':>11} {'ratio':>6} {'kept':>6}\n"
    f"{'':<28} {'small large':>9} {'small   large':>15} {'small   large':>15} {'small large':>11} {'small large':>11}"
)


def lines(figures: list[tuple[PageType, Measured, Measured]]) -> Iterator[str]:
    """The table, one line a page type; a sign at its end names each aim that is missed."""
    yield HEAD
    for page, small, large in figures:
        yield f"{_line(page, small, large)}  {', '.join(missed(page, small, large))}".rstrip()


def missed(page: PageType, small: Measured, large: Measured) -> list[str]:
    """The aims that the page misses, in a word or two each; none: it meets them all."""
    found = []
    if small.queries != large.queries and not page.is_search:
        found.append("queries differ")
    if large.queries > page.queries_at_most:
        found.append(f"more than {page.queries_at_most} queries")
    if page.is_search and large.p95 > SEARCH_P95_AT_MOST:
        found.append(f"p95 over {SEARCH_P95_AT_MOST} ms")
    if not page.is_search and large.median / small.median > RATIO_AT_MOST:
        found.append(f"over {RATIO_AT_MOST} times slower")
    return found


def _line(page: PageType, small: Measured, large: Measured) -> str:
    return (
        f"{page.name:<28} {small.queries:>4} {large.queries:>4} {small.median:>7.1f} {large.median:>7.1f}"
        f" {small.p95:>7.1f} {large.p95:>7.1f} {small.bytes / 1024:>5.0f} {large.bytes / 1024:>5.0f}"
        f" {small.bytes_compressed / 1024:>5.1f} {large.bytes_compressed / 1024:>5.1f}"
        f" {large.median / small.median:>6.2f} {large.kept:>6.1f}"
    )
