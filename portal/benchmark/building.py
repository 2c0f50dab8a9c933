"""Builds a record that is measured: the demonstration council, and as many old meetings as are wanted beside it.

The old meetings go in as rows, many at a time, through the same functions from which the door and `verify_record` take
what follows from an edition; `verify_record` finds the result whole. Of the working record the office's lists need the
meetings and the titles of their items; the rest is left out.
"""

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.core.management import call_command
from django.db import connection, transaction

from meetings.editions.models import Edition, PublishedCommittee, PublishedMeeting, Stage
from meetings.editions.projection import meeting_values
from meetings.editions.registering import attendance_of, known_people, papers_in, questions_of, refresh_people
from meetings.editions.registers import PublishedAttendance, PublishedPaper, PublishedPerson, PublishedQuestion
from meetings.editions.snapshot import committee_reference
from meetings.editions.writing import next_edition, now
from meetings.models import AgendaItem, Committee, Meeting, MeetingStatus, Membership, MinutesState, Person
from portal.accounts.models import User
from portal.benchmark.ledger_rows import LedgerRows
from portal.benchmark.minutes import ITEMS, Attendee, meeting_content
from portal.benchmark.words import Scribe
from portal.publishing.account import account_for
from portal.publishing.door import publish_committee
from portal.search.entries import entries_of
from portal.search.models import SearchEntry
from portal.search.vocabulary import gain_words, words_of

BATCH = 50
ARCHIVE = "area-"
COMMITTEES = 14  # beside those of the demonstration
SEATS = 10
LAST_DAY = dt.date(2024, 12, 17)  # before the demonstration's first meeting
EVERY = dt.timedelta(days=28)


