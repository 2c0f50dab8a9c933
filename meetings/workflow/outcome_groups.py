"""Groups of outcomes: what was moved together, by whom, how the vote went, and where in the narrative it stands."""

from dataclasses import dataclass

from meetings.models import Outcome, OutcomeGroup, Undertaking, UndertakingState
from meetings.policies.published_lines import published_lines
from meetings.rich_text import blocks
from meetings.workflow.change import RefusedError, change
from meetings.workflow.outcome_lines import letter_anew
from meetings.workflow.undertakings import find_undertakings
from portal.accounts.models import User


@dataclass(frozen=True, slots=True)
class GroupValues:
    """What a group shall be. `after_block` is its place in the narrative, None the end; `votes` all three or None."""

    marker: str
    lead_in: str = ""
    proposer: str = ""
    seconder: str = ""
    result: str = ""
    votes: tuple[int, int, int] | None = None
    after_block: int | None = None
    letters_anew: bool = False


def edit_group(*, group: OutcomeGroup, values: GroupValues, by: User) -> OutcomeGroup:
    """Changes a group, and puts it among the others of its item. Raises RefusedError, NotPermittedError."""
    with change(group.item.meeting, "changed a group of outcomes", by=by) as meeting:
        row = OutcomeGroup.objects.select_related("item").get(pk=group.pk)
        if not values.marker.strip():
            raise RefusedError("Say what kind of decision it is: RESOLVED, RECOMMENDED, ACTION.")
        row.marker, row.lead_in = values.marker.strip(), values.lead_in.strip()
        row.proposer, row.seconder, row.result = values.proposer, values.seconder, values.result
        row.votes_for, row.votes_against, row.votes_abstained = values.votes or (None, None, None)
        is_moved = row.after_block != values.after_block
        row.after_block = values.after_block
        row.save()
        if is_moved:
            _by_place(row)
        if values.letters_anew:
            letter_anew(row, published_lines(meeting))
    return row


def _by_place(row: OutcomeGroup) -> None:
    """Puts the group among the others in the order of their places in the narrative."""
    end = len(blocks(row.item.minutes_html)) + 1
    others = [group for group in row.item.outcome_groups.all() if group.pk != row.pk]
    mine = end if row.after_block is None else row.after_block
    at = next(
        (
            place
            for place, group in enumerate(others)
            if (end if group.after_block is None else group.after_block) > mine
        ),
        len(others),
    )
    _in_order([*others[:at], row, *others[at:]])


def move_group(*, group: OutcomeGroup, to: str, by: User) -> None:
    """Moves a group "up" before the one above it or "down" behind the one below; it takes that one's place in the text.

    Raises NotPermittedError.
    """
    with change(group.item.meeting, "moved a group of outcomes", by=by):
        row = OutcomeGroup.objects.select_related("item").get(pk=group.pk)
        groups = list(row.item.outcome_groups.all())
        at = groups.index(row)
        other = at - 1 if to == "up" else at + 1
        if not 0 <= other < len(groups):
            return
        neighbour = groups[other]
        if neighbour.after_block != row.after_block:
            row.after_block = neighbour.after_block
            row.save(update_fields=["after_block"])
        groups[at], groups[other] = groups[other], row
        _in_order(groups)


def _in_order(groups: list[OutcomeGroup]) -> None:
    for place, group in enumerate(groups, start=1):
        if group.position != place:
            group.position = place
            group.save(update_fields=["position"])


def remove_group(*, group: OutcomeGroup, by: User, confirmed: bool = False) -> None:
    """Takes a group with all its lines out of the record.

    Raises RefusedError where one of its lines has an entry in the ledger, unless `confirmed`; NotPermittedError.
    """
    with change(group.item.meeting, "removed a group of outcomes", by=by) as meeting:
        row = OutcomeGroup.objects.select_related("item").get(pk=group.pk)
        published = published_lines(meeting)
        held = [line for line in row.lines.all() if published.in_ledger(line)]
        if held and not confirmed:
            raise RefusedError(
                f"{len(held)} of these lines {'has its entry' if len(held) == 1 else 'have their entries'} in the "
                "ledger. If they go, the ledger marks the entries withdrawn when the meeting is published again. "
                "Say so to go on."
            )
        lines = Outcome.objects.filter(group=row)
        Undertaking.objects.filter(action__in=lines).update(state=UndertakingState.FOUND, action=None)
        row.delete()
        find_undertakings(row.item)
