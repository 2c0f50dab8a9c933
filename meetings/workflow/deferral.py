"""Business that is deferred from one meeting of a committee to another: both items know each other."""

from collections.abc import Sequence

from django.db.models import QuerySet

from meetings.importing.grammar.titles import kind_of
from meetings.models import AgendaItem, ItemKind, ItemState, Meeting, MeetingStatus
from meetings.policies.agenda import is_published, why_not_remove
from meetings.workflow.agenda_numbers import is_regular, is_sub, number_between, numbered
from meetings.workflow.agenda_row import AgendaRow
from meetings.workflow.agenda_writing import write_agenda
from meetings.workflow.change import RefusedError, change
from portal.accounts.models import User

# What ends most agendas, in public; open business that is brought in stands before it, and before what is restricted.
_CLOSING = (ItemKind.WORK_PROGRAMME, ItemKind.NEXT_MEETING)
_TAKEN_OVER = (
    "title", "kind", "purpose", "lead_officers", "is_education", "is_exempt", "exempt_paragraph", "exempt_reason",
    "exempt_review_on", "needs_no_summary",
)  # fmt: skip


def waiting_for(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Items that earlier meetings of the committee deferred and that stand on no later agenda yet, the oldest first."""
    return (
        AgendaItem.objects.filter(
            meeting__committee=meeting.committee_id,
            meeting__date__lt=meeting.date,
            state=ItemState.DEFERRED,
            deferred_to__isnull=True,
        )
        .select_related("meeting")
        .order_by("meeting__date", "position")
    )


def later_meetings(meeting: Meeting) -> QuerySet[Meeting]:
    """Those of the committee to which an item of this one can be deferred."""
    lost = [MeetingStatus.CANCELLED, MeetingStatus.POSTPONED, MeetingStatus.HELD]
    later = Meeting.objects.filter(committee=meeting.committee_id, date__gt=meeting.date)
    return later.exclude(status__in=lost).order_by("date", "start", "pk")


def take_over(meeting: Meeting, deferred: Sequence[AgendaItem]) -> list[AgendaItem]:
    """Puts deferred items on the agenda of `meeting`, before its closing business; inside the caller's deed."""
    copies = [AgendaItem(meeting=meeting, **{name: getattr(item, name) for name in _TAKEN_OVER}) for item in deferred]
    bring_in(meeting, copies)
    for item, copy in zip(deferred, copies, strict=True):
        item.deferred_to = copy
        item.save(update_fields=["deferred_to"])
    return copies


def bring_in(meeting: Meeting, coming: Sequence[AgendaItem]) -> None:
    """Writes new items on the agenda of `meeting`, before its closing business; inside the caller's deed.

    Open ones stand before the exclusion of the public too, and before what is exempt: nobody comes back in for them.
    """
    for is_exempt in (False, True):
        if some := [item for item in coming if item.is_exempt == is_exempt]:
            _bring_in(meeting, some, is_exempt=is_exempt)


def _bring_in(meeting: Meeting, coming: Sequence[AgendaItem], *, is_exempt: bool) -> None:
    items = list(meeting.items.order_by("position"))
    place = len(items)
    if not is_exempt:
        place = next((number for number, item in enumerate(items) if _is_restricted(item)), place)
    while place and _is_closing(items[place - 1]):
        place -= 1
    follows = not is_published(meeting) and is_regular([item.agenda_number for item in items])
    order = [*items[:place], *coming, *items[place:]]
    if follows:
        numbers = numbered(is_sub(item.agenda_number) for item in order)
    else:
        numbers = [item.agenda_number for item in items[:place]]
        standing = [item.agenda_number for item in items]
        for _ in coming:
            numbers.append(number_between(numbers, [*standing, *numbers], is_last=place == len(items)))
        numbers += standing[place:]
    write_agenda(order, numbers, [set() for _ in order])


def _is_restricted(item: AgendaItem) -> bool:
    return item.is_exempt or item.kind == ItemKind.EXCLUSION


def _is_closing(item: AgendaItem) -> bool:
    """By its kind, or by the title of an item that somebody typed without one."""
    return item.kind in _CLOSING or kind_of(item.title) in _CLOSING


def take_over_waiting(*, meeting: Meeting, by: User) -> list[AgendaItem]:
    """Puts everything that waits for a later meeting on this agenda. Raises NotPermittedError."""
    with change(meeting, "took over deferred items", by=by) as locked:
        return take_over(locked, list(waiting_for(locked)))


def settle_deferral(item: AgendaItem, row: AgendaRow, *, by: User) -> None:
    """Sends the item to the meeting that its row names, or takes it back; does nothing where that stands already.

    Raises RefusedError where that meeting cannot take it.
    """
    sent_to = item.deferred_to
    if row.moves_to == (sent_to.meeting_id if sent_to else None):
        return
    if sent_to is not None:
        item.deferred_to = None
        item.save(update_fields=["deferred_to"])
        _take_back(sent_to, by=by)
    if row.moves_to is not None:
        target = later_meetings(item.meeting).filter(pk=row.moves_to).select_related("committee").first()
        if target is None:
            raise RefusedError(
                f"“{item.title}” can only move to a later meeting of the committee that is still to come."
            )
        with change(target, "took over a deferred item", by=by) as locked:
            take_over(locked, [item])


def _take_back(item: AgendaItem, *, by: User) -> None:
    """Takes an item that was brought in off its agenda again, unless something was done with it there."""
    with change(item.meeting, "gave back a deferred item", by=by) as locked:
        if why_not_remove(item):
            return
        items = list(locked.items.order_by("position"))
        follows = not is_published(locked) and is_regular([other.agenda_number for other in items])
        left = [other for other in items if other.pk != item.pk]
        item.delete()
        numbers = [other.agenda_number for other in left]
        if follows:
            numbers = numbered(is_sub(number) for number in numbers)
        write_agenda(left, numbers, [set() for _ in left])
