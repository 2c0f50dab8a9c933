"""Loads the demonstration council: makes its working record, publishes it edition by edition, and keeps its ledger.

Everything happens in the order in which it would have happened, with the moment that it would have had, through the
deeds that people use. It is one transaction: all of the council is there afterwards, or nothing.
"""

import datetime as dt
from collections.abc import Callable, Iterator

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from actions.workflow.facts import RefusedUpdateError
from meetings.editions.models import Stage
from meetings.models import Committee, MeetingStatus
from meetings.paper_storage import OfficePapers
from portal.demonstration import shapes
from portal.demonstration.agenda_rows import add_agenda, make_meeting
from portal.demonstration.book import Book, saved
from portal.demonstration.checks import check
from portal.demonstration.contact_rows import add_answers, add_contacts, add_reminders
from portal.demonstration.council_rows import make_committee, make_people, make_users
from portal.demonstration.dates import day_of, long_date
from portal.demonstration.deeds import Deed, edition_moment, moment_of
from portal.demonstration.errors import DemonstrationError
from portal.demonstration.in_hand import plan_meetings, put_tracker_on_agenda
from portal.demonstration.ledger_rows import ledger_deeds
from portal.demonstration.minutes_rows import approve, change_words, take_minutes
from portal.demonstration.programme_rows import make_programmes
from portal.demonstration.question_rows import add_what_waits
from portal.demonstration.reference_rows import make_municipal_years
from portal.demonstration.submission_rows import add_submissions
from portal.publishing.door import publish, publish_committee, withdraw

# Nobody counts the rows of an open transaction for the planner, which then takes full tables for empty ones and
# spends seconds on a query: so they are counted here, each time that so many deeds have been done.
DEEDS_BETWEEN_COUNTS = 40
_LOST = {Stage.CANCELLATION: MeetingStatus.CANCELLED, Stage.POSTPONEMENT: MeetingStatus.POSTPONED}


def load(plan: shapes.Demonstration, *, now: dt.datetime, say: Callable[[str], None]) -> Book:
    """Loads the council as it stands at `now` and returns what was made; `say` is told one line a deed.

    Raises DemonstrationError where the files contradict themselves, or where the database already holds committees.
    """
    calendar = check(plan, timezone.localdate(now))
    book = Book(plan=plan, calendar=calendar, now=now.replace(microsecond=0), say=say)
    try:
        with transaction.atomic():
            _load(book)
    except BaseException as error:
        for name in book.files:
            OfficePapers().delete(name)
        if isinstance(error, ValidationError | IntegrityError | RefusedUpdateError):
            raise DemonstrationError(f"The files say what the record does not allow: {error}") from error
        raise
    return book


def _load(book: Book) -> None:
    if Committee.objects.exists():
        raise DemonstrationError(
            "The database already holds committees. The demonstration is loaded into an empty one only."
        )
    make_users(book)
    make_people(book)
    make_municipal_years(book)
    for committee in book.plan.council.committees:
        make_committee(book, committee)
    deeds = [*_announcements(book), *_editions(book), *ledger_deeds(book)]
    for number, deed in enumerate(sorted(deeds, key=lambda deed: deed.moment)):
        if number % DEEDS_BETWEEN_COUNTS == 0:
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        deed.do(min(deed.moment, book.now))
    add_contacts(book)
    add_reminders(book)
    add_answers(book)
    add_what_waits(book)
    add_submissions(book)
    make_programmes(book)
    plan_meetings(book)
    put_tracker_on_agenda(book)


def _announcements(book: Book) -> Iterator[Deed]:
    for told in book.plan.council.committees:

        def announce(at: dt.datetime, told: shapes.Committee = told) -> None:
            committee = book.committees[told.key]
            publish_committee(
                committee=committee, by=book.publisher, reason="Remit and membership of the committee.", at=at
            )
            book.say(f"{long_date(timezone.localdate(at))}: published {committee}.")

        yield Deed(moment_of(day_of(told.published, book.calendar.today)), announce)


def _editions(book: Book) -> Iterator[Deed]:
    for told in book.plan.meetings:
        for number, edition in enumerate(told.editions, start=1):

            def issue(
                at: dt.datetime, told: shapes.Meeting = told, edition: shapes.Edition = edition, number: int = number
            ) -> None:
                _prepare(book, told, edition, first=number == 1)
                _publish(book, told, edition, at)

            issued = edition_moment(book, told, edition)
            yield Deed(issued, issue)
            if edition.withdrawn:
                yield Deed(issued + dt.timedelta(days=edition.withdrawn.days, hours=1), _take_back(book, told, edition))


def _take_back(book: Book, told: shapes.Meeting, edition: shapes.Edition) -> Callable[[dt.datetime], None]:
    def take_back(at: dt.datetime) -> None:
        meeting = book.meetings[told.key]
        last = meeting.editions.order_by("-number").first()
        if last is None or edition.withdrawn is None:
            raise DemonstrationError(f"{told.key}: there is no edition to withdraw.")
        withdraw(edition=last, by=book.publisher, reason=edition.withdrawn.reason, at=at)
        book.say(f"{long_date(timezone.localdate(at))}: withdrew edition {last.number} of {meeting}.")

    return take_back


def _prepare(book: Book, told: shapes.Meeting, edition: shapes.Edition, *, first: bool) -> None:
    """Brings the working record of the meeting to where it stands at this edition."""
    if first:
        make_meeting(book, told)
    add_agenda(book, told, edition.stage, first=first)
    if edition.stage == Stage.DRAFT_MINUTES:
        take_minutes(book, told)
    if edition.stage in _LOST:
        meeting = book.meetings[told.key]
        meeting.status = _LOST[Stage(edition.stage)]
        meeting.status_reason = book.calendar.expand(told.status_reason, meeting.date)
        saved(meeting)
    approve(book, told, edition)
    for change in edition.changes:
        change_words(book, told, change, on=min(edition_moment(book, told, edition), book.now).date())


def _publish(book: Book, told: shapes.Meeting, edition: shapes.Edition, at: dt.datetime) -> None:
    meeting = book.meetings[told.key]
    reason = book.calendar.expand(edition.reason, meeting.date)
    made = publish(meeting=meeting, by=book.publisher, reason=reason, at=at)
    if made.stage != edition.stage:
        raise DemonstrationError(f"{told.key}: “{edition.stage}” was published as “{made.stage}”.")
    book.say(f"{long_date(timezone.localdate(at))}: published {meeting}, edition {made.number} ({made.stage}).")
