"""Two wordings → one, with the words that went marked as <del> and the words that came as <ins>.

Written over the blocks of the text instead of with `lxml.html.diff`, which marks short list items and table cells that
did not change, drops line breaks and a changed numbering without a sign, and writes "Link:" into the minutes. Here the
words outside <ins> are exactly those of the earlier wording, and those outside <del> exactly those of the later one.
Both sides are sanitised, every word is escaped, and no tag is written but theirs, <ins> and <del>.
"""

import html
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from meetings.editions.pairing import align
from meetings.editions.wording import BREAK, Block, Run, Token, likeness, run, tree

# Below this likeness (0 to 1) a line reads better as one removed and one added than as words in between.
SAME_LINE = 0.3
# Tokens; a longer line is compared by sentences first, so that the cost grows with its length alone.
LONG_LINE = 1_200
SENTENCE_ENDS = {".", ";", "?", "!", ":", BREAK}


@dataclass(frozen=True)
class Marked:
    """A wording with its marks. `state`: same, changed, added, removed, or restyled (the words are the same)."""

    state: str
    html: str


Span = tuple[str, Run]  # ("", "del" or "ins", its tokens)


def mark_text(before: str, after: str) -> Marked:
    """Two plain texts, compared word by word."""
    old, new = run(before), run(after)
    if old == new:
        return Marked("same", _render([("", new)]))
    if not old or not new:
        return Marked("removed" if old else "added", _render([("del", old), ("ins", new)]))
    return Marked("changed", _render(_line(old, new)))


def mark_html(before: str, after: str) -> list[Marked]:
    """Two stretches of minutes, block by block in the order in which they are to be read."""
    return [mark_block(old, new) for old, new in align(tree(before), tree(after), likeness)]


def mark_block(old: Block | None, new: Block | None) -> Marked:
    """One block against the one that answers to it; None where there is none."""
    if old is None or new is None:
        whole = new or old
        if whole is None:
            raise ValueError("a block is compared with nothing at all")
        return Marked("added", _whole(whole, "ins")) if new else Marked("removed", _whole(whole, "del"))
    if old == new:
        return Marked("same", _whole(new, ""))
    merged = _merge(old, new)
    return Marked("changed" if "<ins>" in merged or "<del>" in merged else "restyled", merged)


def _merge(old: Block | Run, new: Block | Run) -> str:
    if isinstance(old, Block) and isinstance(new, Block):
        if old.tag != "tr":
            inner = "".join(_pair(*pair) for pair in align(old.parts, new.parts, likeness))
        elif len(old.parts) == len(new.parts):
            inner = "".join(_pair(*cells) for cells in zip(old.parts, new.parts, strict=True))
        else:
            return _whole(old, "del") + _whole(new, "ins")
        return f"{new.start}{inner}</{new.tag}>"
    if isinstance(old, Block) or isinstance(new, Block):
        return _whole(old, "del") + _whole(new, "ins")
    return _render(_line(old, new))


def _pair(old: Block | Run | None, new: Block | Run | None) -> str:
    if old is not None and new is not None:
        return _whole(new, "") if old == new else _merge(old, new)
    return (_whole(old, "del") if old is not None else "") + (_whole(new, "ins") if new is not None else "")


def _whole(part: Block | Run, mark: str) -> str:
    if isinstance(part, Block):
        return f"{part.start}{''.join(_whole(inner, mark) for inner in part.parts)}</{part.tag}>"
    return _render([(mark, part)])


def _line(old: Run, new: Run) -> list[Span]:
    """A line against its later wording; what both begin and end with is left alone first."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    inner_old, inner_new = old[start : len(old) - end], new[start : len(new) - end]
    if not inner_old or not inner_new or likeness(old, new) < SAME_LINE:
        middle: list[Span] = [("del", inner_old), ("ins", inner_new)]
    elif len(inner_old) + len(inner_new) > LONG_LINE:
        middle = _by_sentence(inner_old, inner_new)
    else:
        middle = _by_word(inner_old, inner_new)
    return [("", old[:start]), *middle, ("", old[len(old) - end :])]


def _by_sentence(old: Run, new: Run) -> list[Span]:
    spans: list[Span] = []
    for before, after in align(_sentences(old), _sentences(new), likeness):
        if before == after and before is not None:
            spans.append(("", before))
        elif before and after and len(before) + len(after) <= LONG_LINE:
            spans += _by_word(before, after)
        else:
            spans += [("del", before or ()), ("ins", after or ())]
    return spans


def _sentences(line: Run) -> list[Run]:
    found: list[Run] = []
    begun = 0
    for place, token in enumerate(line):
        if token.text in SENTENCE_ENDS:
            found.append(line[begun : place + 1])
            begun = place + 1
    return [*found, line[begun:]] if begun < len(line) else found


def _by_word(old: Run, new: Run) -> list[Span]:
    codes = SequenceMatcher(None, old, new).get_opcodes()
    spans: list[Span] = []
    gone: Run = ()
    come: Run = ()
    for number, (tag, i1, i2, j1, j2) in enumerate(codes):
        is_between = 0 < number < len(codes) - 1
        if tag == "equal" and not (is_between and _is_slight(old[i1:i2])):
            spans += [("del", gone), ("ins", come), ("", old[i1:i2])]
            gone = come = ()
        else:
            gone, come = gone + old[i1:i2], come + new[j1:j2]
    return [*spans, ("del", gone), ("ins", come)]


def _is_slight(line: Run) -> bool:
    """A space, a comma or "of the" between two changes: reading goes better without stopping for it."""
    found = [token.text for token in line if token.is_word]
    return len(found) <= 1 and sum(len(word) for word in found) <= 3


def _render(spans: list[Span]) -> str:
    marked = [(mark, token) for mark, line in spans for token in line]
    pieces = []
    for mark, group in groupby(marked, key=lambda one: one[0]):
        inner = "".join(_dressed(tags, list(same)) for tags, same in groupby(group, key=lambda one: one[1].tags))
        pieces.append(f"<{mark}>{inner}</{mark}>" if mark else inner)
    return "".join(pieces)


def _dressed(tags: tuple[str, ...], group: list[tuple[str, Token]]) -> str:
    text = "".join("<br>" if token.text == BREAK else html.escape(token.text) for _, token in group)
    ends = "".join(f"</{tag[1:-1].split()[0]}>" for tag in reversed(tags))
    return f"{''.join(tags)}{text}{ends}"
