"""Where a row of a work programme stands: when it is planned for, what became of it, and what it may still become."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from meetings.models import (
    AgendaItem,
    ItemState,
    Meeting,
    MeetingStatus,
    MinutesState,
    ProgrammeRow,
    RowState,
    ScrutinyType,
    WorkProgramme,
)
from meetings.municipal_year import municipal_year_days

TO_BE_SCHEDULED = "to be scheduled"
# What a committee does or reads outside its meetings.
OFF_AGENDA = (ScrutinyType.WORKSHOP, ScrutinyType.BRIEFING_NOTE)
# How often an item may be deferred from meeting to meeting before nobody follows it any more.
_DEFERRALS = 5


@dataclass(frozen=True, slots=True)
class RowStanding:
    """What became of a row, in the words of the office, and the agenda item that it is now."""

    label: str
    item: AgendaItem | None = None

    @property
    def is_on_agenda(self) -> bool:
        return self.item is not None


def item_now(row: ProgrammeRow) -> AgendaItem | None:
    """The agenda item that the row is now: the one that it became, or the later one to which that was deferred."""
    item = row.agenda_item
    for _ in range(_DEFERRALS):
        if item is None or item.deferred_to is None:
            break
        item = item.deferred_to
    return item


def standing_of(row: ProgrammeRow) -> RowStanding:
    """Dropped and done are said; that it is on an agenda, or was considered there, follows from the agenda."""
    item = item_now(row)
    if row.state != RowState.PLANNED:
        return RowStanding(row.get_state_display(), item)
    if item is None:
        return RowStanding("Planned")
    if item.state in (ItemState.WITHDRAWN, ItemState.DEFERRED):
        return RowStanding(str(item.get_state_display()), item)
    considered = item.meeting.minutes_state != MinutesState.NONE
    return RowStanding("Considered" if considered else "On the agenda", item)


def is_settled(row: ProgrammeRow) -> bool:
    """Whether nothing is left to be done: dropped, done, or considered at a meeting whose minutes are out."""
    return row.state != RowState.PLANNED or standing_of(row).label == "Considered"


def meeting_of(row: ProgrammeRow) -> Meeting | None:
    """The meeting at which it stands: that of its agenda item, else the one it is planned for."""
    item = item_now(row)
    return item.meeting if item is not None else row.target_meeting


def day_of(row: ProgrammeRow) -> dt.date | None:
    meeting = meeting_of(row)
    return meeting.date if meeting else row.target_date


def when_of(row: ProgrammeRow) -> str:
    """When it is planned for, as it is said in a change: "14 July 2026", "autumn 2026", "to be scheduled"."""
    if row.target_meeting is not None:
        day = f"the meeting of {row.target_meeting.long_date}"
    else:
        day = f"{row.target_date.day} {row.target_date:%B %Y}" if row.target_date else ""
    return ", ".join(part for part in (day, row.target_words) if part) or TO_BE_SCHEDULED


def meetings_of_year(programme: WorkProgramme) -> QuerySet[Meeting]:
    """The committee's meetings of the municipal year that are not lost, in their order."""
    meetings = Meeting.objects.filter(committee=programme.committee_id, date__range=municipal_year_days(programme.year))
    return meetings.exclude(status__in=[MeetingStatus.CANCELLED, MeetingStatus.POSTPONED]).order_by("date", "start")


def why_not_on_agenda(row: ProgrammeRow) -> str:
    """Why the row cannot become an agenda item of its meeting: a sentence, or nothing."""
    if row.state != RowState.PLANNED:
        return f"“{row.title}” is {row.get_state_display().lower()}. Take it back into the programme first."
    if row.scrutiny_type in OFF_AGENDA:
        kind = str(row.get_scrutiny_type_display()).lower()
        return f"“{row.title}” is a {kind}, which is no business of a meeting. Change its type of scrutiny if it is."
    item = item_now(row)
    if item is not None:
        return f"“{row.title}” stands on the agenda of {item.meeting.long_date} already."
    meeting = row.target_meeting
    if meeting is None:
        return f"Choose a meeting for “{row.title}” first: it has none yet."
    if meeting.status in (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED):
        return f"The meeting of {meeting.long_date} is {meeting.get_status_display().lower()}. Choose another one."
    if meeting.minutes_state != MinutesState.NONE:
        return f"The meeting of {meeting.long_date} has minutes, so nothing joins its agenda. Choose a later meeting."
    return ""


def why_not_move(row: ProgrammeRow) -> str:
    """Why the row cannot be given another time: a sentence, or nothing."""
    item = item_now(row)
    if row.state != RowState.PLANNED or item is None or item.state in (ItemState.WITHDRAWN, ItemState.DEFERRED):
        return ""
    return (
        f"“{row.title}” stands on the agenda of {item.meeting.long_date}. Defer, withdraw or remove the item there; "
        "then it can be moved here."
    )
