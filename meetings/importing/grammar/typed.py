"""Outcomes as a clerk types or pastes them into one field: a marker, a lead-in, and one line per letter.

In such a field everything is an outcome, so nothing is left out: what is not understood becomes a line with exactly its
words. Only labels, and the words that tell who moved and how the vote went, are taken off, into places of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from meetings.importing.grammar import labels, votes
from meetings.importing.grammar.entries import split_inline
from meetings.importing.grammar.labels import Label, label_at
from meetings.importing.grammar.leads import BARE_LEAD, LEAD_END, THAT
from meetings.importing.grammar.paragraphs import LABEL_ALONE, is_wrapped, paragraphs
from meetings.importing.grammar.typed_lines import TypedGroup, TypedLine
from meetings.importing.grammar.typed_meaning import understand
from meetings.importing.grammar.typed_openings import next_opening, opening_of
from meetings.importing.readers.text import read as read_text
from meetings.importing.records import OutcomeKind

LONGEST_MARKER = 300
DEEPEST = 8
CONJUNCTION = re.compile(r"[\s;,.]*(?:and|or)?[\s;,.]*", re.IGNORECASE)
HOLLOW_BULLET = re.compile(r"[o◦]\s+(?=\S)")
LABEL_BEFORE = re.compile(r"\(?\s?[A-Za-z0-9]{1,5}\)\s*$")


def read(text: str, own_name: str = "") -> list[TypedGroup]:
    """The groups of outcomes that were typed, in order. `own_name` is the name of the committee that decided."""
    groups: list[TypedGroup] = []
    for line in _lines(text):
        _take(line, groups)
    groups = [group for group in groups if group.lines or group.marker or group.lead_in]
    for group in groups:
        if not group.lines:  # a lead-in that led to nothing, or a marker alone, is what was decided
            group.lines.append(TypedLine(group.lead_in or group.marker))
            group.lead_in = ""
        _join_lone_line(group)
        for typed in group.lines:
            understand(typed, group, own_name)
    return groups


def _join_lone_line(group: TypedGroup) -> None:
    """ "That" before a single line without a label leads in to nothing: it is the first word of the line."""
    if len(group.lines) == 1 and not group.lines[0].label and THAT.fullmatch(group.lead_in):
        group.lines[0].text = f"{group.lead_in} {group.lines[0].text}"
        group.lead_in = ""


def _lines(text: str) -> Iterator[str]:
    """The lines typed, each with single spaces; sentences that a page has wrapped are put together again."""
    source = read_text("", text)
    if is_wrapped(source.blocks):
        told = [paragraph.text for paragraph in paragraphs(source, source.blocks)]
    else:
        told = [block.text for block in source.blocks]
    waiting = ""
    for line in told:
        if LABEL_ALONE.fullmatch(line) and not waiting:
            waiting = line
            continue
        yield f"{waiting} {line}".strip()
        waiting = ""
    if waiting:
        yield waiting


def _take(line: str, groups: list[TypedGroup]) -> None:
    """One line, with the markers within it, into the groups."""
    opening = opening_of(line)
    is_told = bool(groups and groups[-1].lines) and votes.only_tells_the_vote(line)
    if opening is None or is_told:
        _add(line, groups)
        return
    before = line[: opening.start].strip(" *")
    rest, follower = line[opening.end :], next_opening(line, opening)
    if follower is not None:
        rest = line[opening.end : follower]
    label = label_at(before + " x") if before else None
    if label is not None and label.length >= len(before):
        # A letter before "ACTION:": the line is an action of its list.
        if groups and opening.noun:
            words = opening.text if not rest.strip() or opening.by or opening.ref else ""
            _labelled(groups[-1], label, f"{words} {rest.strip()}".strip(), kind=opening.kind)
            if follower is not None:
                _take(line[follower:].strip(), groups)
            return
        before = ""
        rest = f"{label.text}) {rest.strip()}"
    counted = votes.counted(opening.carried or "")
    group = TypedGroup(kind=opening.kind, votes=counted, result="" if counted else opening.carried or "")
    words = line[opening.start : opening.end].strip(" *")
    if before:
        group.proposer, group.seconder = (name or "" for name in votes.movers(before))
        if re.sub(r"\band\b|\bit was\b|\W", "", votes.without_movers(before)):
            words = f"{before} {words}"
    if len(words) > LONGEST_MARKER:
        _add(before, groups)
        words = line[opening.start : opening.end].strip(" *")[:LONGEST_MARKER]
    group.marker = words
    groups.append(group)
    _open(rest.strip().removeprefix("**").strip(), group, groups)
    if follower is not None:
        _take(line[follower:].strip(), groups)


def _open(rest: str, group: TypedGroup, groups: list[TypedGroup]) -> None:
    """What stands on the line of a marker: a lead-in, the first lines, or the one line of the group."""
    if not rest:
        return
    if _run_on(rest, group):
        return
    if label_at(rest) is not None:
        _add(rest, groups)
    elif _leads(rest):
        group.lead_in = rest
    else:
        that = THAT.match(rest)
        if that and rest[that.end() :].strip():
            group.lead_in, rest = rest[: that.end()].strip(), rest[that.end() :]
        group.lines.append(TypedLine(rest.strip()))


def _run_on(rest: str, group: TypedGroup) -> bool:
    """Lettered points that run on within one line, each a line of its own; False where there are none."""
    points = split_inline(0, len(rest), rest)
    if not points:
        return False
    before = LABEL_BEFORE.sub("", rest[: points[0][0]]).strip()
    if before and not (LEAD_END.search(before) or _leads(before) or len(before.split()) <= 8):
        return False
    if before and not group.lines and not group.lead_in:
        group.lead_in = before
    elif before:
        group.lines.append(TypedLine(before))
    for begin, end, name in points:
        label = label_at(f"({name}) x")
        if label is not None:
            _labelled(group, label, rest[begin:end].strip())
    return True


def _leads(rest: str) -> bool:
    that = THAT.match(rest)
    words = rest[that.end() :] if that else rest
    return not words.strip() or bool(BARE_LEAD.fullmatch(words)) or bool(LEAD_END.search(rest))


def _add(line: str, groups: list[TypedGroup]) -> None:
    """A line without a marker: to the group that stands open."""
    group = groups[-1] if groups else TypedGroup()
    if not groups:
        groups.append(group)
    if group.lines and CONJUNCTION.fullmatch(line):
        group.lines[-1].text += f" {line}"
        return
    if group.lines and votes.only_tells_the_vote(line) and not (group.result or group.proposer):
        _told(line, group)
        return
    label = label_at(line)
    hollow = HOLLOW_BULLET.match(line)  # how Word's inner bullets arrive; "o" alone might be a word
    if label is None and hollow and group.stack and group.stack[-1].kind == "bullet":
        label = Label("o", "bullet", 0, hollow.end())
    if label is None and not group.lines and not group.lead_in and _leads(line):
        group.lead_in = line
        return
    if (label is None or label.length == 0 or labels.begins(label)) and _run_on(line, group):
        return
    if label is not None and line[label.length :].strip():
        _labelled(group, label, line[label.length :].strip())
    else:
        group.lines.append(TypedLine(line))
        group.stack.clear()


def _told(line: str, group: TypedGroup) -> None:
    """Who moved and how the vote went, from a line that tells nothing else; the result keeps the line's words."""
    proposer, seconder = votes.movers(line)
    group.proposer, group.seconder = proposer or "", seconder or ""
    group.votes = votes.counted(line)
    rest = votes.without_movers(line)
    group.result = rest[:LONGEST_MARKER] if re.search(r"[A-Za-z]{4}", votes.without_figures(rest)) else ""


