"""What is made of one row of an older log: the action, and the facts that the log tells of it, each with its day."""

import datetime as dt
from dataclasses import dataclass, field

from actions.bringing_in.columns import Column
from actions.bringing_in.days import Told, day_told
from actions.bringing_in.rows import Log, LogRow
from actions.bringing_in.said import Said, said_by, shows
from actions.models import LedgerEntry, LedgerUpdate
from actions.status import Standing, facts_of, standing
from actions.words import EntryKind, Origin, UpdateKind
from meetings.editions.spelling import long_date

# As long as the ledger's columns are.
LONGEST_NUMBER, LONGEST_NAME = 20, 200


@dataclass(frozen=True, slots=True)
class PlannedFact:
    """A fact that the log tells: progress, a completion or a withdrawal."""

    kind: UpdateKind
    on: dt.date
    text: str
    evidence: str = ""


@dataclass(slots=True)
class Plan:
    """The action that a row becomes. `made_on` is None where the row names no day on which it can have been agreed.

    `kept` are cells that fit nowhere else and go into the words of the fact; `completed` says what the log tells of
    the day of a completion.
    """

    text: str
    made_on: dt.date | None
    number: str
    owner: str
    directorate: str
    due_on: dt.date | None
    said: Said
    meeting_told: Told
    due_told: Told
    completed_told: Told
    kept: list[str] = field(default_factory=list)
    facts: list[PlannedFact] = field(default_factory=list)

    @property
    def completion(self) -> PlannedFact | None:
        return next((fact for fact in self.facts if fact.kind == UpdateKind.COMPLETED), None)

    def standing(self, as_at: dt.date, *, cites_no_meeting: bool = False) -> Standing:
        """Where the ledger will say that the action stood on that day: by the ledger's own definition."""
        entry = LedgerEntry(
            kind=EntryKind.ACTION,
            origin=Origin.LOG,
            made_on=self.made_on or as_at,
            original_owner=self.owner,
            original_directorate=self.directorate,
            original_due_on=self.due_on,
            cites_no_meeting=cites_no_meeting,
        )
        updates = [
            LedgerUpdate(pk=pk, kind=fact.kind, on=fact.on, text=fact.text, evidence=fact.evidence)
            for pk, fact in enumerate(self.facts, start=1)
        ]
        return standing(entry, facts_of(updates, as_at, kind=entry.kind), as_at)


def plan_row(row: LogRow, log: Log, *, as_at: dt.date, agreed_on: dt.date | None, keeps_other: bool) -> Plan:
    """The plan of a row; `agreed_on` is the officer's own day where the row names none that will do.

    A completion is of its own day where the log tells it, else of the log's day: the latest day on which it can have
    been (records.md: a completion needs a date). Whatever cannot stand in a column of its own stays as words.
    """
    meeting = day_told(row.said(Column.MEETING), counts_from_1904=log.counts_from_1904)
    due = day_told(row.said(Column.DUE), counts_from_1904=log.counts_from_1904, last=True)
    made_on = agreed_on or (meeting.on if meeting.on and meeting.on <= as_at else None)
    due_on = due.on if due.on and made_on and due.on >= made_on else None
    status = row.said(Column.STATUS)
    said, completed = _completion(row, status, log)
    plan = Plan(
        text=row.said(Column.ACTION),
        made_on=made_on,
        number=row.said(Column.NUMBER)[:LONGEST_NUMBER],
        owner=" ".join(row.said(Column.OWNER).split())[:LONGEST_NAME],
        directorate=" ".join(row.said(Column.DIRECTORATE).split())[:LONGEST_NAME],
        due_on=due_on,
        said=said,
        meeting_told=meeting,
        due_told=due,
        completed_told=completed,
    )
    plan.kept = _kept(row, log, plan, keeps_other=keeps_other)
    plan.facts = _facts(row, plan, as_at)
    return plan


def _completion(row: LogRow, status: str, log: Log) -> tuple[Said, Told]:
    """What the log says of the status, and of the day of a completion: in its own column, or beside the status."""
    said = said_by(status)
    told = day_told(row.said(Column.COMPLETED), counts_from_1904=log.counts_from_1904, last=True)
    beside = day_told(status, counts_from_1904=log.counts_from_1904, last=True)
    if said is Said.UNKNOWN and beside.on and not beside.also:
        return Said.COMPLETE, beside if told.on is None else told
    if told.on is None and said is Said.COMPLETE and beside.on:
        return said, beside
    if told.on is not None and said is Said.NOTHING:
        return Said.COMPLETE, told
    return said, told


def _kept(row: LogRow, log: Log, plan: Plan, *, keeps_other: bool) -> list[str]:
    """The cells that the ledger has no column for, each as "Column: words"."""
    kept = []
    if plan.due_told.words and (plan.due_on is None or plan.due_told.also):
        kept.append((Column.DUE, plan.due_told.words))
    if plan.meeting_told.words and (plan.made_on != plan.meeting_told.on or plan.meeting_told.also):
        kept.append((Column.MEETING, plan.meeting_told.words))
    if plan.said is Said.UNKNOWN:
        kept.append((Column.STATUS, row.said(Column.STATUS)))
    completed, beside = row.said(Column.COMPLETED), plan.completed_told
    if completed and (beside.also or beside.on is None or plan.said is not Said.COMPLETE):
        kept.append((Column.COMPLETED, completed))
    for column, most in (
        (Column.NUMBER, LONGEST_NUMBER), (Column.OWNER, LONGEST_NAME), (Column.DIRECTORATE, LONGEST_NAME),
    ):  # fmt: skip
        if len(row.said(column)) > most:
            kept.append((column, row.said(column)))
    if row.said(Column.EVIDENCE) and plan.said is not Said.COMPLETE:
        kept.append((Column.EVIDENCE, row.said(Column.EVIDENCE)))
    lines = [f"{log.title_of(column)}: {words}" for column, words in kept]
    return lines + ([f"{title}: {words}" for title, words in row.other.items()] if keeps_other else [])


def _facts(row: LogRow, plan: Plan, as_at: dt.date) -> list[PlannedFact]:
    if plan.made_on is None:
        return []
    progress, day = row.said(Column.PROGRESS), long_date(as_at)
    words = "\n".join([*([progress] if progress else []), *plan.kept])
    if plan.said is Said.COMPLETE:
        told = plan.completed_told.on
        on = told if told and plan.made_on <= told <= as_at else as_at
        if told and on != told:
            words = "\n".join(filter(None, [words, f"Said to have been completed on {long_date(told)}."]))
        evidence = row.said(Column.EVIDENCE)
        if not evidence and shows(progress):
            # Its words stand in the fact already, and would be read twice.
            evidence = f"The action log as at {day}"
        return [
            PlannedFact(UpdateKind.COMPLETED, on, words or f"Reported complete in the log of {day}.", evidence.strip())
        ]
    if plan.said is Said.SET_ASIDE:
        said = row.said(Column.STATUS)
        return [PlannedFact(UpdateKind.WITHDRAWN, as_at, "\n".join(filter(None, [words, f"The log says: “{said}”"])))]
    return [PlannedFact(UpdateKind.PROGRESS, as_at, words)] if words else []