def build_demonstration() -> None:
    """The demonstration council, in the empty database of the moment."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_demo", verbosity=0)


def build(meetings: int, advance: Callable[[int], object]) -> None:
    """The demonstration council and `meetings` old meetings; `advance` is told how many have been added."""
    build_demonstration()
    if not meetings:
        return
    builder = Builder(by=account_for(None))
    days = builder.days(meetings)
    while batch := list(itertools.islice(days, BATCH)):
        with transaction.atomic():
            builder.add(batch)
        advance(len(batch))
    builder.finish()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@dataclass(slots=True)
class Body:
    """A committee with the people who come to its meetings and the number that its next item gets."""

    working: Committee
    published: PublishedCommittee
    members: list[Attendee]
    next_minute: int = 1


@dataclass(slots=True)
class Builder:
    """Adds meetings to the record of the moment, chained to the editions that are there."""

    by: User
    scribe: Scribe = field(default_factory=lambda: Scribe(seed=2022))
    bodies: list[Body] = field(init=False)
    last: Edition = field(init=False)
    at: dt.datetime = field(default_factory=now)
    ledger: LedgerRows = field(init=False)
    words: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        for number in range(COMMITTEES):
            self._add_committee(number)
        self.bodies = [self._body(row) for row in PublishedCommittee.objects.order_by("pk")]
        self.last = Edition.objects.order_by("-register_number")[0]
        self.ledger = LedgerRows(self.scribe, by=self.by)

    def _add_committee(self, number: int) -> None:
        """A committee of the archive, with seats that began before its first meeting, published by the door."""
        name = f"{self.scribe.place()} Area Scrutiny Committee"
        committee = Committee.objects.create(
            name=f"{name} {number + 1}",
            slug=f"{ARCHIVE}{number + 1}",
            code=f"AR{chr(ord('A') + number)}",
            remit=self.scribe.paragraph(4),
        )
        for seat in range(SEATS):
            person = Person.objects.create(
                title="Councillor",
                name=self.scribe.name(),
                sort_name=f"{number:02} {seat:02}",
                slug=f"{ARCHIVE}{number + 1}-member-{seat + 1}",
            )
            Membership.objects.create(committee=committee, person=person, first_day=dt.date(1999, 5, 11))
        publish_committee(committee=committee, by=self.by, reason="Remit and membership of the committee.", at=self.at)

    def _body(self, row: PublishedCommittee) -> Body:
        seats = row.seats.select_related("person")[:SEATS]
        return Body(
            working=Committee.objects.get(slug=row.slug),
            published=row,
            members=[Attendee(seat.person.slug, seat.name) for seat in seats],
        )

    def days(self, meetings: int) -> Iterator[tuple[Body, dt.date]]:
        """Every meeting that is to be added, the oldest first.

        Each committee meets every four weeks, those of the demonstration every two, so that their lists fill pages.
        """
        own = [body for body in self.bodies if not body.published.slug.startswith(ARCHIVE)]
        turns = [(body, 0) for body in self.bodies] + [(body, 14) for body in own]
        rounds = -(-meetings // len(turns))
        first = LAST_DAY - EVERY * rounds
        made = (
            (body, first + EVERY * number + dt.timedelta(days=later + place % 4))
            for number in range(rounds)
            for place, (body, later) in enumerate(turns)
        )
        return itertools.islice(made, meetings)

    def add(self, batch: list[tuple[Body, dt.date]]) -> None:
        """Publishes these meetings, one edition each, with everything that follows from it."""
        working = Meeting.objects.bulk_create([self._meeting(body, day) for body, day in batch])
        editions = Edition.objects.bulk_create(
            [self._edition(body, meeting) for (body, _), meeting in zip(batch, working, strict=True)]
        )
        AgendaItem.objects.bulk_create(
            [item for meeting, edition in zip(working, editions, strict=True) for item in self._items(meeting, edition)]
        )
        rows = PublishedMeeting.objects.bulk_create(
            [
                PublishedMeeting(
                    committee=body.published,
                    slug=edition.content["meeting"]["slug"],
                    **meeting_values(standing=edition, latest=edition),
                )
                for (body, _), edition in zip(batch, editions, strict=True)
            ]
        )
        told = list(zip(rows, editions, strict=True))
        people = known_people(member.slug for body, _ in batch for member in body.members)
        PublishedAttendance.objects.bulk_create([line for row, e in told for line in attendance_of(row, e, people)])
        PublishedQuestion.objects.bulk_create([question for row, e in told for question in questions_of(row, e)])
        PublishedPaper.objects.bulk_create([paper for row, e in told for paper in papers_in(row, e)])
        found = [entries_of(row, e) for row, e in told]
        SearchEntry.objects.bulk_create(itertools.chain.from_iterable(found))
        for entries in found:
            self.words.update(words_of(entries))
        self.ledger.add(told)

    def finish(self) -> None:
        """What is counted over all meetings."""
        refresh_people(PublishedPerson.objects.values_list("pk", flat=True))
        gain_words(self.words)

    def _meeting(self, body: Body, day: dt.date) -> Meeting:
        return Meeting(
            committee=body.working,
            date=day,
            slug=day.isoformat(),
            start=dt.time(14, 30),
            status=MeetingStatus.HELD,
            minutes_state=MinutesState.APPROVED,
            minutes_approved_on=day + dt.timedelta(days=42),
            minutes_signed_by="the Chairperson",
        )

    def _items(self, meeting: Meeting, edition: Edition) -> Iterator[AgendaItem]:
        """The items of business as the office keeps them, without their words."""
        for position, item in enumerate(edition.content["items"], start=1):
            yield AgendaItem(
                meeting=meeting,
                position=position,
                anchor=item["anchor"],
                agenda_number=item["agenda_number"],
                title=item["title"],
                kind=item["kind"],
            )

    def _edition(self, body: Body, meeting: Meeting) -> Edition:
        content = meeting_content(
            self.scribe,
            committee=committee_reference(body.working),
            date=meeting.date,
            members=body.members,
            first_minute=body.next_minute,
        )
        body.next_minute += ITEMS
        self.last = next_edition(
            committee=body.working,
            meeting=meeting,
            content=content,
            stage=Stage.APPROVED_MINUTES,
            by=self.by,
            reason="Brought over from the council's archive.",
            at=self.at,
            previous=None,
            last=self.last,
        )
        return self.last
