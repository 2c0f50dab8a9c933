"""One agenda item of two editions → what changed of it: title, state, body and papers."""

from meetings.editions.compared import Content, Item, facts_that_changed, fold
from meetings.editions.difference_body import compare_body
from meetings.editions.difference_papers import compare_papers
from meetings.editions.pairing import alike, match, moved, same
from meetings.editions.spelling import approved, declared, lines, listed, restricted

# The item of an edition that does not have it.
NO_ITEM: Content = {
    "agenda_number": None,
    "minute_number": None,
    "title": "",
    "purpose": "",
    "state": "",
    "state_label": "",
    "state_note": "",
    "pages": "",
    "lead_officers": [],
    "restriction": None,
    "is_cut_off": False,
    "declarations": [],
    "body": [],
    "documents": [],
}
# An item keeps its anchor; a title more alike than this (0 to 1) is the same business under another one.
SAME_TITLE = 0.6
ITEM_ROUNDS = [
    alike("title", at_least=SAME_TITLE, and_same="anchor"),
    same("title"),
    same("anchor"),
    alike("title", at_least=SAME_TITLE),
]


def compare_items(before: list[Content], after: list[Content]) -> list[Item]:
    """All items in the order of the later edition; a removed one stands where it stood before."""
    found = match(before, after, ITEM_ROUNDS)
    out_of_order = moved(found)
    items = [
        compare_item(before[found[j]] if j in found else None, item, is_moved=j in out_of_order)
        for j, item in enumerate(after)
    ]
    gone = [i for i in range(len(before)) if i not in found.values()]
    return _with_removed(items, gone, before, found)


def _with_removed(items: list[Item], gone: list[int], before: list[Content], found: dict[int, int]) -> list[Item]:
    """Each removed item after the one that it followed in the earlier edition."""
    where = {i: j for j, i in found.items()}
    placed: dict[int, list[Item]] = {}
    for i in gone:
        earlier = next((where[other] for other in range(i - 1, -1, -1) if other in where), -1)
        placed.setdefault(earlier, []).append(compare_item(before[i], None))
    result = placed.get(-1, [])
    for j, item in enumerate(items):
        result += [item, *placed.get(j, [])]
    return result


def compare_item(before: Content | None, after: Content | None, *, is_moved: bool = False) -> Item:
    """One item against the one that answers to it; None where an edition does not have it."""
    shown = after or before
    if shown is None:
        raise ValueError("an item is compared with nothing at all")
    old, new = before or NO_ITEM, after or NO_ITEM
    facts = facts_that_changed(
        [
            ("Title", old["title"], new["title"]),
            ("Purpose", old["purpose"], new["purpose"]),
            ("State", _state(old), _state(new)),
            ("Lead", listed(*old["lead_officers"], by="; "), listed(*new["lead_officers"], by="; ")),
            ("Pages of the pack", old["pages"], new["pages"]),
            ("Not for publication", restricted(old["restriction"]), restricted(new["restriction"])),
            ("Declarations of interest", _declarations(old), _declarations(new)),
            ("Approves the minutes of", _approvals(old), _approvals(new)),
            ("Completeness", _completeness(old), _completeness(new)),
        ]
    )
    numbers = facts_that_changed(
        [
            ("Agenda number", old["agenda_number"] or "", new["agenda_number"] or ""),
            ("Minute number", old["minute_number"] or "", new["minute_number"] or ""),
        ]
    )
    body = fold(compare_body(old["body"], new["body"]))
    papers = compare_papers(old, new)
    is_renumbered = any(one.state == "changed" for one in numbers)
    is_numbered = any(one.state != "changed" for one in numbers)
    is_changed = (
        facts
        or is_numbered
        or any(part.state != "same" for part in body)
        or any(paper.state != "same" for paper in papers)
    )
    state = ("changed" if is_changed else "same") if before and after else ("added" if after else "removed")
    return Item(
        anchor=shown["anchor"],
        minute_number=shown["minute_number"] or "",
        agenda_number=shown["agenda_number"] or "",
        title=shown["title"],
        state=state,
        moved=is_moved,
        renumbered=is_renumbered and before is not None and after is not None,
        # Of a new item the heading tells title and number.
        facts=numbers + facts if before and after else [one for one in facts if one.label != "Title"],
        body=body,
        papers=[paper for paper in papers if paper.state != "same"],
    )


def _state(item: Content) -> str:
    return listed(item["state_label"], item["state_note"], by=": ")


def _declarations(item: Content) -> str:
    return lines([declared(declaration) for declaration in item["declarations"]])


def _approvals(item: Content) -> str:
    return lines([approved(minutes) for minutes in item.get("approves", [])])


def _completeness(item: Content) -> str:
    return "The minutes broke off at the end of this item." if item.get("is_cut_off") else ""
