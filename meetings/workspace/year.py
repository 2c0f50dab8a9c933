"""The municipal year: its meetings by date, and every deadline that follows from them."""

import datetime as dt
import itertools
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from io import StringIO

from django.urls import reverse

from meetings.clear_days import ReadDeadline
from meetings.models import Meeting, MeetingStatus
from meetings.policies.deadlines import Deadlines, minutes_aim
from meetings.policies.planning import NOT_HELD, Plan
from meetings.workspace.desk.line import days_told
from portal.spreadsheet_cells import write_csv

HEADS = [
    "Date", "Weekday", "Starts", "Committee", "Status", "Venue", "Agenda and notice by (working days)",
    "Agenda and notice by (section 243)", "Questions by", "Draft minutes by (own aim)", "Warnings",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class YearRow:
    """A meeting with its deadlines; those of a meeting that is not held are left out."""

    meeting: Meeting
    deadlines: Deadlines
    minutes: dt.date
    warnings: list[str] = field(default_factory=list)
    is_lost: bool = False
    is_past: bool = False

    @property
    def agenda(self) -> list[ReadDeadline]:
        """By both readings, the council's own first."""
        return self.deadlines.for_agenda()

    @property
    def may_move(self) -> bool:
        """Whether its page may have something to offer; a meeting that is public moves through the door."""
        return not self.is_lost and not self.is_past and self.meeting.status != MeetingStatus.HELD

    @property
    def url(self) -> str:
        return reverse("office:workspace", args=[self.meeting.committee.slug, self.meeting.slug])

    @property
    def move_url(self) -> str:
        return reverse("office:move", args=[self.meeting.committee.slug, self.meeting.slug])


@dataclass(frozen=True, slots=True)
class Month:
    """The meetings of one month, and its holidays by their day."""

    first_day: dt.date
    rows: list[YearRow]
    holidays: list[tuple[dt.date, str]]


def year_rows(plan: Plan, *, committees: Collection[int], today: dt.date) -> list[YearRow]:
    """The meetings of these committees; warnings are of those to come, for those that were held they come too late."""
    return [row_of(plan, it, today=today) for it in plan.meetings if it.committee_id in committees]


def row_of(plan: Plan, meeting: Meeting, *, today: dt.date) -> YearRow:
    """One meeting, entered or only proposed."""
    is_lost, is_past = meeting.status in NOT_HELD, meeting.date < today
    return YearRow(
        meeting,
        plan.deadlines(meeting.date),
        minutes_aim(meeting.date, plan.table),
        [] if is_lost or is_past or meeting.status == MeetingStatus.HELD else plan.warnings(meeting),
        is_lost,
        is_past,
    )


def passed(row: YearRow, today: dt.date) -> list[str]:
    """Deadlines of a meeting that would be made or moved, and that lie behind already."""
    told = []
    for what, day in (("its agenda", row.deadlines.agenda), ("questions", row.deadlines.questions)):
        if day < today:
            told.append(f"The last day for {what}, {day:%A} {day.day} {day:%B}, has passed ({days_told(day, today)}).")
    return told


def months_of(rows: list[YearRow], holidays: dict[dt.date, str]) -> list[Month]:
    """The rows by month; months without a meeting are left out."""
    found = []
    for (year, month), of_month in itertools.groupby(
        rows, key=lambda row: (row.meeting.date.year, row.meeting.date.month)
    ):
        off = sorted((day, name) for day, name in holidays.items() if (day.year, day.month) == (year, month))
        found.append(Month(dt.date(year, month, 1), list(of_month), off))
    return found


def as_csv(rows: list[YearRow]) -> str:
    """The dates as a table for a spreadsheet, in which no cell is a formula."""
    sheet = StringIO()
    write_csv(sheet, itertools.chain([HEADS], map(_cells, rows)))
    return sheet.getvalue()


def _cells(row: YearRow) -> Iterator[str]:
    meeting, days = row.meeting, row.deadlines
    yield from (meeting.date.isoformat(), f"{meeting.date:%A}", f"{meeting.start:%H:%M}" if meeting.start else "")
    yield from (str(meeting.committee), meeting.get_status_display(), str(meeting.venue or ""))
    if row.is_lost:
        yield from ("", "", "", "")
    else:
        yield from (day.isoformat() for day in days.agenda_last_day.values())
        yield from (days.questions.isoformat(), row.minutes.isoformat())
    yield " ".join(row.warnings)
