"""By when the agenda of a meeting must be public, questions must have come in, and draft minutes are to be public."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from meetings.clear_days import DaysOff, ReadDeadline, Reading, last_day, working_day_after
from meetings.models import Holiday, HolidayKind, Meeting

# However many days are closed in a row, no deadline lies further back than this.
_FURTHEST_BACK = dt.timedelta(days=200)


@dataclass(frozen=True, slots=True)
class HolidayTable:
    """The table of holidays around some days, read once: what each day is called, and of which years it is kept."""

    names: dict[dt.date, str]
    days_off: DaysOff
    bank_years: frozenset[int]

    def unknown_years(self, meeting_day: dt.date) -> tuple[int, ...]:
        """Years that matter before this day and of which the table holds no bank holiday."""
        # The year before matters where the days counted reach into it.
        reach = min(dt.timedelta(days=30), meeting_day - dt.date.min)
        return tuple(sorted({meeting_day.year, (meeting_day - reach).year} - self.bank_years))


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


def deadlines_before(meeting_day: dt.date, table: HolidayTable | None = None) -> Deadlines:
    """As `deadlines_of`, for a meeting that is not entered yet; without a query where the `table` is read already."""
    agenda, questions = settings.AGENDA_CLEAR_DAYS, settings.QUESTIONS_CLEAR_DAYS
    known = table or holidays_around([meeting_day])
    return Deadlines(
        meeting_day=meeting_day,
        ruling=Reading(settings.CLEAR_DAYS_READING),
        agenda_clear_days=agenda,
        questions_clear_days=questions,
        agenda_last_day={reading: last_day(meeting_day, agenda, reading, known.days_off) for reading in Reading},
        questions_last_day={reading: last_day(meeting_day, questions, reading, known.days_off) for reading in Reading},
        unknown_years=known.unknown_years(meeting_day),
    )


def minutes_aim(meeting_day: dt.date, table: HolidayTable) -> dt.date:
    """The day by which the council wants its draft minutes to be public: its own aim, which no law sets."""
    return working_day_after(meeting_day, settings.MINUTES_PUBLISHED_WITHIN_DAYS, table.days_off)


def minutes_rule() -> str:
    """What that day follows from, in a sentence."""
    return (
        f"The council's own aim: draft minutes are public within {settings.MINUTES_PUBLISHED_WITHIN_DAYS} working days "
        "after the meeting. No law sets this day."
    )


def holidays_around(days: Iterable[dt.date]) -> HolidayTable:
    """The holidays that can matter to meetings on these days, before and after them (one query)."""
    known = list(days)
    if not known:
        return HolidayTable({}, DaysOff(), frozenset())
    # Whole years, so that a year without any bank holiday is noticed; Christmas may matter on the second of January.
    first = min(known) - min(_FURTHEST_BACK, min(known) - dt.date.min)
    last = max(known) + min(_FURTHEST_BACK, dt.date.max - max(known))
    rows = list(
        Holiday.objects.filter(day__gte=dt.date(first.year, 1, 1), day__lte=dt.date(last.year, 12, 31)).values_list(
            "day", "kind", "name"
        )
    )
    return HolidayTable(
        names={day: name for day, _, name in rows},
        days_off=DaysOff(
            public=frozenset(day for day, kind, _ in rows if kind != HolidayKind.CLOSED),
            closed=frozenset(day for day, kind, _ in rows if kind == HolidayKind.CLOSED),
        ),
        bank_years=frozenset(day.year for day, kind, _ in rows if kind == HolidayKind.BANK),
    )
