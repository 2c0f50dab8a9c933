"""Which lines of a document are the headings of its items.

Every line that could be a heading is a candidate with a weight; numbered candidates of one style are chained in the
order of their numbers and the heaviest chain wins, so that the numbered points of a resolution or the numbered
paragraphs of a narrative do not pass for items.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from meetings.importing.grammar import titles
from meetings.importing.grammar.heading_lines import Heading, joined_title, weigh
from meetings.importing.grammar.lines import OPEN_MARKER
from meetings.importing.grammar.run_on import split_title
from meetings.importing.grammar.unnumbered import unnumbered
from meetings.importing.source import Block

CHAIN_LIMIT = 600
STRONG = 4


def numbered(blocks: Sequence[Block]) -> list[Heading]:
    """Every line that could be a numbered heading."""
    found: list[Heading] = []
    for index, block in enumerate(blocks):
        alone = titles.NUMBER_ALONE.fullmatch(block.text)
        if alone:
            style = titles.number_style(alone)
            if not style or index + 1 >= len(blocks):
                continue
            title, after = joined_title(blocks, index + 1)
            if not titles.looks_like_title(title, limit=260) and not _title_by_marker(blocks, index + 1):
                continue
            bonus = 1 + (1 if block.ruled else 0)
            found.append(_heading(index, after, style, title, weigh(title, blocks, after) + bonus))
            continue
        match = titles.NUMBER_TITLE.match(block.text)
        style = titles.number_style(match) if match else None
        if not match or not style:
            continue
        joined, after = joined_title(blocks, index)
        title = titles.without_stop(joined[match.start("title") :])
        if titles.MONTH.match(title):
            continue
        split = split_title(title)
        if split and not (titles.looks_like_title(title, limit=150) and not titles.PROSE_VERB.search(title)):
            offset = match.start("title") + len(split)
            found.append(
                replace(_heading(index, index + 1, style, split, weigh(split, blocks, index + 1)), purpose_from=offset)
            )
            continue
        if titles.looks_like_title(title, limit=200 if titles.has_file(title) else 150):
            found.append(_heading(index, after, style, title, weigh(title, blocks, after)))
    return found


def _title_by_marker(blocks: Sequence[Block], index: int) -> bool:
    """Whether the line is a title only because "Minutes:" follows it at once."""
    return index + 1 < len(blocks) and bool(OPEN_MARKER.match(blocks[index + 1].text)) and len(blocks[index].text) < 300


def _heading(first: int, body: int, style: titles.NumberStyle, title: str, weight: int) -> Heading:
    clean, size, pages = titles.clean_title(title)
    return Heading(first, body, style.printed, clean, weight, style.style, style.key, size, pages)


def _ordered(candidates: Sequence[Heading]) -> list[Heading]:
    """Candidates of one style with the part of the number first that counts (23/41, 23/42: the second)."""
    if not candidates or len(candidates[0].key) < 2 or candidates[0].style == "plain":
        return list(candidates)
    shared = Counter(heading.key[-1] for heading in candidates).most_common(1)[0][1]
    first_shared = Counter(heading.key[0] for heading in candidates).most_common(1)[0][1]
    if shared > first_shared:
        return [replace(heading, key=(heading.key[-1], *heading.key[:-1])) for heading in candidates]
    return list(candidates)


def _step(before: Heading, after: Heading) -> int:
    """What it is worth that one number comes after another; negative where the order is broken."""
    if after.key == before.key:
        return -6
    if after.key < before.key:
        return -6 if after.key[0] > 1 else -2
    if before.key[:-1] == after.key[:-1] and after.key[-1] == before.key[-1] + 1:
        return 2
    if after.key[0] - before.key[0] <= 1:
        return 2
    return 0 if after.key[0] - before.key[0] <= 6 else -2


def chain(candidates: Sequence[Heading]) -> tuple[int, list[Heading]]:
    """The heaviest run of candidates of one style, and its weight."""
    ordered = _ordered(candidates)[:CHAIN_LIMIT]
    best: list[tuple[int, int]] = []
    for here, heading in enumerate(ordered):
        score, link = heading.weight, -1
        for before in range(max(0, here - 60), here):
            total = best[before][0] + _step(ordered[before], heading) + heading.weight
            if total > score:
                score, link = total, before
        best.append((score, link))
    if not best:
        return 0, []
    at = max(range(len(best)), key=lambda index: best[index][0])
    total = best[at][0]
    run = []
    while at >= 0:
        run.append(ordered[at])
        at = best[at][1]
    return total, run[::-1]


def headings(blocks: Sequence[Block], *, page: bool) -> list[Heading]:
    """The headings of one meeting's items, in order; ``page`` for a web page, else minutes or an agenda as text."""
    by_style: dict[str, list[Heading]] = {}
    for candidate in numbered(blocks):
        by_style.setdefault(candidate.style, []).append(candidate)
    best_weight, best = 0, list[Heading]()
    for candidates in by_style.values():
        weight, run = chain(candidates)
        if weight > best_weight:
            best_weight, best = weight, run
    others = unnumbered(blocks, page=page)
    enough = len(best) >= 2 or (best and best[0].weight >= STRONG)
    if not enough:
        return others or best
    parts = [candidate for style, listed in by_style.items() if style.startswith("decimal") for candidate in listed]
    return _merged(_with_parts(best, parts, blocks), others, blocks)


def _with_parts(run: list[Heading], parts: Sequence[Heading], blocks: Sequence[Block]) -> list[Heading]:
    """The numbered run with the items that stand within one of them (5.1, 5.2 below 5) and have papers or minutes."""
    if run[0].style != "plain":
        return run
    kept = list(run)
    for at, whole in enumerate(run):
        stop = run[at + 1].first if at + 1 < len(run) else len(blocks)
        for part in parts:
            minuted = any(OPEN_MARKER.match(block.text) for block in blocks[part.body : part.body + 4])
            if whole.body <= part.first < stop and part.key[0] == whole.key[0] and part.size and minuted:
                kept.append(part)
    return sorted(kept, key=lambda heading: heading.first)


def _merged(run: Sequence[Heading], others: Sequence[Heading], blocks: Sequence[Block]) -> list[Heading]:
    """The numbered run, with those unnumbered titles that have minutes of their own below them."""
    taken = [(heading.first, heading.body) for heading in run]
    firsts = [first for first, _ in taken]
    kept = list(run)
    for other in others:
        before = bisect_right(firsts, other.first) - 1
        clash = before >= 0 and other.first < taken[before][1]
        own_minutes = other.body < len(blocks) and OPEN_MARKER.match(blocks[other.body].text)
        if clash or not own_minutes or not other.title:
            continue
        if before < 0 or any(OPEN_MARKER.match(block.text) for block in blocks[taken[before][1] : other.first]):
            kept.append(other)
    return sorted(kept, key=lambda heading: heading.first)
