"""A frozen list in words: its title, what is in it, and what became different."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from actions.models.frozen_log import FrozenKind
from meetings.editions.spelling import clock, day

Content = dict[str, Any]
LONGEST_DIFFERENCE = 12
HEADINGS = {"action": "Actions", "recommendation": "Recommendations"}
# What an older list may show otherwise than a newer one, in words.
_FACTS = {
    "status_label": "status",
    "due_on": "due date",
    "who": "owner or addressee",
    "progress": "progress",
    "text": "wording",
}


def title_of(content: Content) -> str:
    """ "Action log as at 22 November 2026"."""
    return f"{FrozenKind(content['kind']).label} as at {day(content['as_at'])}"


def heading_of(part: Content) -> str:
    return HEADINGS[part["kind"]]


def moment_of(made_at: dt.datetime) -> str:
    """ "22 November 2026, 4.12pm", of a moment on the council's own clock."""
    return f"{day(made_at.date().isoformat())}, {clock(made_at.time().isoformat(timespec='minutes'))}"


def told(part: Content) -> str:
    """What is in a list, in a sentence or two."""
    counts, one = part["counts"], part["kind"]
    if not counts["all"]:
        first = f"No {one} is open."
    else:
        facts = [f"{counts['late']} late" if counts["late"] else "none late"]
        if part["since"]:
            facts += [f"{counts['new']} new", f"{counts['completed']} newly completed"]
        first = f"{counted(counts['all'], one)}: {', '.join(facts)}."
    left_out = counts["left_out"]
    if not left_out:
        return first
    return f"{first} {counted(left_out, one)} that ended before {'is' if left_out == 1 else 'are'} not listed."


def compared_with(content: Content) -> str:
    """With what "new" compares, as a sentence; "" for a first list."""
    said = {
        (part["since"]["on"], part["since"]["is_paper"]): part["kind"] for part in content["lists"] if part["since"]
    }
    if not said:
        return ""
    phrases = [
        f"the {'list as at' if is_paper else 'meeting of'} {day(on)}" + (f" ({kind}s)" if len(said) > 1 else "")
        for (on, is_paper), kind in said.items()
    ]
    return f"“New” and “Newly” mean: since {' and '.join(phrases)}."


def difference(before: Content, after: Content) -> list[str]:
    """What became different between two lists, as sentences; none where nothing did."""
    old, new = _rows(before), _rows(after)
    added = [reference for reference in new if reference not in old]
    gone = [reference for reference in old if reference not in new]
    sentences = [
        *_named("Added", added),
        *_named("No longer listed", gone),
    ]
    for key, word in _FACTS.items():
        changed = [reference for reference in new if reference in old and old[reference][key] != new[reference][key]]
        sentences += _named(f"Another {word}", changed)
    if not sentences and before["lists"] != after["lists"]:
        sentences.append("Only days late, marks or counts have changed.")
    return sentences


def _rows(content: Content) -> dict[str, Content]:
    return {row["reference"]: row for part in content["lists"] for row in part["rows"]}


def _named(what: str, references: Iterable[str]) -> list[str]:
    named = list(references)
    if not named:
        return []
    more = len(named) - LONGEST_DIFFERENCE
    return [f"{what}: {', '.join(named[:LONGEST_DIFFERENCE])}{f' and {more} more' if more > 0 else ''}."]


def address_of(row: Content) -> str:
    """The page of the entry of a row, as it stands now."""
    return reverse(f"actions:{row['kind']}-detail", args=[row["reference"]])


def counted(number: int, one: str) -> str:
    """ "1 action", "1,200 actions"."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"
