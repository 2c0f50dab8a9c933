"""What the demonstration's office has in hand: meetings that nobody outside knows of yet, so that the desk and the year
have something to show.
"""

import datetime as dt

from actions.as_paper.putting import put_on_agenda
from actions.models.frozen_log import FrozenKind
from meetings.workflow.meetings import new_meeting
from meetings.workflow.ready import mark_ready
from portal.demonstration import shapes
from portal.demonstration.book import Book
from portal.demonstration.dates import day_of, long_date
from portal.publishing.door import publish


def plan_meetings(book: Book) -> None:
    """Makes every planned meeting as a clerk does; one whose day has passed was held, and waits for its minutes."""
    count = sum(_make(book, told) for told in book.plan.council.planned)
    book.say(f"Made {count} meetings that are not published yet.")


def put_tracker_on_agenda(book: Book) -> None:
    """Each meeting that says so gets the recommendation tracker, frozen as at today, and an edition with it."""
    for told in book.plan.meetings:
        if not told.tracker:
            continue
        meeting = book.meetings[told.key]
        item = book.items[told.key, told.tracker]
        put = put_on_agenda(meeting=meeting, item=item, kind=FrozenKind.TRACKER, by=book.publisher)
        book.files.append(put.document.file.name)
        meeting.refresh_from_db()
        made = publish(meeting=meeting, by=book.publisher, reason=f"{put.document.title}, added to the agenda.")
        book.say(f"{long_date(book.calendar.today)}: published {meeting}, edition {made.number} ({made.stage}).")


def _make(book: Book, told: shapes.Planned) -> int:
    first = day_of(told.when, book.calendar.today)
    for number in range(told.times):
        meeting = new_meeting(
            committee=book.committees[told.committee],
            date=first + dt.timedelta(weeks=told.every * number),
            by=book.clerk,
            start=dt.time.fromisoformat(told.start) if told.start else None,
            status=told.status,
            venue=book.venues[told.venue] if told.venue else None,
            with_standing_items=told.agenda or first < book.calendar.today,
            with_deferred=False,
        )
        if told.is_ready:
            mark_ready(meeting=meeting, by=book.clerk)
    return told.times
