"""The status of a ledger entry, computed from facts and never typed.

`standing` is the definition in Python; `actions.status_in_sql` says the same to the database, for filters. A test
holds the two equal on random histories.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from actions.words import (
    DUE_KINDS,
    END_KINDS,
    ENDED,
    LATE,
    SET_ASIDE_BY,
    VERDICT_KINDS,
    Attention,
    EntryKind,
    Status,
    UpdateKind,
    Verdict,
)
from meetings.editions.spelling import long_date
from meetings.editions.words import COMMITTEE_ITSELF

if TYPE_CHECKING:
    from actions.models import LedgerEntry, LedgerUpdate


@dataclass(frozen=True, slots=True)
class Facts:
    """What the updates of one entry say up to a day. What they say now stands in the entry's columns `known_…`.

    Empty text and None: nothing was said. `end` is the last of those that end or reopen an entry, `end_on` its day,
    `evidence` whether it came with evidence; `latest` are the latest words of any update, `latest_on` their day.
    `answered_on` is the day of the first response, `answer_due_on` the due date that the updates up to and including
    that day had given. `promised_on` is the last later date that was promised, `reviewed_on` the last day on which the
    committee looked at the outcome. An update that was taken back counts until the day of its correction.
    """

    end: str = ""
    end_on: dt.date | None = None
    evidence: bool = False
    verdict: str = ""
    sent_on: dt.date | None = None
    due_on: dt.date | None = None
    owner: str = ""
    directorate: str = ""
    planned: bool = False
    progress: bool = False
    latest: str = ""
    latest_on: dt.date | None = None
    answered_on: dt.date | None = None
    answer_due_on: dt.date | None = None
    promised_on: dt.date | None = None
    reviewed_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an entry stands on a day: status, due date in force, owner, and what needs attention.

    `days_late` counts to that day, while a response or a completion is overdue; `answered_late_by` are the days by
    which the first response came late, 0 where it came in time, had no due date, or has not come.
    """

    status: Status
    due_on: dt.date | None
    owner: str
    directorate: str
    days_late: int
    answered_late_by: int = 0
    attention: list[str] = field(default_factory=list)
    lacks: list[Attention] = field(default_factory=list)


def facts_of(updates: Iterable["LedgerUpdate"], as_at: dt.date | None = None, *, kind: str) -> Facts:
    """The facts that `updates` of an entry of this kind establish up to and including the day `as_at`; None: all."""
    told = [update for update in updates if as_at is None or update.on <= as_at]
    taken_back = {update.corrects_id for update in told if update.corrects_id is not None}
    known = sorted(
        (update for update in told if update.pk not in taken_back and update.kind != UpdateKind.CORRECTED),
        key=lambda update: (update.on, update.pk),
    )

    def last(*kinds: str) -> "LedgerUpdate | None":
        return next((update for update in reversed(known) if update.kind in kinds), None)

    end, response, sent = last(*END_KINDS), last(*VERDICT_KINDS), last(UpdateKind.SENT)
    setting = DUE_KINDS[EntryKind(kind)]
    due, handover = last(*setting), last(UpdateKind.HANDED_OVER)
    promised, reviewed = last(UpdateKind.EXTENDED), last(UpdateKind.REVIEWED)
    said = next((update for update in reversed(known) if update.text), None)
    answered_on = next((update.on for update in known if update.kind == UpdateKind.RESPONSE), None)
    due_then = _last_due(known, answered_on, setting) if answered_on else None
    return Facts(
        end=end.kind if end else "",
        end_on=end.on if end else None,
        evidence=bool(end and end.evidence),
        verdict=response.verdict if response else "",
        sent_on=sent.on if sent else None,
        due_on=due.due_on if due else None,
        owner=handover.owner if handover else "",
        directorate=handover.directorate if handover else "",
        planned=last(UpdateKind.PLANNED) is not None,
        progress=last(UpdateKind.PROGRESS) is not None,
        latest=said.text if said else "",
        latest_on=said.on if said else None,
        answered_on=answered_on,
        answer_due_on=due_then,
        promised_on=promised.due_on if promised else None,
        reviewed_on=reviewed.on if reviewed else None,
    )


