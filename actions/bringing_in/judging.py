"""Everything that is wrong with an older action log, told at its row, and what becomes of each row by default."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from actions.bringing_in.columns import Column
from actions.bringing_in.defects import Defect, Kind, defects_of, left_out_as_it_is
from actions.bringing_in.known import Known, Likeness
from actions.bringing_in.plan import Plan, plan_row
from actions.bringing_in.rows import Log, LogRow
from actions.opening import reference_of
from actions.status import Standing
from actions.words import EntryKind
from meetings.editions.spelling import long_date

_SATURDAY = 5


class Was(StrEnum):
    """Whether a meeting was held on a day of which the published record knows none."""

    HELD = "held"
    NOT_HELD = "none"


class Unknown(StrEnum):
    """What becomes of the cells in columns that are not understood."""

    KEEP = "keep"
    LEAVE = "leave"


@dataclass(slots=True)
class CitedDay:
    """A day that rows cite and on which no published meeting lies: whether one was held, and why that is thought."""

    on: dt.date
    was: Was
    why: str
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class JudgedRow:
    """A row with what it becomes: its plan, its defects, and whether it is brought in.

    `reference` is the one that it gets if nothing else is opened before; `must_stay_out` why it cannot be brought in
    as it stands; `why` why it is left out. `needs_day` says that the officer may give the day on which it was agreed;
    `given_day` is what was typed there.
    """

    row: LogRow
    plan: Plan
    defects: list[Defect]
    standing: Standing
    cited: CitedDay | None = None
    bring: bool = True
    why: str = ""
    must_stay_out: str = ""
    needs_day: bool = False
    reference: str = ""
    given_day: str = ""

    @property
    def cites_no_meeting(self) -> bool:
        return self.cited is not None and self.cited.was is Was.NOT_HELD


@dataclass(slots=True)
class Judged:
    """The whole log as it would be brought in now."""

    rows: list[JudgedRow]
    days: list[CitedDay]

    @property
    def brought(self) -> list[JudgedRow]:
        return [row for row in self.rows if row.bring]

    def counts(self) -> list[tuple[Kind, int]]:
        """How many rows have each kind of defect, in the order of the kinds."""
        found = Counter(kind for row in self.rows for kind in {defect.kind for defect in row.defects})
        return [(kind, found[kind]) for kind in Kind if found[kind]]


def days_cited(log: Log) -> set[dt.date]:
    """Every day that the rows may have been agreed on, for `known_of`."""
    plans = (plan_row(row, log, as_at=dt.date.max, agreed_on=None, keeps_other=False) for row in log.rows)
    return {plan.made_on for plan in plans if plan.made_on}


def judge(log: Log, *, code: str, as_at: dt.date, choices: dict[str, Any], known: Known) -> Judged:
    """Every row of the log with its defects, by what is known and what the officer has chosen so far.

    `code` is the committee's; `choices` is of the shape that `actions.bringing_in.choosing` writes. Asks no database.
    """
    chosen_rows, chosen_days = choices.get("rows", {}), choices.get("days", {})
    keeps_other = choices.get("unknown") == Unknown.KEEP
    before, numbers = Likeness(), dict(known.last_numbers)
    seen_numbers: dict[tuple[str, dt.date], str] = {}
    days: dict[dt.date, CitedDay] = {}
    judged = []
    for row in log.rows:
        chosen = chosen_rows.get(str(row.row), {})
        given = dt.date.fromisoformat(chosen["on"]) if chosen.get("on") else None
        plan = plan_row(row, log, as_at=as_at, agreed_on=given, keeps_other=keeps_other)
        cited = _cited(plan.made_on, row.row, days, known, chosen_days)
        no_meeting = cited is not None and cited.was is Was.NOT_HELD
        standing = plan.standing(as_at, cites_no_meeting=no_meeting)
        defects = defects_of(row, log, plan, standing, as_at=as_at, keeps_other=keeps_other)
        if cited is not None:
            defects.append(Defect(Kind.NO_MEETING, log.title_of(Column.MEETING), cited.why, is_open=no_meeting))
        made = JudgedRow(row, plan, defects, standing, cited)
        _meet_others(made, known, before, seen_numbers)
        made.given_day = chosen.get("on") or chosen.get("typed", "")
        _decide(made, chosen, has_given_day=given is not None)
        if made.bring and plan.made_on is not None:
            year = plan.made_on.year
            numbers[year] = numbers.get(year, 0) + 1
            made.reference = reference_of(code, year, EntryKind.ACTION, numbers[year])
        judged.append(made)
    return Judged(judged, sorted(days.values(), key=lambda day: day.on))


def _cited(
    on: dt.date | None, row: int, days: dict[dt.date, CitedDay], known: Known, chosen: dict[str, str]
) -> CitedDay | None:
    """The cited day, where the published record has no meeting on it."""
    if on is None or on in known.meetings:
        return None
    if on not in days:
        was, why = _likely(on, known)
        days[on] = CitedDay(on, Was(chosen.get(on.isoformat(), was)), why)
    days[on].rows.append(row)
    return days[on]


def _likely(on: dt.date, known: Known) -> tuple[Was, str]:
    """Whether a meeting was likely held on that day, and the sentence that says why."""
    day = long_date(on)
    if on in known.lost:
        return Was.NOT_HELD, f"The meeting of {day} was cancelled or postponed."
    if on.weekday() >= _SATURDAY:
        return Was.NOT_HELD, f"{day} was a {on:%A}, and no meeting on it is in the published record."
    if on in known.days_off:
        return Was.NOT_HELD, f"{day} was a holiday ({known.days_off[on]}), and no meeting on it is published."
    if known.first is None or on < known.first:
        return Was.HELD, f"{day} lies before the first meeting in the published record, so one may have been held."
    if known.last is not None and on < known.last:
        return Was.NOT_HELD, f"The published record has meetings before and after {day}, and none on it."
    return Was.HELD, f"{day} lies after the last meeting in the published record, so one may have been held."


def _meet_others(made: JudgedRow, known: Known, before: Likeness, numbers: dict[tuple[str, dt.date], str]) -> None:
    """Looks for the row among the ledger's actions and the rows above it."""
    plan, on = made.plan, made.plan.made_on
    if not plan.text or on is None:
        return
    number = (plan.number.casefold(), on)
    same, numbered = known.actions.same(plan.text, on), known.by_number.get(number, "") if plan.number else ""
    near, elsewhere = known.actions.near(plan.text, on), known.actions.same_elsewhere(plan.text, on)
    if same:
        made.why = f"It stands in the ledger already, as {same}."
        made.defects.append(Defect(Kind.KNOWN, "", made.why))
    elif numbered:
        # Words are mended from one log to the next; a reference that was given twice cannot be taken back.
        made.why = f"Number {plan.number} of the same day stands in the ledger already, as {numbered}, in other words."
        made.defects.append(Defect(Kind.KNOWN, "", made.why))
    elif near:
        sentence = f"{near} of the ledger, of the same day, has nearly the same words."
        made.defects.append(Defect(Kind.KNOWN, "", sentence))
    elif elsewhere:
        sentence = f"{elsewhere[0]} of the ledger has the same words, of {long_date(elsewhere[1])}."
        made.defects.append(Defect(Kind.KNOWN, "", sentence))
    twin, alike = before.same(plan.text, on), before.near(plan.text, on)
    if twin:
        made.why = made.why or f"The same action stands in {twin}."
        made.defects.append(Defect(Kind.TWICE, "", f"The same action, of the same day, stands in {twin}."))
    elif alike:
        made.defects.append(
            Defect(Kind.TWICE, "", f"The action of {alike}, of the same day, has nearly the same words.")
        )
    if plan.number and number in numbers:
        sentence = f"Number {plan.number} stands at another action of the same day, in {numbers[number]}."
        made.defects.append(Defect(Kind.TWICE, "", sentence))
    name = f"row {made.row.row}"
    numbers.setdefault(number, name)
    before.add(plan.text, on, name)


def _decide(made: JudgedRow, chosen: dict[str, Any], *, has_given_day: bool) -> None:
    """By default a row is brought in, unless it cannot be, or is there already; the officer's word goes before."""
    made.must_stay_out = left_out_as_it_is(made.row, made.plan)
    made.needs_day = has_given_day or (made.plan.made_on is None and bool(made.plan.text))
    made.bring = not made.why and not made.must_stay_out
    if made.must_stay_out:
        made.why = chosen.get("why") or made.must_stay_out
    elif "bring" in chosen:
        made.bring = bool(chosen["bring"])
        made.why = "" if made.bring else chosen.get("why") or made.why
