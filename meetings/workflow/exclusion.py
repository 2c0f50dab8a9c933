"""Excluding the public from exempt business: its item on the agenda, and its resolution in the minutes."""

from meetings.models import AgendaItem, ItemKind, Meeting, OutcomeGroup
from meetings.policies.exempt_words import EXCLUSION_TITLE, exclusion_words
from meetings.workflow.agenda import SentRow, save_agenda
from meetings.workflow.agenda_row import AgendaRow
from meetings.workflow.change import RefusedError, change
from meetings.workflow.outcomes import add_outcomes
from portal.accounts.models import User

NOTHING_EXEMPT = "No item of this agenda is exempt. Mark the exempt items first."
PURPOSE = "To consider this resolution: {words}"


def add_exclusion(*, meeting: Meeting, by: User) -> None:
    """Puts an item that excludes the public before the first exempt one, with its resolution drafted as its purpose.

    One that stands already, but too late, moves there. The words name the paragraphs of the exempt items and may be
    changed like those of any item. Raises RefusedError where nothing is exempt, or where it stands there already.
    """
    with change(meeting, "added the exclusion of the public", by=by) as locked:
        items = list(locked.items.select_related("deferred_to", "meeting").order_by("position"))
        first = next((place for place, item in enumerate(items) if item.is_exempt), None)
        if first is None:
            raise RefusedError(NOTHING_EXEMPT)
        if any(item.kind == ItemKind.EXCLUSION for item in items[:first]):
            raise RefusedError("An item that excludes the public stands before the first exempt one already.")
        late = next((item for item in items if item.kind == ItemKind.EXCLUSION), None)
        rows = [_as_it_stands(item) for item in items if late is None or item.pk != late.pk]
        rows.insert(first, _as_it_stands(late) if late else SentRow(key="exclusion", row=_new_row()))
        save_agenda(meeting=locked, rows=rows, shown=[str(item.pk) for item in items], by=by)
        _draft(locked)


def record_exclusion(*, item: AgendaItem, by: User) -> list[OutcomeGroup]:
    """Records that the public was excluded, in the words that name the paragraphs of the meeting's exempt items.

    Raises RefusedError where none is exempt, NotPermittedError.
    """
    exempt = list(item.meeting.items.filter(is_exempt=True).order_by("position"))
    if not exempt:
        raise RefusedError(NOTHING_EXEMPT)
    return add_outcomes(item=item, text=f"RESOLVED: {exclusion_words(exempt)}", by=by)


def _as_it_stands(item: AgendaItem) -> SentRow:
    row = AgendaRow.of(item)
    return SentRow(key=str(item.pk), row=row, seen=row.digest, shown_number=item.agenda_number)


def _new_row() -> AgendaRow:
    return AgendaRow(title=EXCLUSION_TITLE, kind=ItemKind.EXCLUSION)


def _draft(meeting: Meeting) -> None:
    """Drafts the purpose where there is none, once every item has its number."""
    item = meeting.items.filter(kind=ItemKind.EXCLUSION).order_by("position").first()
    if item is not None and not item.purpose:
        exempt = list(meeting.items.filter(is_exempt=True).order_by("position"))
        item.purpose = PURPOSE.format(words=exclusion_words(exempt))
        item.save(update_fields=["purpose"])
