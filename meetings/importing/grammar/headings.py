"""Which lines of a document are the headings of its items.

Every line that could be a heading is a candidate with a weight; numbered candidates of one style are chained in the
order of their numbers and the heaviest chain wins, so that the numbered points of a resolution or the numbered
paragraphs of a narrative do not pass for items.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from meetings.importing.grammar import titles
from meetings.importing.grammar.lines import OPEN_MARKER
from meetings.importing.grammar.run_on import split_purpose, split_title
from meetings.importing.source import Block

LOOK_AHEAD = 14
CHAIN_LIMIT = 600
STRONG = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of an item: where it begins (index of its first block), where its body begins, number and title."""

    first: int
    body: int
    number: str | None
    title: str
    weight: int
    style: str = ""
    key: tuple[int, ...] = ()
    size: str | None = None
    pages: str | None = None
    purpose_from: int | None = None


def _marker_ahead(blocks: Sequence[Block], index: int) -> bool:
    """Whether "Minutes:" stands a little below, before another line that could be a heading with a file."""
    for block in blocks[index : index + LOOK_AHEAD]:
        if OPEN_MARKER.match(block.text):
            return True
        if titles.NUMBER_ALONE.fullmatch(block.text):
            return False
    return False


def _weight(title: str, blocks: Sequence[Block], body: int) -> int:
    bare = titles.clean_title(title)[0]
    weight = 1
    weight += 3 if titles.has_file(title) else 0
    weight += 2 if titles.is_capitals(bare) else 1 if titles.is_title_case(bare) else 0
    weight += 2 if titles.kind_of(bare) else 0
    weight += 2 if _marker_ahead(blocks, body) else 0
    return weight


def _joined_title(blocks: Sequence[Block], index: int) -> tuple[str, int]:
    """The title that begins at a block, with the next line added where the title plainly runs on."""
    text, after = blocks[index].text, index + 1
    while after < len(blocks) and after - index < 4 and not titles.has_file(text):
        following = blocks[after]
        if following.blanks > 1 or len(following.text) > 250:
            break
        bare = titles.clean_title(following.text)[0]
        capitals = titles.is_capitals(text) and titles.is_capitals(bare) and not following.blanks
        ends_open = text.split()[-1].lower() in titles.CONNECTIVES | {"-", "–", "&"}
        file_next = titles.has_file(following.text) and following.blanks == 0 and len(text) > 40 and text[-1] != "."
        if not (capitals or (ends_open and following.blanks < 2) or file_next) or titles.NUMBER_TITLE.match(
            following.text
        ):
            break
        if titles.NOT_TITLE.match(following.text):
            break
        text, after = f"{text} {following.text}", after + 1
    return text, after


def numbered(blocks: Sequence[Block]) -> list[Heading]:
    """Every line that could be a numbered heading."""
    found: list[Heading] = []
    for index, block in enumerate(blocks):
        alone = titles.NUMBER_ALONE.fullmatch(block.text)
        if alone:
            style = titles.number_style(alone)
            if not style or index + 1 >= len(blocks):
                continue
            title, after = _joined_title(blocks, index + 1)
            if not titles.looks_like_title(title, limit=260) and not _title_by_marker(blocks, index + 1):
                continue
            bonus = 1 + (1 if block.ruled else 0)
            found.append(_heading(index, after, style, title, _weight(title, blocks, after) + bonus))
            continue
        match = titles.NUMBER_TITLE.match(block.text)
        style = titles.number_style(match) if match else None
        if not match or not style:
            continue
        joined, after = _joined_title(blocks, index)
        title = joined[match.start("title") :]
        split = split_title(title)
        if split and not (titles.looks_like_title(title, limit=150) and not titles.PROSE_VERB.search(title)):
            offset = match.start("title") + len(split)
            found.append(
                replace(
                    _heading(index, index + 1, style, split, _weight(split, blocks, index + 1)), purpose_from=offset
                )
            )
            continue
        if titles.looks_like_title(title, limit=200 if titles.has_file(title) else 150):
            found.append(_heading(index, after, style, title, _weight(title, blocks, after)))
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
    if after.key <= before.key:
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


def unnumbered(blocks: Sequence[Block], *, page: bool) -> list[Heading]:
    """Titles without a number: by the file they carry, by "Minutes:" below them, by a rule or two empty lines above."""
    found: list[Heading] = []
    listing = False
    skip_to = 0
    for index, block in enumerate(blocks):
        if index < skip_to:
            continue
        marker = OPEN_MARKER.match(block.text)
        if marker:
            listing = "documents" in marker.group("marker")
            continue
        inner = (
            index + 1 < len(blocks)
            and blocks[index + 1].line == block.line
            and OPEN_MARKER.match(blocks[index + 1].text)
        )
        if listing and block.blanks < 2 and not block.ruled and not inner:
            continue
        heading = _unnumbered_at(blocks, index, page=page)
        if heading:
            listing = False
            skip_to = heading.body
            found.append(heading)
    return found


def _unnumbered_at(blocks: Sequence[Block], index: int, *, page: bool) -> Heading | None:
    block = blocks[index]
    split = split_purpose(block.text) if page else None
    text, after = (split, index + 1) if split else _joined_title(blocks, index)
    if not titles.looks_like_title(text, limit=260 if titles.has_file(text) else 140):
        return None
    clean, size, pages = titles.clean_title(text)
    strong = titles.has_file(text) or block.ruled
    marker_next = after < len(blocks) and OPEN_MARKER.match(blocks[after].text) is not None
    known = titles.kind_of(clean) is not None and (
        titles.is_capitals(clean) or titles.is_title_case(clean) or len(clean) < 60
    )
    if page:
        spaced = block.blanks >= 2 and (titles.is_title_case(clean) or known)
        near = _marker_ahead(blocks, after) and (
            known or split is not None or (block.blanks >= 1 and titles.is_title_case(clean))
        )
        accepted = strong or marker_next or spaced or near or (known and block.blanks >= 1)
    else:
        accepted = known or (titles.is_capitals(clean) and len(clean.split()) >= 2 and block.blanks >= 1)
    if not accepted:
        return None
    offset = len(split) if split else None
    weight = _weight(text, blocks, after)
    return Heading(index, after, None, clean, weight, size=size, pages=pages, purpose_from=offset)


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
    return _merged(best, others, blocks)


def _merged(run: Sequence[Heading], others: Sequence[Heading], blocks: Sequence[Block]) -> list[Heading]:
    """The numbered run, with those unnumbered titles that have minutes of their own below them."""
    taken = [(heading.first, heading.body) for heading in run]
    firsts = [first for first, _ in taken]
    kept = list(run)
    for other in others:
        before = bisect_right(firsts, other.first) - 1
        clash = before >= 0 and other.first < taken[before][1]
        own_minutes = other.body < len(blocks) and OPEN_MARKER.match(blocks[other.body].text)
        if clash or not own_minutes:
            continue
        if before < 0 or any(OPEN_MARKER.match(block.text) for block in blocks[taken[before][1] : other.first]):
            kept.append(other)
    return sorted(kept, key=lambda heading: heading.first)
