"""What is wrong with one row of an older action log, as sentences at the column in which it stands."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from actions.bringing_in.columns import Column
from actions.bringing_in.plan import LONGEST_NAME, LONGEST_NUMBER, Plan
from actions.bringing_in.rows import Log, LogRow
from actions.bringing_in.said import Said, agrees
from actions.status import Standing
from actions.words import Status
from meetings.editions.spelling import long_date


class Kind(StrEnum):
    """What can be wrong with a row, as it is counted: "3 without a due date"."""

    NO_WORDS = "without words for the action"
    NO_DAY = "without a day on which it can have been agreed"
    NO_MEETING = "that cite a day without a published meeting"
    NO_OWNER = "without an owner"
    NO_DUE_DATE = "without a due date"
    WRONG_DUE_DATE = "with a due date that cannot be right"
    CONTRADICTION = "whose status contradicts the facts"
    NO_COMPLETION_DAY = "reported complete without a day"
    NO_EVIDENCE = "reported complete without evidence"
    TWICE = "that may stand in the log twice"
    KNOWN = "that may stand in the ledger already"
    NOT_UNDERSTOOD = "with a cell that is not understood"
    LEFT_OVER = "with cells that are left out"


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is wrong. `column` is called as the log calls it; empty where it is about the whole row.

    `is_open` is False where it was looked into and is none.
    """

    kind: Kind
    column: str
    sentence: str
    is_open: bool = True


def left_out_as_it_is(row: LogRow, plan: Plan) -> str:
    """Why the row cannot be brought in as it stands; "" where it can."""
    if not plan.text:
        return "It has no words for the action."
    if plan.made_on is None:
        return "It names no day on which the action can have been agreed."
    return ""


def defects_of(
    row: LogRow, log: Log, plan: Plan, standing: Standing, *, as_at: dt.date, keeps_other: bool
) -> list[Defect]:
    """What is wrong with the row by itself; that others say the same is looked for elsewhere."""
    found = [Defect(Kind.NOT_UNDERSTOOD, "", note) for note in row.notes]
    if not plan.text:
        found.append(Defect(Kind.NO_WORDS, log.title_of(Column.ACTION), "The row has no words for the action."))
    found += _of_days(log, plan, as_at)
    if not plan.owner:
        found.append(Defect(Kind.NO_OWNER, log.title_of(Column.OWNER), "Nobody owns this action."))
    found += _of_due_date(log, plan)
    if plan.made_on is not None:
        found += _of_status(row, log, plan, standing, as_at)
    found += _of_lengths(row, log)
    if row.other:
        named = ", ".join(f"“{title}”" for title in row.other)
        become = "go into the words of the fact" if keeps_other else "are left out"
        found.append(Defect(Kind.LEFT_OVER, "", f"The cells in {named} {become}.", is_open=not keeps_other))
    return found


def _of_days(log: Log, plan: Plan, as_at: dt.date) -> list[Defect]:
    title, told = log.title_of(Column.MEETING), plan.meeting_told
    if told.on is not None and told.on > as_at:
        sentence = f"{long_date(told.on)} comes after {long_date(as_at)}, the day as at which the log was written."
        return [Defect(Kind.NO_DAY, title, sentence)]
    if told.is_none:
        return [Defect(Kind.NO_DAY, title, f"“{told.words}” is no date.")]
    if not told.words:
        return [Defect(Kind.NO_DAY, title, "No date says when it was agreed.")]
    if told.also:
        sentence = f"Of “{told.words}”, {long_date(told.on or as_at)} is taken; the words are kept."
        return [Defect(Kind.NOT_UNDERSTOOD, title, sentence)]
    return []


