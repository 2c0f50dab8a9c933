"""The outcomes of one item, what stands in its text that should be one, and the promises found there."""

from dataclasses import dataclass
from typing import Any

from meetings.forms.outcomes import GroupForm, LineForm
from meetings.importing.drafts.outcomes import NOT_STATED
from meetings.models import AgendaItem, ItemKind, Outcome, OutcomeGroup, OutcomeKind, UndertakingState
from meetings.policies.exempt_words import exclusion_words, paragraphs_named
from meetings.policies.prose_outcomes import offers
from meetings.workflow.undertakings import REASONS
from meetings.workspace.record import Workspace


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the office sees it. `missing`: what nobody has said of it yet. `form`: it is open to be changed."""

    line: Outcome
    missing: tuple[str, ...] = ()
    form: LineForm | None = None
    is_first: bool = False
    is_last: bool = False
    is_fresh: bool = False
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group with its lines; `warning` tells of a vote that cannot have been."""

    group: OutcomeGroup
    lines: tuple[Line, ...]
    others: tuple[OutcomeGroup, ...]
    warning: str = ""
    form: GroupForm | None = None
    is_first: bool = False
    is_last: bool = False
    is_fresh: bool = False
    confirm: str = ""


def outcomes_of(workspace: Workspace, item: AgendaItem, **given: Any) -> dict[str, Any]:
    """What `office/parts/outcomes_item.html` shows.

    A view gives, by the item's number in `outcomes_given`, what it adds: `typed` and `problem` of a list that was not
    taken; `line_form` or `group_form` that stands open; `confirm` with the sentence that asks before a row goes.
    """
    extra = given.get("outcomes_given", {}).get(item.pk, {})
    groups = list(item.outcome_groups.all())
    return {
        "groups": [_group(workspace, item, groups, at, extra) for at in range(len(groups))],
        "typed": extra.get("typed", ""),
        "problem": extra.get("problem", ""),
        "is_fresh": extra.get("focus") == "typed",
        "said": extra.get("said", ""),
        "found": found_of(workspace, item),
        "exclusion": _exclusion(workspace, item),
        "owners": extra.get("owners", ()),
        "movers": extra.get("movers", ()),
    }


def found_of(workspace: Workspace, item: AgendaItem) -> dict[str, Any]:
    """What `office/parts/outcomes_found.html` shows: words of the narrative that ask for a clerk's decision."""
    kept = [words.text for words in item.kept_prose.all()]
    undertakings = list(item.undertakings.all())
    return {
        "offers": offers(item.minutes_html, workspace.meeting.committee.name, kept),
        "promises": [row for row in undertakings if row.state == UndertakingState.FOUND],
        "dismissed": [row for row in undertakings if row.state == UndertakingState.DISMISSED],
        "reasons": REASONS,
    }


def _exclusion(workspace: Workspace, item: AgendaItem) -> str:
    """The resolution that excludes the public, as one button records it; nothing where it stands, or is not needed."""
    exempt = [other for other in workspace.items if other.is_exempt]
    if item.kind != ItemKind.EXCLUSION or not exempt:
        return ""
    lines = [line for group in item.outcome_groups.all() for line in group.lines.all()]
    named = {number for line in lines for number in paragraphs_named(line.text)}
    is_named = all(other.exempt_paragraph in named for other in exempt)
    return "" if is_named else exclusion_words(exempt)


def _group(workspace: Workspace, item: AgendaItem, groups: list[OutcomeGroup], at: int, extra: dict[str, Any]) -> Group:
    group = groups[at]
    form = extra.get("group_form")
    lines = list(group.lines.all())
    kind, number, sentence = extra.get("confirm", ("", 0, ""))
    return Group(
        group=group,
        lines=tuple(_line(lines, place, extra) for place in range(len(lines))),
        others=tuple(other for other in groups if other.pk != group.pk),
        warning=_too_many_votes(workspace, item, group),
        form=form if form is not None and form.instance.pk == group.pk else None,
        is_first=at == 0,
        is_last=at == len(groups) - 1,
        is_fresh=extra.get("focus") == f"group {group.pk}",
        confirm=sentence if (kind, number) == ("group", group.pk) else "",
    )


def _line(lines: list[Outcome], at: int, extra: dict[str, Any]) -> Line:
    line = lines[at]
    form = extra.get("line_form")
    kind, number, sentence = extra.get("confirm", ("", 0, ""))
    return Line(
        line=line,
        missing=_missing(line),
        form=form if form is not None and form.instance.pk == line.pk else None,
        is_first=not any(other.level <= line.level for other in lines[:at]),
        is_last=not any(other.level <= line.level for other in lines[at + 1 :]),
        is_fresh=extra.get("focus") == f"line {line.pk}",
        confirm=sentence if (kind, number) == ("line", line.pk) else "",
    )


def _missing(line: Outcome) -> tuple[str, ...]:
    """What a line of its kind should say and does not."""
    if line.kind == OutcomeKind.RECOMMENDATION and line.addressee == NOT_STATED:
        return ("To whom is this recommended?",)
    if line.kind != OutcomeKind.ACTION:
        return ()
    owner = () if line.owner else ("Nobody owns this action yet.",)
    return owner if line.due_on else (*owner, "It has no due date yet.")


def _too_many_votes(workspace: Workspace, item: AgendaItem, group: OutcomeGroup) -> str:
    """A warning where more votes were counted than there were people who may vote on the item."""
    voting = workspace.voting.get(item.pk)
    if voting is None or group.votes_for is None:
        return ""
    cast = group.votes_for + (group.votes_against or 0) + (group.votes_abstained or 0)
    if cast <= len(voting.voters):
        return ""
    return f"{cast} votes are counted, but {len(voting.voters)} of those present may vote on this item."
