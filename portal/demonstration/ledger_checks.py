"""What must hold of the demonstration's ledger before a row is made of it."""

import datetime as dt
from collections.abc import Iterator

from actions.words import NAMING_KINDS, Origin, UpdateKind, Verdict
from meetings.models import OutcomeKind
from portal.demonstration.dates import Calendar
from portal.demonstration.faults import lines_of, one_of, twice, unknown
from portal.demonstration.shapes import Action, Demonstration, Entry, Update


def ledger_faults(plan: Demonstration, calendar: Calendar) -> Iterator[str]:
    """Every fault as a sentence."""
    lines = {
        f"{meeting.key}/{line.key}"
        for meeting in plan.meetings
        for line in lines_of(meeting)
        if line.kind != OutcomeKind.RESOLUTION
    }
    by_fact = [update.opens for entry in plan.ledger for update in entry.updates if update.opens]
    opened = [*(action.key for action in plan.actions), *by_fact]
    yield from twice("ledger", [entry.outcome for entry in plan.ledger])
    yield from twice("ledger, actions", opened)
    for action in plan.actions:
        yield from _action_faults(plan, action, calendar)
    known = lines | set(opened)
    days = _days_made(plan, calendar)
    for entry in plan.ledger:
        where = f"ledger, “{entry.outcome}”"
        if entry.outcome not in known:
            yield f"{where}: there is no such recommendation or action."
            continue
        made_on = days.get(entry.outcome) or calendar.meetings.get(entry.outcome.partition("/")[0], calendar.today)
        for update in entry.updates:
            yield from _update_faults(plan, entry, update, calendar, known)
            day = calendar.meetings.get(update.after, made_on) + dt.timedelta(days=update.days)
            if day > calendar.today:
                yield f"{where}: “{update.kind}” cannot have happened on a day to come."


def _days_made(plan: Demonstration, calendar: Calendar) -> dict[str, dt.date]:
    """The day of every action that the ledger opened."""
    days = {
        action.key: calendar.meetings.get(action.after, calendar.today) + dt.timedelta(days=action.days)
        for action in plan.actions
    }
    for entry in plan.ledger:
        own = calendar.meetings.get(entry.outcome.partition("/")[0], calendar.today)
        for update in entry.updates:
            if update.opens:
                days[update.opens] = calendar.meetings.get(update.after, own) + dt.timedelta(days=update.days)
    return days


def _action_faults(plan: Demonstration, action: Action, calendar: Calendar) -> Iterator[str]:
    where = f"ledger, action “{action.key}”"
    yield from unknown(where, action.committee, [committee.key for committee in plan.council.committees], "committee")
    yield from unknown(where, action.after, calendar.meetings, "meeting")
    yield from one_of(where, action.origin, [Origin.BETWEEN, Origin.UNDERTAKING, Origin.LOG])
    yield from _item_faults(where, plan, action.after, action.item)
    if "/" in action.key:
        yield f"{where}: a key with “/” is one of a line of minutes."
    if calendar.meetings.get(action.after, calendar.today) + dt.timedelta(days=action.days) > calendar.today:
        yield f"{where}: it cannot have been agreed on a day to come."


def _update_faults(
    plan: Demonstration, entry: Entry, update: Update, calendar: Calendar, known: set[str]
) -> Iterator[str]:
    where = f"ledger, “{entry.outcome}”"
    yield from one_of(where, update.kind, UpdateKind.values)
    yield from one_of(where, update.verdict, Verdict.values, blank=True)
    yield from unknown(where, update.after, calendar.meetings, "meeting")
    yield from unknown(where, update.other, known, "entry")
    yield from unknown(where, update.corrects, [fact.key for fact in entry.updates if fact.key], "fact")
    if (update.kind in NAMING_KINDS) != bool(update.other):
        yield f"{where}: what was superseded or merged names another entry, and nothing else does."
    if (update.kind == UpdateKind.CORRECTED) != bool(update.corrects):
        yield f"{where}: a correction names the fact that it takes back, and nothing else does."
    if update.opens and update.kind != UpdateKind.PLANNED:
        yield f"{where}: only what was agreed (“{UpdateKind.PLANNED}”) opens an action."
    meeting, _, item = update.item.partition("/")
    yield from _item_faults(where, plan, meeting, item)
    for file in update.files:
        yield from unknown(where, file.paper, plan.papers, "paper")


def _item_faults(where: str, plan: Demonstration, key: str, item: str) -> Iterator[str]:
    items = {each.agenda for meeting in plan.meetings if meeting.key == key for each in meeting.items}
    if item and item not in items:
        yield f"{where}: there is no item {item} of a meeting “{key}”."
