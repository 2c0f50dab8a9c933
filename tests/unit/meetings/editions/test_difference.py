"""The difference between two editions: nothing that a reader sees may change without standing in it."""

import copy
import json
from pathlib import Path

import pytest

from meetings.editions.compared import Part, fold
from meetings.editions.difference import difference
from meetings.editions.marking import Marked
from meetings.editions.summary import summary

ROOT = Path(__file__).resolve().parents[4]
PAIR = json.loads((ROOT / "fixtures" / "gallery_difference.json").read_text())
# Keys, codes and figures of files, which readers see by their words (labels, titles) or not at all.
UNSEEN = {
    "slug", "code", "kind", "key", "anchor", "person", "group", "status", "state", "level", "addressee_kind", "type",
    "media_type", "size", "committee",
}  # fmt: skip


@pytest.fixture
def before():
    return copy.deepcopy(PAIR["before"])


@pytest.fixture
def after():
    return copy.deepcopy(PAIR["after"])


def leaves(value, path=()):
    """The path to every single value of a document."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, (*path, number))
    else:
        yield path


def other_than(value):
    match value:
        case None:
            return "2026-01-02"
        case bool():
            return not value
        case int():
            return value + 1
        case str() if value.startswith("<"):
            return value + "<p>And one paragraph more.</p>"
    return f"{value} otherwise"


def seen_leaves():
    for path in leaves(PAIR["after"]):
        is_size_of_a_paper = "documents" in path and path[-1] == "pages"
        is_part_left_out = path[-1] in ("restriction", "votes", "disallowed", "supplementary_disallowed", "approved_at")
        if is_part_left_out:
            continue
        if path[0] not in ("edition", "format", "kind") and path[-1] not in UNSEEN and not is_size_of_a_paper:
            yield path


@pytest.mark.parametrize("path", seen_leaves(), ids=lambda path: ".".join(str(step) for step in path))
def test_whatever_a_reader_sees_stands_in_the_difference_when_it_changes(after, path):
    changed = copy.deepcopy(after)
    *steps, last = path
    place = changed
    for step in steps:
        place = place[step]
    place[last] = other_than(place[last])
    if last in ("review_on", "due") and place[last] == "2026-01-02 otherwise":
        place[last] = None

    assert not difference(after, changed).is_empty
    assert not difference(changed, after).is_empty


@pytest.mark.parametrize("edition", ["before", "after"])
def test_an_edition_does_not_differ_from_itself(edition):
    found = difference(PAIR[edition], copy.deepcopy(PAIR[edition]))
    assert found.is_empty
    assert [item.state for item in found.items] == ["same"] * 6


def test_what_an_edition_says_of_itself_is_no_difference(before):
    other = copy.deepcopy(before)
    other["edition"] |= {"number": 9, "reason": "Once more", "stage": "correction"}
    assert difference(before, other).is_empty


def test_facts_are_told_before_and_after(before, after):
    facts = {fact.label: (fact.before, fact.after) for fact in difference(before, after).facts}
    assert facts["Minutes"] == ("draft", "approved")
    assert facts["Minutes approved on"] == ("", "16 June 2026")
    assert facts["End"] == ("5.42pm", "5.40pm")
    assert "Start" not in facts


def test_attendance_tells_who_came_went_and_changed_group_or_mode(before, after):
    people = {person.name: person for person in difference(before, after).attendance}
    assert people["Councillor Greta Thorn"].state == "added"
    assert people["Councillor Corin Vane"].state == "removed"
    moor = {fact.label: fact.after for fact in people["Councillor Edda Moor"].facts}
    assert moor == {"Group": "Substitutes", "Substitute for": "Councillor Fern Ash"}
    assert people["Councillor Bede Hallow"].facts[0].after == "sent apologies"
    assert "Councillor Anwen Price" not in people


def test_items_are_found_again_by_anchor_and_told_in_the_order_of_the_later_edition(before, after):
    items = difference(before, after).items
    assert [(item.anchor, item.state) for item in items] == [
        ("item-2", "same"),
        ("item-1", "same"),
        ("item-7", "added"),
        ("item-3", "changed"),
        ("item-4", "removed"),
        ("item-5", "same"),
        ("item-6", "changed"),
    ]
    assert [item.anchor for item in items if item.moved] == ["item-2"]
    assert [item.anchor for item in items if item.renumbered] == ["item-3"]


def test_an_item_under_another_anchor_is_found_by_its_title(before):
    other = copy.deepcopy(before)
    other["items"][3] |= {"anchor": "item-9", "title": "Parking at the new hospital"}
    item = difference(before, other).items[3]
    assert (item.state, item.facts[0].before) == ("changed", "Parking at the hospital")


def test_items_that_exchanged_anchors_are_told_apart_by_their_titles(before):
    other = copy.deepcopy(before)
    one, two = other["items"][3], other["items"][4]
    one["anchor"], two["anchor"] = two["anchor"], one["anchor"]
    assert difference(before, other).is_empty


def outcomes(item):
    return next(part.group for part in item.body if part.kind == "outcomes")


def test_outcome_lines_are_compared_by_their_keys(before, after):
    group = outcomes(difference(before, after).items[3])
    assert [(line.label, line.state) for line in group.lines] == [
        ("a", "same"),
        ("b", "changed"),
        ("c", "changed"),
        ("d", "added"),
    ]
    assert "<ins>and Sunday timetables</ins>" in group.lines[1].html
    assert {fact.label: fact.after for fact in group.lines[2].facts} == {
        "Owner": "Head of Passenger Transport",
        "Due": "30 June 2026",
    }
    assert group.foot.state == "changed"


def test_a_line_that_changed_its_group_is_not_told_as_removed(before):
    other = copy.deepcopy(before)
    group = other["items"][2]["body"][1]
    taken = {**copy.deepcopy(group), "marker": "ACTION", "lines": [group["lines"].pop()]}
    other["items"][2]["body"].append(taken)
    states = [line.state for part in difference(before, other).items[2].body if part.group for line in part.group.lines]
    assert states == ["same", "same", "same"]


def test_a_removed_line_stands_where_it_stood(before):
    other = copy.deepcopy(before)
    del other["items"][2]["body"][1]["lines"][1]
    group = outcomes(difference(before, other).items[2])
    assert [line.state for line in group.lines] == ["same", "removed", "same"]


def test_a_group_that_stands_elsewhere_is_told_once_and_as_moved(before):
    other = copy.deepcopy(before)
    body = other["items"][2]["body"]
    body.insert(0, body.pop(1))
    groups = [part.group for part in difference(before, other).items[2].body if part.group]
    assert [(group.state, group.moved) for group in groups] == [("changed", True)]


def test_papers_come_go_and_are_replaced(before, after):
    found = difference(before, after)
    assert [(paper.title, paper.state) for paper in found.items[3].papers] == [
        ("Review of evening services", "replaced"),
        ("Figures by route", "added"),
        ("Map of routes", "removed"),
    ]
    assert [(paper.title, paper.state) for paper in found.papers] == [
        ("Statement of the operator", "changed"),
        ("Supplement 1", "added"),
        ("Lease of the depot", "released"),
        ("Costs of the tram line", "withheld"),
        ("Claims against the operator", "changed"),
    ]


def test_papers_that_are_withheld_or_released_are_told_with_the_reason_and_without_the_earlier_file(before, after):
    released, withheld, changed = difference(before, after).papers[2:]
    assert (released.before, released.after["sha256"]) == (None, "21" * 32)
    assert (withheld.before, withheld.after) == (None, None)
    (fact,) = withheld.facts
    assert (fact.label, fact.before) == ("Not for publication", "")
    assert fact.after.startswith("Exempt under paragraph 3: Information relating to the financial")
    assert fact.after.endswith("Bidders would read what the council expects to pay.")
    assert [fact.label for fact in changed.facts] == ["Not for publication"]
    (named,) = difference(before, after).items[-1].papers
    assert (named.title, named.state) == ("Offers for the contract", "added")


def test_the_other_way_round_a_released_paper_is_withheld(before, after):
    states = {paper.title: paper.state for paper in difference(after, before).papers}
    assert states["Lease of the depot"] == "withheld"
    assert states["Costs of the tram line"] == "released"


def test_a_named_paper_that_is_gone_is_told_as_removed(before):
    other = copy.deepcopy(before)
    del other["withheld"]
    gone = [(paper.title, paper.state) for paper in difference(before, other).papers]
    assert gone == [("Lease of the depot", "removed"), ("Claims against the operator", "removed")]


def test_what_was_withheld_and_released_stands_in_the_summary(before, after):
    phrases = summary(difference(before, after))
    assert "1 paper is now not for publication" in phrases
    assert "1 paper was released" in phrases


def test_questions_and_the_action_log_tell_what_changed_alone(before, after):
    found = difference(before, after)
    assert [(question.title, question.state) for question in found.questions] == [
        ("PQ 1: Ms Orla Fenn, Lower Wexcombe", "changed"),
        ("MQ 1: Councillor Greta Thorn", "added"),
    ]
    assert [label for label, _ in found.questions[0].texts] == ["Response"]
    assert [(row.number, [fact.label for fact in row.facts]) for row in found.action_log] == [
        ("1", ["Progress", "Status"])
    ]


def test_an_agenda_that_becomes_minutes_adds_the_minutes(before):
    agenda = copy.deepcopy(before)
    agenda["attendance"] = []
    for item in agenda["items"]:
        item |= {"body": [], "minute_number": None, "declarations": []}
    found = difference(agenda, before)
    assert {item.state for item in found.items[:5]} == {"changed"}
    assert {part.state for part in found.items[2].body} == {"added"}


def test_unchanged_parts_are_folded_but_for_those_beside_a_change():
    def part(state):
        return Part("prose", passage=Marked(state, ""))

    parts = [part("same")] * 4 + [part("changed")] + [part("same")] * 5
    assert [(one.kind, len(one.folded)) for one in fold(parts)] == [
        ("fold", 3),
        ("prose", 0),
        ("prose", 0),
        ("prose", 0),
        ("fold", 4),
    ]
    assert len(fold([part("added"), part("same"), part("added")])) == 3
