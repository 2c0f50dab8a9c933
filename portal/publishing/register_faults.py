"""Whether the registers of people, questions and papers hold what the standing editions say."""

from collections.abc import Iterable, Iterator

from django.db.models import Model

from meetings.editions.models import Edition, PublishedCommittee, PublishedMeeting
from meetings.editions.registering import (
    attendance_of,
    papers_in,
    printed_names,
    questions_of,
    seats_of,
)
from meetings.editions.registers import (
    PublishedAttendance,
    PublishedPaper,
    PublishedPerson,
    PublishedQuestion,
    PublishedSeat,
)


class _People(dict[str, PublishedPerson]):
    """Every person of the register by slug; one who is missing there stands in as a row without a key."""

    def __missing__(self, slug: str) -> PublishedPerson:
        return PublishedPerson(slug=slug)


def register_faults_of_committee(row: PublishedCommittee, standing: Edition | None) -> Iterator[str]:
    """What is wrong with the committee's seats, as sentences."""
    expected = seats_of(row, standing, people()) if standing else []
    if _said(expected) != _said(PublishedSeat.objects.filter(committee=row)):
        yield "the seats in the register of people are not those of its edition"


def register_faults_of_meeting(row: PublishedMeeting, standing: Edition | None) -> Iterator[str]:
    """What is wrong with the meeting's attendance, questions and papers in the registers, as sentences."""
    if _said(attendance_of(row, standing, people()) if standing else []) != _said(
        PublishedAttendance.objects.filter(meeting=row)
    ):
        yield "its attendance in the register of people is not that of its edition"
    if _said(questions_of(row, standing) if standing else []) != _said(PublishedQuestion.objects.filter(meeting=row)):
        yield "its questions in the register are not those of its edition"
    if _said(papers_in(row, standing) if standing else []) != _said(PublishedPaper.objects.filter(meeting=row)):
        yield "its papers in the register are not those of its edition"


def name_faults() -> Iterator[tuple[str, str]]:
    """People whose name is not the one printed last: the slug, and what is wrong."""
    rows = list(PublishedPerson.objects.all())
    names = printed_names({row.pk for row in rows})
    for row in rows:
        if (row.name, row.sort_name) != names.get(row.pk, ("", "")):
            yield row.slug, "the name in the register of people is not the one that was printed last"


def people() -> dict[str, PublishedPerson]:
    return _People({person.slug: person for person in PublishedPerson.objects.all()})


def _said(rows: Iterable[Model]) -> set[tuple[object, ...]]:
    """What the rows say, but for their own keys."""
    return {
        tuple(getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key)
        for row in rows
    }
