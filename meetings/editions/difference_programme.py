"""Two documents of a committee → what changed of its work programmes and of what a group is for. Pure."""

from dataclasses import dataclass, field

from meetings.editions.compared import Content, Fact, fact, facts_that_changed
from meetings.editions.pairing import moved
from meetings.editions.spelling import day, listed


@dataclass(frozen=True)
class ProgrammeRow:
    """A row of a programme: added, removed, or changed in its facts. `said` is what a new or lost row said."""

    name: str
    state: str
    said: str = ""
    facts: list[Fact] = field(default_factory=list)


@dataclass(frozen=True)
class ProgrammeDifference:
    """What changed of the programme of one year; `state` is added or changed."""

    label: str
    state: str
    facts: list[Fact]
    rows: list[ProgrammeRow]


def programme_differences(before: Content | None, after: Content) -> list[ProgrammeDifference]:
    """By municipal year, the latest first, what changed; years without a change are left out."""
    old = {one["year"]: one for one in (before or {}).get("work_programmes", [])}
    found = [_programme(old.get(one["year"]), one) for one in after.get("work_programmes", [])]
    return [one for one in found if one.facts or one.rows or one.state == "added"]


def _programme(old: Content | None, new: Content) -> ProgrammeDifference:
    before = {row["key"]: row for row in old["rows"]} if old else {}
    order = {row["key"]: place for place, row in enumerate(old["rows"])} if old else {}
    rows: list[ProgrammeRow] = []
    for row in new["rows"]:
        if row["key"] not in before:
            rows.append(ProgrammeRow(row["title"], "added", _said(row)))
        elif facts := _row_facts(before[row["key"]], row):
            rows.append(ProgrammeRow(row["title"], "changed", facts=facts))
    kept = {row["key"] for row in new["rows"]}
    rows += [ProgrammeRow(row["title"], "removed", _said(row)) for key, row in before.items() if key not in kept]
    places = {place: order[row["key"]] for place, row in enumerate(new["rows"]) if row["key"] in order}
    facts = facts_that_changed([("Note", old["note"] if old else "", new["note"])])
    if count := len(moved(places)):
        facts.append(fact("Order", "", f"{count} row{'s' if count > 1 else ''} moved"))
    return ProgrammeDifference(new["year_label"], "changed" if old else "added", facts, rows)


def _said(row: Content) -> str:
    return listed(row["type_label"], _when(row["when"]) or "to be scheduled", row["lead_officers"])


def _when(when: Content) -> str:
    return listed(day(when["date"]) if when["date"] else "", when["words"])


def _row_facts(old: Content, new: Content) -> list[Fact]:
    return facts_that_changed(
        [
            ("Title", old["title"], new["title"]),
            ("Description", old["description"], new["description"]),
            ("Type of scrutiny", old["type_label"], new["type_label"]),
            ("Heading", old["heading"], new["heading"]),
            ("Origin", _origin(old), _origin(new)),
            ("Lead officers", old["lead_officers"], new["lead_officers"]),
            ("Current position", old["current_position"], new["current_position"]),
            ("When", _when(old["when"]), _when(new["when"])),
            ("State", old["state_label"], new["state_label"]),
            ("Agenda item", _item(old), _item(new)),
            ("History", _history(old), _history(new)),
        ]
    )


def _origin(row: Content) -> str:
    return listed(row["origin_label"], row["reference"], row["origin_note"])


def _item(row: Content) -> str:
    return f"on the agenda ({row['item']['slug']})" if row["item"] else ""


def _history(row: Content) -> str:
    return "\n".join(f"{day(change['on'])}: {change['what']}, because {change['reason']}" for change in row["history"])


# How the facts of a task and finish group are called, in the order in which they are read.
GROUP_FACTS = (
    "Status",
    "Scope",
    "Not part of the work",
    "Desired outcomes",
    "Begins",
    "Ends",
    "Timeframe",
    "Report",
)


def task_group_difference(before: Content | None, after: Content) -> list[Fact]:
    """What changed of the facts of a group."""
    old, new = _group_facts(before), _group_facts(after)
    return facts_that_changed((label, old.get(label, ""), new.get(label, "")) for label in GROUP_FACTS)


def _group_facts(content: Content | None) -> dict[str, str]:
    facts = (content or {}).get("task_group")
    if facts is None:
        return {}
    told = (
        facts["status_label"],
        facts["scope"],
        facts["exclusions"],
        facts["desired_outcomes"],
        day(facts["begins_on"]) if facts["begins_on"] else "",
        day(facts["ends_on"]) if facts["ends_on"] else "",
        facts["timeframe"],
        listed(facts["report"]["title"] if facts["report"] else "", facts["report_link"]),
    )
    return dict(zip(GROUP_FACTS, told, strict=True))
