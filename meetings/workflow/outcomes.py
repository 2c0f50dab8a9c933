"""Outcomes of items: typed or pasted as a list, and put into the record line by line."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from meetings.due_dates import UnclearDateError, due_date
from meetings.importing.drafts.outcomes import NOT_STATED, addressee_kind
from meetings.importing.grammar.typed import read
from meetings.importing.grammar.typed_lines import TypedGroup, TypedLine
from meetings.models import AddresseeKind, AgendaItem, Meeting, Outcome, OutcomeGroup, OutcomeKind
from meetings.policies.next_meeting import next_meeting_day
from meetings.policies.outcome_labels import new_anchor
from meetings.policies.published_lines import published_lines
from meetings.workflow.change import RefusedError, change
from meetings.workflow.owners import owner_of
from meetings.workflow.undertakings import find_undertakings
from portal.accounts.models import User

LONGEST = 20_000
DEFAULT_MARKERS = {"resolution": "RESOLVED:", "recommendation": "RECOMMENDED:", "action": "ACTION:"}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why what was typed for one item was not taken; `typed` is every word of it, to be shown again."""

    item: AgendaItem
    typed: str
    sentence: str


def take_outcomes(meeting: Meeting, data: Mapping[str, str], by: User) -> list[Problem]:
    """Takes what was typed into the fields `outcomes-<number of the item>` of a form for the whole meeting.

    Each item is taken by itself; the answer tells which were not, and why. Raises NotPermittedError.
    """
    problems = []
    for item in meeting.items.order_by("position"):
        typed = data.get(f"outcomes-{item.pk}", "")
        if not typed.strip():
            continue
        try:
            add_outcomes(item=item, text=typed, by=by)
        except RefusedError as refused:
            problems.append(Problem(item, typed, " ".join(refused.reasons)))
    return problems


def add_outcomes(*, item: AgendaItem, text: str, by: User) -> list[OutcomeGroup]:
    """Puts what was typed for an item behind its outcomes; the groups that were added, none if they stand already.

    A list that is sent twice is added once: the same groups are not put behind themselves. Raises RefusedError where
    nothing was typed or too much, NotPermittedError.
    """
    typed = text.replace("\x00", "").strip()
    if not typed:
        raise RefusedError("Type the outcomes, or paste them: one line per letter.")
    if len(typed) > LONGEST:
        raise RefusedError(
            f"This is longer than {LONGEST:,} letters. Paste the outcomes alone, or in two parts, without the report."
        )
    with change(item.meeting, "added outcomes", by=by) as meeting:
        fresh = meeting.items.get(pk=item.pk)
        groups = read(typed, meeting.committee.name)
        if not groups:
            raise RefusedError("There are no words in what was typed.")
        if _stand_already(fresh, groups):
            return []
        added = add_groups(meeting, fresh, groups)
        find_undertakings(fresh)
    return added


def add_groups(
    meeting: Meeting, item: AgendaItem, groups: Iterable[TypedGroup], *, after_block: int | None = None
) -> list[OutcomeGroup]:
    """Rows for groups as they were understood, at a place of the narrative (None: its end); within a `change`."""
    standing = list(item.outcome_groups.all())
    place = _place_among(standing, after_block)
    later = standing[place:]
    number = standing[place - 1].position if place else 0
    taken = set(Outcome.objects.filter(group__item__meeting=meeting).values_list("anchor", flat=True))
    taken |= published_lines(meeting).anchors
    added = []
    for typed in groups:
        number += 1
        added.append(_add_group(item, typed, number, after_block, taken, meeting))
    for group in later:
        if group.position <= number:
            group.position = number + 1
            group.save(update_fields=["position"])
        number = group.position
    return added


def _place_among(standing: list[OutcomeGroup], after_block: int | None) -> int:
    """How many of the standing groups come before a group that stands after so many blocks."""
    if after_block is None:
        return len(standing)
    for at, group in enumerate(standing):
        if group.after_block is None or group.after_block > after_block:
            return at
    return len(standing)


def _add_group(
    item: AgendaItem,
    typed: TypedGroup,
    position: int,
    after_block: int | None,
    taken: set[str],
    meeting: Meeting,
) -> OutcomeGroup:
    votes = typed.votes or (None, None, None)
    group = OutcomeGroup.objects.create(
        item=item,
        position=position,
        after_block=after_block,
        marker=(typed.marker or _default_marker(typed))[:300],
        lead_in=typed.lead_in,
        proposer=typed.proposer[:200],
        seconder=typed.seconder[:200],
        result=typed.result[:300],
        votes_for=votes[0],
        votes_against=votes[1],
        votes_abstained=votes[2],
    )
    rows = []
    for place, line in enumerate(typed.lines, start=1):
        anchor = new_anchor(item.anchor, group=position, label=line.label, place=place, taken=taken)
        taken.add(anchor)
        rows.append(row_of(line, group, place, anchor, meeting))
    Outcome.objects.bulk_create(rows)
    return group


def _default_marker(typed: TypedGroup) -> str:
    kinds = {line.kind for line in typed.lines}
    return DEFAULT_MARKERS[kinds.pop() if len(kinds) == 1 else "resolution"]


def row_of(line: TypedLine, group: OutcomeGroup, position: int, anchor: str, meeting: Meeting) -> Outcome:
    """The row of one line as it was understood, not saved; what was left open stays open, to be seen and filled in."""
    row = Outcome(
        group=group,
        position=position,
        anchor=anchor,
        kind=line.kind,
        label=line.label[:12],
        level=line.level,
        text=line.text,
    )
    if row.kind == OutcomeKind.RECOMMENDATION:
        row.addressee = (line.addressee or NOT_STATED)[:200]
        row.addressee_kind = addressee_kind(line.addressee) if line.addressee else AddresseeKind.OTHER
    if row.kind == OutcomeKind.ACTION:
        owner = owner_of(line.owner)
        row.owner, row.owner_person, row.owner_post = owner.words, owner.person, owner.post
        row.directorate = owner.directorate
        row.due_on = _due_on(line, meeting)
    return row


def _due_on(line: TypedLine, meeting: Meeting) -> dt.date | None:
    """The day that the words name; None where they leave it open, which the page says."""
    if not line.due:
        return None
    try:
        return due_date(line.due, meeting_day=meeting.date, next_meeting=next_meeting_day(meeting))
    except UnclearDateError:
        return None


def _stand_already(item: AgendaItem, groups: list[TypedGroup]) -> bool:
    """Whether exactly these groups are the last of the item: a form that was sent again."""
    standing = list(item.outcome_groups.prefetch_related("lines"))[-len(groups) :]
    if len(standing) < len(groups):
        return False
    return all(
        (was.marker, was.lead_in) == ((typed.marker or _default_marker(typed))[:300], typed.lead_in)
        and [(line.label, line.text) for line in was.lines.all()]
        == [(line.label[:12], line.text) for line in typed.lines]
        for was, typed in zip(standing, groups, strict=True)
    )
