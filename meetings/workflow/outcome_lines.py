"""Lines of outcomes: changed, moved, removed; and the groups that they stand in."""

import datetime as dt
from dataclasses import dataclass

from meetings.importing.drafts.outcomes import addressee_kind
from meetings.models import Outcome, OutcomeGroup, OutcomeKind, Undertaking, UndertakingState
from meetings.policies.outcome_labels import first_label, next_label, relabelled
from meetings.policies.published_lines import PublishedLines, published_lines
from meetings.workflow.change import RefusedError, change
from meetings.workflow.owners import owner_of
from meetings.workflow.undertakings import find_undertakings
from portal.accounts.models import User

WITHDRAWS = (
    "This {kind} has its entry in the ledger. If it goes, the ledger marks the entry withdrawn when the meeting is "
    "published again. Say so to go on."
)


@dataclass(frozen=True, slots=True)
class LineValues:
    """What one line shall be. `addressee_kind` and `directorate` may be empty: then words and post tell them."""

    kind: str
    text: str
    label: str = ""
    addressee: str = ""
    addressee_kind: str = ""
    owner: str = ""
    directorate: str = ""
    due_on: dt.date | None = None


def edit_line(*, line: Outcome, values: LineValues, by: User, confirmed: bool = False) -> Outcome:
    """Changes one line; its key and its address stay. The label is changed only where it was typed anew.

    Raises RefusedError where a recommendation has no addressee, an action is due before its meeting, or a line in the
    ledger would leave it unless `confirmed`; NotPermittedError.
    """
    with change(line.group.item.meeting, "changed an outcome", by=by) as meeting:
        row = Outcome.objects.select_related("group__item").get(pk=line.pk)
        if values.kind == OutcomeKind.RECOMMENDATION and not values.addressee.strip():
            raise RefusedError("Say to whom the recommendation is made.")
        if values.kind == OutcomeKind.ACTION and values.due_on and values.due_on < meeting.date:
            raise RefusedError("An action cannot be due before the meeting that agreed it.")
        if values.kind != row.kind:
            _demand_leave(row, published_lines(meeting), confirmed)
            _free_undertaking(row, unless=values.kind == OutcomeKind.ACTION)
        row.kind, row.text, row.label = values.kind, values.text, values.label
        _address(row, values)
        _own(row, values)
        row.save()
        find_undertakings(row.group.item)
    return row


def _address(row: Outcome, values: LineValues) -> None:
    is_asked = row.kind == OutcomeKind.RECOMMENDATION
    row.addressee = values.addressee.strip() if is_asked else ""
    row.addressee_kind = (values.addressee_kind or addressee_kind(values.addressee)) if is_asked else ""


def _own(row: Outcome, values: LineValues) -> None:
    is_action = row.kind == OutcomeKind.ACTION
    owner = owner_of(values.owner if is_action else "", may_be_new=True)
    row.owner, row.owner_person, row.owner_post = owner.words, owner.person, owner.post
    row.directorate = (values.directorate.strip() or owner.directorate) if is_action else ""
    row.due_on = values.due_on if is_action else None


def move_line(*, line: Outcome, to: str, by: User) -> Outcome:
    """Moves a line with what stands below it: "up", "down", or to the end of another group ("group 12").

    Lines that are not published yet are lettered anew. Raises RefusedError, NotPermittedError.
    """
    with change(line.group.item.meeting, "moved an outcome", by=by) as meeting:
        row = Outcome.objects.select_related("group__item").get(pk=line.pk)
        published = published_lines(meeting)
        if to.startswith("group "):
            _to_group(row, to.removeprefix("group "), published)
        else:
            _past_neighbour(row, up=to == "up", published=published)
    return row


