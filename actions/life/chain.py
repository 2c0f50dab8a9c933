"""The chain of an entry: from the minute line over response and actions to the evidence and the committee's review.

Each step says how far it has come; one that was not reached is there too, so that what is missing shows.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.db import models

from actions.life.told import Told, last_standing
from actions.models import LedgerEntry
from actions.words import ENDED, SET_ASIDE, Origin, Status, UpdateKind
from meetings.editions.spelling import long_date
from meetings.editions.words import COMMITTEE_ITSELF

ORIGINS = {
    Origin.MINUTES: "Minute line",
    Origin.UNDERTAKING: "Undertaking at a meeting",
    Origin.RESPONSE: "Response",
    Origin.BETWEEN: "Agreed between meetings",
    Origin.LOG: "Older action log",
}
UNFULFILLED = frozenset({Status.REJECTED, Status.NOTED})


class Reach(models.TextChoices):
    DONE = "done", "Done"
    UNDER_WAY = "under way", "Under way"
    ENDED = "ended", "Ended, not done"
    NOT_YET = "not yet", "Not yet"
    NEVER = "never", "Will not come"


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One link of the chain: how far it has come, on which day it was reached, and what there is to read of it."""

    title: str
    reach: Reach
    words: str = ""
    on: dt.date | None = None
    links: list[Link] = field(default_factory=list)
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """An entry with its facts, the actions that carry it out, and the recommendation that it carries out itself."""

    entry: LedgerEntry
    facts: list[Told]
    actions: list[LedgerEntry] = field(default_factory=list)
    parent: "Family | None" = None


def chain(family: Family) -> list[Step]:
    """The steps of an entry as it stands on the day of its facts, in the order in which they come."""
    entry = family.entry
    if entry.is_recommendation:
        return [origin(entry), response(family), actions(family), evidence(family), review(family)]
    if family.parent is None:
        return [origin(entry), action(family), evidence(family)]
    above = family.parent
    return [origin(above.entry), response(above), action(family), evidence(family), review(above)]


def origin(entry: LedgerEntry) -> Step:
    """The line from which it was born, or where else it came from."""
    place = f"Minute {entry.item_number}" if entry.item_number else entry.item_title or "The meeting"
    place = f"{place} ({entry.label})" if entry.label else place
    if entry.minute_url:
        links = [Link(place, entry.minute_url)]
    elif entry.meeting is not None:
        links = [Link(entry.item_title or "The meeting", entry.meeting.get_absolute_url())]
    else:
        links = []
    words = f"Number {entry.source_number}" if entry.source_number else ""
    return Step(ORIGINS[Origin(entry.origin)], Reach.DONE, words, entry.made_on, links)


def response(family: Family) -> Step:
    """What the addressee said, or by when it has to."""
    entry, title = family.entry, f"Response of {family.entry.addressee}"
    last = last_standing(family.facts, UpdateKind.RESPONSE, UpdateKind.RECONSIDERED)
    if last is not None and last.update.kind == UpdateKind.RESPONSE:
        links = [Link(file.title, file.get_absolute_url()) for file in last.files]
        return Step(title, Reach.DONE, last.update.get_verdict_display(), last.update.on, links)
    if entry.status in SET_ASIDE:
        return Step(title, Reach.NEVER, f"{entry.reference} was {entry.status}")
    sent = last or last_standing(family.facts, UpdateKind.SENT)
    if sent is not None:
        what = "Sent back" if sent is last else "Received"
        due = f", due by {long_date(entry.due_on)}" if entry.due_on else ""
        return Step(
            title, Reach.UNDER_WAY, f"{what} on {long_date(sent.update.on)}{due}", is_late=bool(entry.days_late)
        )
    if entry.addressee_kind == COMMITTEE_ITSELF:
        return Step(title, Reach.NEVER, "The committee acts on it itself")
    return Step(title, Reach.NOT_YET, "Receipt is not recorded")


def actions(family: Family) -> Step:
    """The actions that carry a recommendation out, each with its own status."""
    entry, title = family.entry, "Actions that carry it out"
    links = [Link(action.reference, action.url, action.status) for action in family.actions]
    if links:
        is_late = any(action.days_late for action in family.actions)
        return Step(title, _reach_of(family.actions), links=links, is_late=is_late)
    planned = last_standing(family.facts, UpdateKind.PLANNED)
    if planned is not None:
        words = f"{planned.update.owner}, due {long_date(planned.update.due_on)}" if planned.update.due_on else ""
        return Step(title, Reach.UNDER_WAY, words, planned.update.on)
    if entry.status in SET_ASIDE | UNFULFILLED:
        return Step(title, Reach.NEVER, f"{entry.reference} was {entry.status}")
    if entry.status == Status.IMPLEMENTED:
        return Step(title, Reach.NEVER, "Implemented without an action of its own")
    only = "Accepted in principle alone" if entry.status == Status.IN_PRINCIPLE else ""
    return Step(title, Reach.NOT_YET, only)


def action(family: Family) -> Step:
    """The action itself."""
    entry = family.entry
    own = [Link(entry.reference, entry.url, entry.status)]
    due = f", due {long_date(entry.due_on)}" if entry.due_on and entry.is_open else ""
    words = f"{entry.owner or 'No owner'}{due}"
    return Step("This action", _reach_of([entry]), words, links=own, is_late=bool(entry.days_late))


def _reach_of(actions: list[LedgerEntry]) -> Reach:
    """Done once all have ended and some of them were carried out."""
    if any(action.status not in ENDED for action in actions):
        return Reach.UNDER_WAY
    return Reach.ENDED if all(action.status in SET_ASIDE for action in actions) else Reach.DONE


def evidence(family: Family) -> Step:
    """The proof that it was done."""
    entry, title = family.entry, "Evidence"
    ended = last_standing(family.facts, UpdateKind.COMPLETED)
    if ended is not None and entry.status in (Status.IMPLEMENTED, Status.COMPLETE):
        links = [Link(file.title, file.get_absolute_url()) for file in ended.files]
        words = ended.evidence if ended.update.evidence else "Closed without evidence"
        return Step(title, Reach.DONE if ended.update.evidence else Reach.NOT_YET, words, ended.update.on, links)
    done = [action for action in family.actions if action.status == Status.COMPLETE]
    if done:
        return Step(title, Reach.UNDER_WAY, f"{len(done)} of {len(family.actions)} actions complete")
    if entry.status in SET_ASIDE | UNFULFILLED:
        return Step(title, Reach.NEVER, f"{entry.reference} was {entry.status}")
    return Step(title, Reach.NOT_YET)


def review(family: Family) -> Step:
    """The committee's look at what came of it, at a named item of a meeting."""
    entry, title = family.entry, "Review by the committee"
    last = last_standing(family.facts, UpdateKind.REVIEWED)
    if last is not None:
        links = [Link(last.update.item_title or "The meeting", last.update.item_url)] if last.update.item_url else []
        return Step(title, Reach.DONE, "" if links else last.update.item_title, last.update.on, links)
    if entry.status in SET_ASIDE:
        return Step(title, Reach.NEVER, f"{entry.reference} was {entry.status}")
    return Step(title, Reach.NOT_YET)
