"""Approving the minutes of an earlier meeting as a later one does it: as a correct record, signed, corrected."""

from meetings.models import (
    AgendaItem,
    Correction,
    Meeting,
    MinutesState,
    Outcome,
    OutcomeGroup,
    OutcomeKind,
)
from meetings.policies.approval import why_not_approve, why_not_take_back
from meetings.workflow.change import RefusedError, change
from portal.accounts.models import User


def approve_minutes(
    *,
    earlier: Meeting,
    at: AgendaItem,
    signed_by: str,
    corrections: list[str],
    by: User,
    resolution: str = "",
) -> Meeting:
    """Notes at the item `at` that the minutes of `earlier` were approved there, and what was corrected in them.

    The text of the earlier minutes is corrected in their own workspace; this records that it was, and who signed.
    The public reads it when the later meeting's minutes are published, or those of the earlier one anew. `resolution`,
    where it is given, is added to the outcomes of the item. Returns the earlier meeting. Raises RefusedError and
    NotPermittedError.
    """
    with change(at.meeting, f"approved the minutes of {earlier.long_date}", by=by) as later:
        item = later.items.select_related("meeting__committee").get(pk=at.pk)
        locked = Meeting.objects.select_for_update(of=("self",)).select_related("committee").get(pk=earlier.pk)
        reasons = why_not_approve(locked, item)
        if not signed_by.strip():
            reasons.append("Say who signed the minutes.")
        if reasons:
            raise RefusedError(*reasons)
        locked.minutes_state = MinutesState.APPROVED
        locked.minutes_approved_on = later.date
        locked.minutes_signed_by = signed_by.strip()
        locked.minutes_approved_at = item
        locked.ready_at = locked.ready_by = None
        locked.save()
        Correction.objects.bulk_create(
            [Correction(meeting=locked, noted_at=item, text=text) for line in corrections if (text := line.strip())]
        )
        if resolution.strip():
            _add_resolution(item, resolution.strip())
    return locked


def take_back_approval(*, earlier: Meeting, at: AgendaItem, by: User) -> Meeting:
    """Undoes what `approve_minutes` noted, while the public has not read it; the resolution line is left to the clerk.

    Raises RefusedError and NotPermittedError.
    """
    with change(at.meeting, f"took back the approval of the minutes of {earlier.long_date}", by=by):
        locked = Meeting.objects.select_for_update(of=("self",)).select_related("committee").get(pk=earlier.pk)
        reasons = why_not_take_back(locked, at)
        if reasons:
            raise RefusedError(*reasons)
        locked.minutes_state = MinutesState.DRAFT
        locked.minutes_approved_on = locked.minutes_approved_at = None
        locked.minutes_signed_by = ""
        locked.ready_at = locked.ready_by = None
        locked.save()
        Correction.objects.filter(meeting=locked, noted_at=at).delete()
    return locked


def offered_resolution(earlier: Meeting, *, with_corrections: bool = False) -> str:
    """The words in which committees approve minutes, for the clerk to take over."""
    subject = ", subject to the corrections noted," if with_corrections else ""
    return (
        f"That the minutes of the meeting held on {earlier.long_date}{subject} be approved as a correct record and "
        "signed by the Chairperson."
    )


def _add_resolution(item: AgendaItem, text: str) -> None:
    positions = item.outcome_groups.order_by("-position").values_list("position", flat=True)
    group = OutcomeGroup.objects.create(item=item, position=(positions.first() or 0) + 1, marker="RESOLVED")
    taken = set(Outcome.objects.filter(group__item__meeting_id=item.meeting_id).values_list("anchor", flat=True))
    number = 1
    while (anchor := f"{item.anchor}-{number}") in taken:
        number += 1
    Outcome.objects.create(group=group, position=1, kind=OutcomeKind.RESOLUTION, text=text, anchor=anchor)