def _past_neighbour(row: Outcome, *, up: bool, published: PublishedLines) -> None:
    lines = list(row.group.lines.all())
    first = lines[0].label
    at = lines.index(row)
    end = _end_of(lines, at)
    if up:
        before = next((i for i in range(at - 1, -1, -1) if lines[i].level <= row.level), None)
        if before is None or lines[before].level < row.level:
            return
        lines[before:end] = [*lines[at:end], *lines[before:at]]
    else:
        if end >= len(lines) or lines[end].level < row.level:
            return
        behind = _end_of(lines, end)
        lines[at:behind] = [*lines[end:behind], *lines[at:end]]
    _in_order(lines, first, published)


def _to_group(row: Outcome, number: str, published: PublishedLines) -> None:
    groups = {str(group.pk): group for group in row.group.item.outcome_groups.all()}
    target = groups.get(number)
    if target is None:
        raise RefusedError("That group does not stand in this item any more. Choose another.")
    if target.pk == row.group_id:
        return
    lines = list(row.group.lines.all())
    first, at = lines[0].label, lines.index(row)
    moved, left = lines[at : _end_of(lines, at)], [*lines[:at], *lines[_end_of(lines, at) :]]
    there = list(target.lines.all())
    outer = [line.label for line in there if line.level == there[0].level] if there else []
    old = row.group
    for place, line in enumerate(moved, start=(there[-1].position if there else 0) + 1):
        line.group, line.position = target, place
        line.save(update_fields=["group", "position"])
    if outer and not published.holds(moved[0]):
        moved[0].label = next_label(outer) if all(outer) else ""
        moved[0].save(update_fields=["label"])
    if left:
        _in_order(left, first, published)
    else:
        old.delete()


def _end_of(lines: list[Outcome], at: int) -> int:
    """Behind the last line that stands below the line at `at`."""
    end = at + 1
    while end < len(lines) and lines[end].level > lines[at].level:
        end += 1
    return end


def _in_order(lines: list[Outcome], first: str, published: PublishedLines, *, anew: bool = False) -> None:
    """Puts lines in this order, and letters them in it unless one of them is published (`anew`: even then)."""
    labels = [line.label for line in lines]
    if anew or not any(published.holds(line) for line in lines):
        labels = relabelled(lines, first=first)
    for place, (line, label) in enumerate(zip(lines, labels, strict=True), start=1):
        if (line.position, line.label) != (place, label):
            line.position, line.label = place, label
            line.save(update_fields=["position", "label"])


def letter_anew(group: OutcomeGroup, published: PublishedLines) -> None:
    """Letters the lines of a group in their order, published ones too: on purpose alone, within a `change`."""
    lines = list(group.lines.all())
    if lines:
        first = first_label([line.label for line in lines if line.level == lines[0].level])
        _in_order(lines, first, published, anew=True)


def remove_line(*, line: Outcome, by: User, confirmed: bool = False) -> None:
    """Takes a line out of the record; an undertaking that it came from is open again, and an empty group goes too.

    Raises RefusedError where the line has an entry in the ledger, unless `confirmed`; NotPermittedError.
    """
    with change(line.group.item.meeting, "removed an outcome", by=by) as meeting:
        row = Outcome.objects.select_related("group__item").get(pk=line.pk)
        published = published_lines(meeting)
        _demand_leave(row, published, confirmed)
        _free_undertaking(row)
        lines = list(row.group.lines.all())
        first, at = lines[0].label, lines.index(row)
        for below in lines[at + 1 : _end_of(lines, at)]:
            below.level -= 1
            below.save(update_fields=["level"])
        left = [other for other in lines if other.pk != row.pk]
        group, item = row.group, row.group.item
        row.delete()
        if left:
            _in_order(left, first, published)
        else:
            group.delete()
        find_undertakings(item)


def _demand_leave(row: Outcome, published: PublishedLines, confirmed: bool) -> None:
    if published.in_ledger(row) and not confirmed:
        raise RefusedError(WITHDRAWS.format(kind=row.get_kind_display().lower()))


def _free_undertaking(row: Outcome, *, unless: bool = False) -> None:
    """A promise whose action goes is found again: nobody has dealt with it."""
    if not unless:
        Undertaking.objects.filter(action=row).update(state=UndertakingState.FOUND, action=None)