def _labelled(group: TypedGroup, label: Label, text: str, *, kind: OutcomeKind | None = None) -> None:
    level, label = _depth(group.stack, label)
    group.stack = [*group.stack[:level], label]
    name = "" if label.kind == "bullet" else label.text
    if not text:  # a letter without words is kept as words
        name, text = "", f"{label.text})"
    group.lines.append(TypedLine(text, name, min(level, DEEPEST), kind or "resolution"))


def _depth(stack: list[Label], label: Label) -> tuple[int, Label]:
    """The depth at which a label stands, and the label as it is meant there ("i" after "h" is a letter)."""
    for depth in range(len(stack) - 1, -1, -1):
        known = stack[depth]
        if (known.kind, known.rank + 1) == (label.kind, label.rank) and label.kind != "bullet":
            return depth, label
    for depth in range(len(stack) - 1, -1, -1):
        if labels.follows(label, stack[depth]):
            meant = stack[depth].kind
            if label.kind not in (meant, "bullet"):
                label = replace(label, kind=meant, rank=label.alternative, alternative=label.rank)
            return depth, label
    if not stack:
        return 0, label
    if labels.begins(label) and label.kind != stack[-1].kind:
        return len(stack), label
    same = [depth for depth, known in enumerate(stack) if known.kind == label.kind]
    if label.kind == "bullet":
        return len(stack), label
    return (same[-1] if same else len(stack) - 1), label
