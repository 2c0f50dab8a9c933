"""By when the agenda of a meeting must be public, and by when questions must have come in."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings

from meetings.clear_days import DaysOff, ReadDeadline, Reading, last_day
from meetings.models import Holiday, HolidayKind, Meeting

# However many days are closed in a row, no deadline lies further back than this.
_FURTHEST_BACK = dt.timedelta(days=200)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The two deadlines of one meeting by both readings of clear days.

    `ruling` is the reading that the council goes by; the other one is shown beside it. `unknown_years` are years that
    matter here and of which the table holds no bank holiday.
    """

    meeting_day: dt.date
    ruling: Reading
    agenda_clear_days: int
    questions_clear_days: int
    agenda_last_day: dict[Reading, dt.date]
    questions_last_day: dict[Reading, dt.date]
    unknown_years: tuple[int, ...] = ()

    @property
    def agenda(self) -> dt.date:
        """The last day for the agenda by the reading that rules."""
        return self.agenda_last_day[self.ruling]

    @property
    def questions(self) -> dt.date:
        """The last day for questions by the reading that rules."""
        return self.questions_last_day[self.ruling]

    @property
    def rule(self) -> str:
        """What the deadline of the agenda follows from, in a sentence."""
        return (
            f"Agenda and reports are public at least {self.agenda_clear_days} clear days before the meeting, without "
            f"the day of publication and the day of the meeting (Local Government Act 1972, sections 100A and 100B). "
            f"{self.ruling.rule}"
        )

    @property
    def warning(self) -> str:
        """Why the dates may be too late, or nothing."""
        if not self.unknown_years:
            return ""
        years = " and ".join(str(year) for year in self.unknown_years)
        return f"The table of holidays holds no bank holidays of {years}: add them, or these dates may be too late."

    def kept(self, published_on: dt.date) -> dict[Reading, bool]:
        """By reading: whether an agenda that is published on that day is in time."""
        return {reading: published_on <= day for reading, day in self.agenda_last_day.items()}

    def for_agenda(self, published_on: dt.date | None = None) -> list[ReadDeadline]:
        """The deadline of the agenda as pages show it, the reading that rules first."""
        return self._read(self.agenda_last_day, self.agenda_clear_days, published_on)

    def for_questions(self, received_on: dt.date | None = None) -> list[ReadDeadline]:
        """The deadline of questions as pages show it, the reading that rules first."""
        return self._read(self.questions_last_day, self.questions_clear_days, received_on)

    def _read(self, days: dict[Reading, dt.date], number: int, on: dt.date | None) -> list[ReadDeadline]:
        told = [
            ReadDeadline(reading, number, day, reading == self.ruling, None if on is None else on <= day)
            for reading, day in days.items()
        ]
        return sorted(told, key=lambda deadline: not deadline.rules)


def deadlines_of(meeting: Meeting) -> Deadlines:
    """The deadlines of the meeting by the table of holidays as it stands (one query)."""
    return deadlines_before(meeting.date)


def deadlines_before(meeting_day: dt.date) -> Deadlines:
    """As `deadlines_of`, for a meeting that is not entered yet."""
    agenda, questions = settings.AGENDA_CLEAR_DAYS, settings.QUESTIONS_CLEAR_DAYS
    days_off, unknown = _days_off(meeting_day)
    return Deadlines(
        meeting_day=meeting_day,
        ruling=Reading(settings.CLEAR_DAYS_READING),
        agenda_clear_days=agenda,
        questions_clear_days=questions,
        agenda_last_day={reading: last_day(meeting_day, agenda, reading, days_off) for reading in Reading},
        questions_last_day={reading: last_day(meeting_day, questions, reading, days_off) for reading in Reading},
        unknown_years=unknown,
    )


def _days_off(meeting_day: dt.date) -> tuple[DaysOff, tuple[int, ...]]:
    """The holidays that can matter before this day, and the years of which the table holds no bank holiday."""
    reach = min(_FURTHEST_BACK, meeting_day - dt.date.min)
    # Whole years, so that a year without any bank holiday is noticed; Christmas may matter on the second of January.
    first = dt.date((meeting_day - reach).year, 1, 1)
    rows = Holiday.objects.filter(day__gte=first, day__lte=dt.date(meeting_day.year, 12, 31)).values_list("day", "kind")
    public = {day for day, kind in rows if kind != HolidayKind.CLOSED}
    closed = {day for day, kind in rows if kind == HolidayKind.CLOSED}
    # The year before matters where the days counted reach into it.
    years = {meeting_day.year, (meeting_day - min(reach, dt.timedelta(days=30))).year}
    bank = {day.year for day, kind in rows if kind == HolidayKind.BANK}
    return DaysOff(frozenset(public), frozenset(closed)), tuple(sorted(years - bank))