def _last_due(updates: list["LedgerUpdate"], day: dt.date, setting: tuple[str, ...]) -> dt.date | None:
    """The due date that was in force at the end of `day`; `updates` in order, those of the kinds `setting` set it."""
    last = next((u for u in reversed(updates) if u.on <= day and u.kind in setting), None)
    return last.due_on if last else None


def standing(entry: "LedgerEntry", facts: Facts, as_at: dt.date) -> Standing:
    """Where the entry stands on the day `as_at`.

    A response is late when its last day has passed without one; an action is overdue when its due date has passed and
    it is not completed. "Accepted in principle" is not accepted until an action with owner and date exists.
    """
    due_on = facts.due_on or entry.original_due_on
    owner = facts.owner or entry.original_owner
    if entry.kind == EntryKind.RECOMMENDATION:
        status = _recommendation_status(entry.addressee_kind, facts, due_on, as_at)
    else:
        status = _action_status(facts, due_on, as_at)
    lacks = _lacks(entry, facts, status, owner=owner, due_on=due_on)
    return Standing(
        status=status,
        due_on=due_on,
        owner=owner,
        directorate=facts.directorate or entry.original_directorate,
        days_late=(as_at - due_on).days if status in LATE and due_on else 0,
        answered_late_by=_answered_late_by(facts, entry.original_due_on),
        attention=[_sentence(lack, entry) for lack in lacks],
        lacks=lacks,
    )


def _answered_late_by(facts: Facts, original_due_on: dt.date | None) -> int:
    """Against the due date in force on the day of the first response; a date that was set after it changes nothing."""
    due_on = facts.answer_due_on or original_due_on
    return max((facts.answered_on - due_on).days, 0) if facts.answered_on and due_on else 0


def _recommendation_status(addressee_kind: str, facts: Facts, due_on: dt.date | None, as_at: dt.date) -> Status:
    if facts.end in SET_ASIDE_BY:
        return Status(facts.end)
    if facts.end == UpdateKind.COMPLETED:
        return Status.IMPLEMENTED
    if facts.verdict:
        accepted = facts.verdict == Verdict.IN_PRINCIPLE and facts.planned
        return Status.ACCEPTED if accepted else Status(facts.verdict)
    if facts.sent_on is None:
        return Status.OPEN if addressee_kind == COMMITTEE_ITSELF else Status.NOT_SENT
    return Status.RESPONSE_OVERDUE if due_on and due_on < as_at else Status.AWAITING


def _action_status(facts: Facts, due_on: dt.date | None, as_at: dt.date) -> Status:
    if facts.end in SET_ASIDE_BY:
        return Status(facts.end)
    if facts.end == UpdateKind.COMPLETED:
        return Status.COMPLETE
    if due_on and due_on < as_at:
        return Status.OVERDUE
    return Status.IN_PROGRESS if facts.progress else Status.OPEN


def _lacks(
    entry: "LedgerEntry", facts: Facts, status: Status, *, owner: str, due_on: dt.date | None
) -> list[Attention]:
    """What needs attention. No clock is in it: what is late has a status of its own."""
    is_open_action = entry.kind == EntryKind.ACTION and status not in ENDED
    found = {
        Attention.NO_MEETING: entry.cites_no_meeting,
        Attention.NO_OWNER: is_open_action and not owner,
        Attention.NO_DATE: is_open_action and due_on is None,
        Attention.IN_PRINCIPLE: status == Status.IN_PRINCIPLE,
        Attention.NO_EVIDENCE: facts.end == UpdateKind.COMPLETED and not facts.evidence,
    }
    return [lack for lack, is_there in found.items() if is_there]


def _sentence(lack: Attention, entry: "LedgerEntry") -> str:
    if lack == Attention.NO_MEETING:
        return f"No meeting of the committee was held on {long_date(entry.made_on)}, the day that it cites."
    return _SENTENCES[lack]


_SENTENCES = {
    Attention.NO_OWNER: "Nobody owns this action.",
    Attention.NO_DATE: "No due date was set.",
    Attention.IN_PRINCIPLE: "Accepted in principle only: no action with an owner and a date exists yet.",
    Attention.NO_EVIDENCE: "Closed without evidence.",
}
