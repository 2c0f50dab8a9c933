"""The invented record of the benchmark is a true record: same shape, whole chains, nothing amiss."""

import datetime as dt
import json

import pytest
from factories import DocumentFactory, PersonFactory, QuestionFactory, held_meeting

from actions.models import LedgerEntry, LedgerUpdate
from actions.words import Origin, UpdateKind
from meetings.editions.models import Edition
from meetings.editions.snapshot import meeting_content
from meetings.models import Attendance, PublishedMeeting
from portal.benchmark import downloads, minutes, report
from portal.benchmark.building import Builder
from portal.benchmark.ledger_pages import ledger_page_types
from portal.benchmark.measuring import Measured, UnexpectedAnswerError, measure, measure_kept
from portal.benchmark.page_type import PageType
from portal.benchmark.report import Figures
from portal.benchmark.words import Scribe
from portal.publishing.account import account_for
from portal.publishing.door import publish
from portal.publishing.verification import faults

pytestmark = pytest.mark.django_db


def shape(value):
    """Keys and kinds all the way down; of a list the shapes of its members together."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        shapes = [shape(inner) for inner in value]
        return [{key: each[key] for each in shapes for key in each}] if shapes and isinstance(shapes[0], dict) else []
    return None


def test_invented_minutes_have_the_shape_of_true_ones():
    meeting = held_meeting()
    person = PersonFactory()
    Attendance.objects.create(meeting=meeting, person=person, name=person.full_name)
    QuestionFactory(meeting=meeting)
    DocumentFactory(meeting=meeting, item=meeting.items.get())
    DocumentFactory(meeting=meeting)
    true = meeting_content(meeting)

    invented = minutes.meeting_content(
        Scribe(1),
        committee=true["committee"],
        date=dt.date(2020, 1, 7),
        members=[minutes.Attendee("a-person", "Councillor A Person")],
        first_minute=1,
    )

    assert shape(invented) | {"meeting": None} == shape(true) | {"meeting": None}
    assert set(invented["meeting"]) == set(true["meeting"])
    assert len(invented["items"]) == 12
    assert sum(len(block["lines"]) for item in invented["items"] for block in item["body"] if "lines" in block) == 24


def test_the_same_seed_gives_the_same_record():
    assert Scribe(7).paragraph(3) == Scribe(7).paragraph(3)
    assert Scribe(7).paragraph(3) != Scribe(8).paragraph(3)


def test_an_invented_record_is_whole(client):
    builder = Builder(by=account_for(None))
    builder.add(list(builder.days(20)))
    builder.finish()

    assert PublishedMeeting.objects.count() == 20
    assert Edition.objects.filter(meeting__isnull=False).count() == 20
    assert LedgerEntry.objects.count() == 20 * 20
    assert set(LedgerEntry.objects.values_list("origin", flat=True)) == set(Origin)
    assert set(LedgerUpdate.objects.values_list("kind", flat=True)) == set(UpdateKind)
    assert list(faults()) == []
    for row in (PublishedMeeting.objects.first(), *LedgerEntry.objects.all()[:2]):
        assert client.get(row.get_absolute_url()).status_code == 200


def test_a_page_is_measured(client):
    measured = Measured()
    measure("/meetings/", measured, runs=3)
    assert measured.queries > 0
    assert measured.bytes > measured.bytes_compressed > 500
    assert 0 < measured.median <= measured.p95
    measure_kept("/meetings/", measured, runs=3)
    assert 0 < measured.kept < measured.median
    with pytest.raises(UnexpectedAnswerError, match="answered 404"):
        measure("/nowhere/", measured, runs=1)


def test_the_report_names_the_aims_that_are_missed():
    page = PageType("meeting", "/m/", queries_at_most=4)
    small = Measured(queries=3, bytes=1024, bytes_compressed=512, seconds=[0.01] * 20, kept_seconds=[0.001])
    large = Measured(queries=5, bytes=1024, bytes_compressed=512, seconds=[0.02] * 20, kept_seconds=[0.001])
    assert report.missed(Figures(page, small, small, small)) == []
    row = Figures(page, small, small, large)
    assert report.missed(row) == ["queries differ", "more than 4 queries", "over 1.2 times slower"]
    slow = Measured(queries=3, seconds=[0.06] * 20)
    assert report.missed(Figures(PageType("search", "/s/", is_search=True), slow, slow, slow)) == ["p95 over 50 ms"]
    title, head, line = report.lines([row])
    assert len(title) == len(head) == len(line.partition("  queries differ")[0])
    assert line.split()[:7] == ["meeting", "3", "3", "5", "10.0", "10.0", "20.0"]


def test_a_file_is_measured(publisher):
    publish(meeting=held_meeting(), by=publisher, reason="Draft minutes")
    for count, long, short in downloads.addresses().values():
        assert count == 1
        assert long == short
        told = downloads.fetch(long)
        assert told.bytes > 100
        assert 20 < told.megabytes < 4000
        assert downloads.Download(**json.loads(downloads.as_json(told))) == told


def test_a_file_that_is_none_is_refused():
    with pytest.raises(UnexpectedAnswerError, match="and no file"):
        downloads.fetch("/about/")


def test_every_page_of_the_ledger_that_is_measured_is_there(client, publisher):
    meeting = held_meeting(date=dt.date(2023, 9, 5))
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    pages = ledger_page_types(meeting.committee.slug)
    assert len({page.address for page in pages}) == len(pages) >= 45
    for page in pages:
        assert client.get(page.address).status_code == 200, page.name
