"""Two documents of a committee → what changed from the earlier to the later. Pure, as `difference` is for meetings."""

from dataclasses import dataclass, field

from meetings.editions.compared import Content, Fact, Person, facts_that_changed
from meetings.editions.difference_programme import (
    ProgrammeDifference,
    programme_differences,
    task_group_difference,
)
from meetings.editions.openness import with_openness
from meetings.editions.pairing import match, same
from meetings.editions.spelling import day, listed

# A seat is the same where person and first day are; else where the person is, whose term was set right.
SEAT_ROUNDS = [same("person", "first_day"), same("person")]


@dataclass(frozen=True)
class CommitteeDifference:
    """What changed of a committee's facts, of who sits on it, of its work programmes, and of what a group is for."""

    facts: list[Fact]
    members: list[Person]
    programmes: list[ProgrammeDifference] = field(default_factory=list)
    group: list[Fact] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.facts or self.members or self.programmes or self.group)


def committee_difference(before: Content | None, after: Content) -> CommitteeDifference:
    """What changed; without an earlier edition, all that the public would read for the first time."""
    old, new = _facts(before), _facts(after)
    facts = facts_that_changed((label, old[label], new[label]) for label in new)
    members = _members(before["members"] if before else [], after["members"])
    return CommitteeDifference(
        facts, members, programme_differences(before, after), task_group_difference(before, after)
    )


def _facts(content: Content | None) -> dict[str, str]:
    if content is None:
        return dict.fromkeys(["Name", "Kind", "Belongs to", "Remit", "Questions", "Topics"], "")
    parent, told = content["parent"], with_openness(content)
    return {
        "Name": content["committee"]["name"],
        "Kind": content["committee"]["kind_label"],
        "Belongs to": parent["name"] if parent else "",
        "Remit": content["remit"],
        "Questions": "Taken from the public" if told["takes_questions"] else "Not taken by form",
        "Topics": "Taken from the public" if told["takes_topics"] else "Not taken by form",
    }


def _members(before: list[Content], after: list[Content]) -> list[Person]:
    found = match(before, after, SEAT_ROUNDS)
    people = []
    for place, seat in enumerate(after):
        if place not in found:
            people.append(Person(seat["name"], "added", _said(seat)))
        elif facts := _seat_facts(before[found[place]], seat):
            people.append(Person(seat["name"], "changed", facts=facts))
    gone = [seat for place, seat in enumerate(before) if place not in found.values()]
    return people + [Person(seat["name"], "removed", _said(seat)) for seat in gone]


def _said(seat: Content) -> str:
    return listed(seat["role_label"], seat["body"], seat["votes_label"], _term(seat))


def _seat_facts(old: Content, new: Content) -> list[Fact]:
    return facts_that_changed(
        [
            ("Name", old["name"], new["name"]),
            ("Role", old["role_label"], new["role_label"]),
            ("Body represented", old["body"], new["body"]),
            ("Votes", old["votes_label"], new["votes_label"]),
            ("Term", _term(old), _term(new)),
        ]
    )


def _term(seat: Content) -> str:
    until = f" to {day(seat['last_day'])}" if seat["last_day"] else ""
    return f"from {day(seat['first_day'])}{until}"
