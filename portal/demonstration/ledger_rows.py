"""The demonstration's ledger: actions that it opened itself, and every fact, through the deeds that officers use."""

import datetime as dt
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from actions.models import LedgerEntry, LedgerUpdate
from actions.words import Origin, UpdateKind
from actions.workflow.facts import add_update, take_back
from actions.workflow.files import attach
from actions.workflow.new_actions import add_action, carry_out
from meetings.editions.models import PublishedCommittee, PublishedMeeting
from portal.demonstration import shapes
from portal.demonstration.book import Book
from portal.demonstration.dates import long_date
from portal.demonstration.deeds import AFTERWARDS, Deed, minutes_moment, moment_of
from portal.demonstration.errors import DemonstrationError
from portal.demonstration.papers import make_pdf


@dataclass(slots=True)
class Ledger:
    """What the ledger has by its keys: rows of actions that it opened, facts that may turn out to be wrong.

    `made` and `opened` hold the day and the moment from which facts of such an action can be told.
    """

    book: Book
    rows: dict[str, LedgerEntry] = field(default_factory=dict)
    facts: dict[tuple[str, str], LedgerUpdate] = field(default_factory=dict)
    made: dict[str, dt.date] = field(default_factory=dict)
    opened: dict[str, dt.datetime] = field(default_factory=dict)


def ledger_deeds(book: Book) -> Iterator[Deed]:
    """Every action that was opened and every fact that was recorded."""
    ledger = Ledger(book)
    for action in book.plan.actions:
        yield _opening(ledger, action)
    # An entry whose action another entry opens comes after that one.
    for entry in sorted(book.plan.ledger, key=lambda entry: entry.outcome in _keys_opened(book.plan)):
        yield from _recording(ledger, entry)


def _keys_opened(plan: shapes.Demonstration) -> set[str]:
    return {update.opens for entry in plan.ledger for update in entry.updates if update.opens}


def _opening(ledger: Ledger, told: shapes.Action) -> Deed:
    book = ledger.book
    base = book.calendar.meeting(told.after)
    made_on = base + dt.timedelta(days=told.days)
    day = base if told.origin == Origin.LOG else made_on
    meeting = next(meeting for meeting in book.plan.meetings if meeting.key == told.after)
    moment = max(moment_of(day), minutes_moment(book, meeting)) + AFTERWARDS
    ledger.made[told.key], ledger.opened[told.key] = made_on, moment

    def open_it(at: dt.datetime) -> None:
        committee = book.committees[told.committee]
        row = add_action(
            committee=PublishedCommittee.objects.get(slug=committee.slug),
            text=book.calendar.expand(told.text, made_on),
            made_on=made_on,
            by=book.clerk,
            owner=book.named(told.owner),
            directorate=told.directorate,
            due_on=book.calendar.day(told.due, made_on) if told.due else None,
            origin=Origin(told.origin),
            meeting=_published(book, told.after) if told.origin == Origin.UNDERTAKING else None,
            item_title=book.items[told.after, told.item].title if told.item else "",
            source_number=told.number,
            cites_no_meeting=told.cites_no_meeting,
        )
        ledger.rows[told.key] = row
        book.say(f"{long_date(timezone.localdate(at))}: {row.reference}, opened ({row.origin}).")

    return Deed(moment, open_it)


def _recording(ledger: Ledger, entry: shapes.Entry) -> Iterator[Deed]:
    book = ledger.book
    key, is_line = entry.outcome.partition("/")[0], entry.outcome not in ledger.made
    if is_line:
        told = next(meeting for meeting in book.plan.meetings if meeting.key == key)
        made_on, opened = book.calendar.meeting(key), minutes_moment(book, told)
    else:
        made_on, opened = ledger.made[entry.outcome], ledger.opened[entry.outcome]
    for place, update in enumerate(entry.updates):
        base = book.calendar.meeting(update.after) if update.after else made_on
        day = base + dt.timedelta(days=update.days)
        # A fact may be older than the minutes that it follows from; it is recorded once these are published.
        moment = max(moment_of(day), opened) + AFTERWARDS + dt.timedelta(seconds=place)
        if update.opens:
            ledger.made[update.opens], ledger.opened[update.opens] = day, moment

        def record(at: dt.datetime, update: shapes.Update = update, day: dt.date = day) -> None:
            _record(ledger, entry, update, day, at)

        yield Deed(moment, record)


def _record(ledger: Ledger, entry: shapes.Entry, update: shapes.Update, day: dt.date, at: dt.datetime) -> None:
    book, row = ledger.book, _row(ledger, entry.outcome)
    text = book.calendar.expand(update.text, row.made_on)
    due_on = book.calendar.day(update.due, row.made_on) if update.due else None
    if update.kind == UpdateKind.CORRECTED:
        take_back(update=ledger.facts[entry.outcome, update.corrects], because=text, by=book.clerk, at=at)
    elif update.opens:
        ledger.rows[update.opens] = carry_out(
            recommendation=row,
            text=text,
            owner=update.owner,
            due_on=due_on or day,
            made_on=day,
            by=book.publisher,
            directorate=update.directorate,
            at=at,
        )
    else:
        meeting, _, item = update.item.partition("/")
        reviewed = book.items[meeting, item] if update.item else None
        told = add_update(
            entry=row,
            kind=update.kind,
            on=day,
            by=book.publisher,
            text=text,
            by_name=update.by,
            verdict=update.verdict,
            due_on=due_on,
            owner=update.owner,
            directorate=update.directorate,
            evidence=book.calendar.expand(update.evidence, row.made_on),
            other=_row(ledger, update.other) if update.other else None,
            meeting=_published(book, meeting) if update.item else None,
            item_title=reviewed.title if reviewed else "",
            anchor=reviewed.anchor if reviewed else "",
            at=at,
        )
        ledger.facts[entry.outcome, update.key] = told
        for file in update.files:
            _publish_file(book, told, file, day)
    book.say(f"{long_date(timezone.localdate(at))}: {row.reference}, {update.kind}.")


def _row(ledger: Ledger, name: str) -> LedgerEntry:
    """The entry of a line of minutes, or one that the ledger opened, as it stands now."""
    rows = LedgerEntry.objects.select_related("committee", "meeting")
    if name in ledger.rows:
        return rows.get(pk=ledger.rows[name].pk)
    if name in ledger.book.outcomes:
        return rows.get(line_key=ledger.book.outcomes[name].key)
    raise DemonstrationError(f"ledger: nothing is known of “{name}” at that time.")


def _published(book: Book, key: str) -> PublishedMeeting:
    meeting = book.meetings[key]
    return PublishedMeeting.objects.get(committee__slug=meeting.committee.slug, slug=meeting.slug)


def _publish_file(book: Book, update: LedgerUpdate, told: shapes.Proof, day: dt.date) -> None:
    pdf = make_pdf(book.calendar.expand(book.plan.papers[told.paper], day))
    attach(
        update=update,
        title=told.title,
        source=io.BytesIO(pdf.data),
        sha256=hashlib.sha256(pdf.data).hexdigest(),
        filename=f"{told.paper}.pdf",
        media_type="application/pdf",
        size=len(pdf.data),
        pages=pdf.pages,
        by=book.publisher,
    )
