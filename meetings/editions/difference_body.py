"""The body of an item in two editions → one body with marks: prose by its blocks, outcome lines by their keys."""

from dataclasses import dataclass

from meetings.editions.compared import Content, Group, Line, Part, facts_that_changed
from meetings.editions.marking import mark_block, mark_text
from meetings.editions.pairing import align, match, moved, same
from meetings.editions.spelling import day, listed, vote_taken
from meetings.editions.wording import Block, likeness, tree

NO_LINE: Content = {
    "kind": "", "label": "", "text": "", "addressee": "", "owner": "", "directorate": "", "due": None,
}  # fmt: skip
NO_GROUP: Content = {
    "marker": "", "lead_in": "", "proposer": "", "seconder": "", "result": "", "votes": None, "lines": [],
}  # fmt: skip


@dataclass(frozen=True)
class _Slot:
    """Holds the place of a group of outcomes among the blocks of prose; two that answer to each other are equal."""

    number: int


def compare_body(before: list[Content], after: list[Content]) -> list[Part]:
    """Prose and groups of outcomes in the order of reading; each group stands once, with its lines matched by key."""
    old_groups = [block for block in before if block["type"] == "outcomes"]
    new_groups = [block for block in after if block["type"] == "outcomes"]
    found = match(old_groups, new_groups, [_shared_lines, same("marker", "lead_in"), same("marker")])
    old_units = _units(before, {i: j for j, i in found.items()}, first_free=len(new_groups))
    new_units = _units(after, {j: j for j in range(len(new_groups))}, first_free=0)
    pairs = align(old_units, new_units, _unit_likeness)
    in_place = {new.number for old, new in pairs if isinstance(new, _Slot) and isinstance(old, _Slot) and old == new}
    known = {line["key"]: line for group in old_groups for line in group["lines"]}
    kept = {line["key"] for group in new_groups for line in group["lines"]}
    parts: list[Part] = []
    for old, new in pairs:
        if isinstance(new, _Slot):
            answering = old_groups[found[new.number]] if new.number in found else None
            group = compare_group(answering, new_groups[new.number], known, kept, is_moved=new.number not in in_place)
            parts.append(Part("outcomes", group=group))
        elif isinstance(old, _Slot):
            if old.number >= len(new_groups):  # a group that answers to none; the others stand at their new place
                index = old.number - len(new_groups)
                parts.append(Part("outcomes", group=compare_group(old_groups[index], None, known, kept)))
        else:
            parts.append(Part("prose", passage=mark_block(old, new)))
    return parts


def _units(body: list[Content], numbers: dict[int, int], *, first_free: int) -> list[Block | _Slot]:
    units: list[Block | _Slot] = []
    group = 0
    for block in body:
        if block["type"] == "outcomes":
            units.append(_Slot(numbers.get(group, first_free + group)))
            group += 1
        else:
            units += tree(block["html"])
    return units


def _unit_likeness(before: Block | _Slot, after: Block | _Slot) -> float:
    if isinstance(before, _Slot) or isinstance(after, _Slot):
        return float(before == after)
    return likeness(before, after)


def _shared_lines(before: Content, after: Content) -> float:
    return float(len({line["key"] for line in before["lines"]} & {line["key"] for line in after["lines"]}))


def compare_group(
    before: Content | None, after: Content | None, known: dict[str, Content], kept: set[str], *, is_moved: bool = False
) -> Group:
    """A group of outcomes. `known`: every earlier line of the item; `kept`: the keys of every later one.

    A line that went over to another group of the item is shown there, and not as removed here.
    """
    old, new = before or NO_GROUP, after or NO_GROUP
    pairs: list[tuple[Content | None, Content | None]] = [(known.get(line["key"]), line) for line in new["lines"]]
    for index, line in enumerate(old["lines"]):
        if line["key"] not in kept:
            pairs.insert(min(index, len(pairs)), (line, None))
    lines_found = [compare_line(*pair) for pair in pairs]
    head = mark_text(
        listed(old["marker"], old["lead_in"], by=" "),
        listed(new["marker"], new["lead_in"], by=" "),
    )
    foot = mark_text(vote_taken(old), vote_taken(new))
    if before is None or after is None:
        state = "added" if after else "removed"
    else:
        states = {head.state, foot.state, *(line.state for line in lines_found)}
        found = match(old["lines"], new["lines"], [same("key")])
        is_moved = is_moved or bool(moved(found))
        is_whole = len(found) == len(old["lines"]) == len(new["lines"])
        state = "same" if states == {"same"} and is_whole and not is_moved else "changed"
    return Group(state, head, lines_found, foot, moved=is_moved and before is not None)


def compare_line(before: Content | None, after: Content | None) -> Line:
    """One outcome line against itself in the other edition."""
    old, new = before or NO_LINE, after or NO_LINE
    text = mark_text(old["text"], new["text"])
    facts = facts_that_changed(
        [
            ("Kind", old["kind"], new["kind"]),
            ("Label", old["label"], new["label"]),
            ("Addressee", old["addressee"], new["addressee"]),
            ("Owner", old["owner"], new["owner"]),
            ("Directorate", old["directorate"], new["directorate"]),
            ("Due", day(old["due"]), day(new["due"])),
        ]
    )
    shown = after or before or NO_LINE
    if before and after:
        state = "changed" if facts or text.state != "same" else "same"
    else:
        state = "added" if after else "removed"
        facts = [one for one in facts if one.label not in ("Kind", "Label")]
    return Line(shown["anchor"], shown["label"], state, text.html, facts)