def _of_due_date(log: Log, plan: Plan) -> list[Defect]:
    title, told = log.title_of(Column.DUE), plan.due_told
    if told.is_none:
        sentence = f"“{told.words}” is no date: no due date is set, and the words are kept."
        return [Defect(Kind.WRONG_DUE_DATE, title, sentence), Defect(Kind.NO_DUE_DATE, title, "No due date was set.")]
    if not told.words:
        return [Defect(Kind.NO_DUE_DATE, title, "No due date was set.")]
    if told.on and plan.made_on and told.on < plan.made_on:
        sentence = (
            f"{long_date(told.on)} comes before {long_date(plan.made_on)}, the day on which it was agreed: no due date "
            "is set, and the words are kept."
        )
        return [Defect(Kind.WRONG_DUE_DATE, title, sentence), Defect(Kind.NO_DUE_DATE, title, "No due date was set.")]
    if told.also and told.on:
        sentence = f"Of “{told.words}”, {long_date(told.on)} is taken; the words are kept."
        return [Defect(Kind.NOT_UNDERSTOOD, title, sentence)]
    return []


def _of_status(row: LogRow, log: Log, plan: Plan, standing: Standing, as_at: dt.date) -> list[Defect]:
    title, words = log.title_of(Column.STATUS), row.said(Column.STATUS)
    found = []
    if plan.said is Said.UNKNOWN:
        sentence = f"“{words}” is no status that is understood: it is kept as words."
        found.append(Defect(Kind.NOT_UNDERSTOOD, title, sentence))
    elif not agrees(plan.said, standing.status):
        found.append(Defect(Kind.CONTRADICTION, title, _contradiction(words, plan, standing, as_at)))
    if plan.said is Said.COMPLETE:
        found += _of_completion(log, plan, as_at)
    elif plan.completed_told.words:
        sentence = (
            f"A completion on “{plan.completed_told.words}” is told, but the status says “{words}”: it stays open."
        )
        found.append(Defect(Kind.CONTRADICTION, log.title_of(Column.COMPLETED), sentence))
    return found


def _contradiction(words: str, plan: Plan, standing: Standing, as_at: dt.date) -> str:
    day = long_date(as_at)
    if standing.status == Status.OVERDUE and standing.due_on:
        return f"The log says “{words}”, but it was due on {long_date(standing.due_on)}: on {day} it was overdue."
    if plan.said is Said.OVERDUE and standing.due_on:
        return (
            f"The log says “{words}”, but it was not due until {long_date(standing.due_on)}, so not overdue on {day}."
        )
    if plan.said is Said.OVERDUE:
        return f"The log says “{words}”, but no due date was set that could have passed."
    return f"The log says “{words}”; by its facts it was {standing.status.label.lower()} on {day}."


def _of_completion(log: Log, plan: Plan, as_at: dt.date) -> list[Defect]:
    told, day, title = plan.completed_told, long_date(as_at), log.title_of(Column.COMPLETED)
    completion, found = plan.completion, []
    if told.on is None:
        wrong = f"“{told.words}” is no date" if told.words else "No day of the completion is told"
        found.append(Defect(Kind.NO_COMPLETION_DAY, title, f"{wrong}: the log's own day is taken, {day}."))
    elif completion is not None and completion.on != told.on:
        when = (
            f"before {long_date(plan.made_on)}, when it was agreed"
            if told.on < as_at and plan.made_on
            else f"after {day}"
        )
        sentence = f"{long_date(told.on)} lies {when}: the log's own day is taken, {day}."
        found.append(Defect(Kind.NO_COMPLETION_DAY, title, sentence))
    if completion is not None and not completion.evidence:
        sentence = "Nothing shows that it was done: the ledger will say “Closed without evidence.”"
        found.append(Defect(Kind.NO_EVIDENCE, log.title_of(Column.PROGRESS), sentence))
    return found


def _of_lengths(row: LogRow, log: Log) -> list[Defect]:
    return [
        Defect(
            Kind.NOT_UNDERSTOOD,
            log.title_of(column),
            f"More than {most} letters: the first {most} are taken, and the whole is kept in the words of the fact.",
        )
        for column, most in (
            (Column.NUMBER, LONGEST_NUMBER), (Column.OWNER, LONGEST_NAME), (Column.DIRECTORATE, LONGEST_NAME),
        )
        if len(row.said(column)) > most
    ]  # fmt: skip
