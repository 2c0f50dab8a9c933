"""Calendars: read back by another library than the one that wrote them."""

import datetime as dt

import pytest
import vobject
from factories import CommitteeFactory, ItemFactory, held_meeting
from freezing import on_the_day

from meetings.models import Venue
from portal.feeds.calendars import first_day
from portal.publishing.door import publish, withdraw

pytestmark = pytest.mark.django_db

ALL, TRANSPORT = "/meetings.ics", "/committees/transport/meetings.ics"
TODAY = dt.date(2026, 3, 10)
UTC = dt.UTC


@pytest.fixture(autouse=True)
def today(monkeypatch):
    on_the_day(monkeypatch, TODAY)


@pytest.fixture
def transport():
    return CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")


@pytest.fixture
def publish_it(transport, publisher):
    """Publishes a meeting with these facts."""

    def publish_it(date=dt.date(2026, 2, 3), committee=transport, **facts):
        meeting = held_meeting(committee=committee, date=date)
        for name, value in facts.items():
            setattr(meeting, name, value)
        meeting.save()
        publish(meeting=meeting, by=publisher, reason="Published")
        return meeting

    return publish_it


def again(meeting, publisher, **facts):
    for name, value in facts.items():
        setattr(meeting, name, value)
    meeting.save()
    return publish(meeting=meeting, by=publisher, reason="Published again")


def events(client, address=ALL):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    calendar = vobject.readOne(response.content.decode())
    calendar.validate(raiseException=True)
    return list(calendar.contents.get("vevent", []))


def test_an_event_tells_the_meeting(publish_it, client):
    venue = Venue.objects.create(name="Guildhall; Room 2", address="High Street, Wexcombe")
    meeting = publish_it(venue=venue, end=dt.time(17, 5), livestream="https://live.example/tra", kind="extraordinary")
    (event,) = events(client)
    assert event.summary.value == "Transport Scrutiny Committee"
    assert event.dtstart.value == dt.datetime(2026, 2, 3, 14, 30, tzinfo=UTC)
    assert event.dtend.value == dt.datetime(2026, 2, 3, 17, 5, tzinfo=UTC)
    assert event.location.value == "Guildhall; Room 2, High Street, Wexcombe"
    assert event.url.value == "http://localhost:8000/meetings/transport/2026-02-03/"
    assert event.status.value == "CONFIRMED"
    assert event.sequence.value == "0"
    assert event.categories.value == ["Transport Scrutiny Committee", "Extraordinary meeting"]
    assert event.last_modified.value == event.dtstamp.value == meeting.editions.get().published_at
    assert "- Bus services" in event.description.value
    assert "https://live.example/tra" in event.description.value
    assert "estimate" not in event.description.value


def test_the_calendar_says_what_it_is_and_when_to_look_again(publish_it, client):
    publish_it()
    calendar = vobject.readOne(client.get(TRANSPORT).content.decode())
    assert calendar.x_wr_calname.value == "Meetings: Transport Scrutiny Committee"
    assert calendar.refresh_interval.value == "PT6H"
    assert calendar.x_published_ttl.value == "PT6H"
    assert client.get(TRANSPORT)["Content-Disposition"] == 'inline; filename="transport-meetings.ics"'


def test_times_are_told_in_utc_in_summer_too(publish_it, client):
    publish_it(date=dt.date(2026, 7, 7))
    assert events(client)[0].dtstart.value == dt.datetime(2026, 7, 7, 13, 30, tzinfo=UTC)


def test_an_end_that_is_not_known_is_said_to_be_an_estimate(publish_it, client):
    publish_it()
    (event,) = events(client)
    assert event.dtend.value == dt.datetime(2026, 2, 3, 16, 30, tzinfo=UTC)
    assert "The end is an estimate: two hours after the start." in event.description.value


def test_a_meeting_without_a_time_lasts_the_day(publish_it, client):
    publish_it(start=None, end=None)
    (event,) = events(client)
    assert (event.dtstart.value, event.dtend.value) == (dt.date(2026, 2, 3), dt.date(2026, 2, 4))
    assert "The time has not been published." in event.description.value


@pytest.mark.parametrize(
    ("status", "told", "summary"),
    [
        ("provisional", "TENTATIVE", "Transport Scrutiny Committee (provisional)"),
        ("scheduled", "CONFIRMED", "Transport Scrutiny Committee"),
        ("cancelled", "CANCELLED", "Transport Scrutiny Committee (cancelled)"),
        ("postponed", "CANCELLED", "Transport Scrutiny Committee (postponed)"),
    ],
)
def test_the_status(publish_it, client, status, told, summary):
    publish_it(date=dt.date(2026, 3, 24), status=status, status_reason="The hall is flooded.", minutes_state="none")
    (event,) = events(client)
    assert (event.status.value, event.summary.value) == (told, summary)


def test_an_event_keeps_its_uid_and_its_sequence_rises(publish_it, publisher, client, settings):
    meeting = publish_it()
    seen = [events(client)[0]]
    edition = again(meeting, publisher, notes="Parking is behind the hall.")
    seen.append(events(client)[0])
    withdraw(edition=edition, by=publisher, reason="By mistake")
    seen.append(events(client)[0])
    settings.SITE_URL, settings.COUNCIL_NAME = "https://other.example", "Wexcombe City Council"
    seen.append(events(client)[0])
    assert len({event.uid.value for event in seen}) == 1
    assert [event.sequence.value for event in seen] == ["0", "1", "2", "2"]
    stamps = [event.last_modified.value for event in seen]
    assert stamps == sorted(stamps)
    assert seen[3].url.value.startswith("https://other.example/")


def test_every_meeting_has_its_own_uid_in_every_calendar(publish_it, client):
    publish_it()
    publish_it(date=dt.date(2026, 3, 3))
    publish_it(committee=CommitteeFactory(slug="housing"))
    uids = [event.uid.value for event in events(client)]
    assert len(set(uids)) == 3
    assert {event.uid.value for event in events(client, TRANSPORT)} < set(uids)


def test_a_meeting_of_which_nothing_stands_is_cancelled_without_its_words(publish_it, publisher, client):
    venue = Venue.objects.create(name="The safe house", address="")
    meeting = publish_it(venue=venue, livestream="https://live.example/secret")
    uid = events(client)[0].uid.value
    withdraw(edition=meeting.editions.get(), by=publisher, reason="It named a patient")
    (event,) = events(client)
    assert (event.uid.value, event.status.value, event.sequence.value) == (uid, "CANCELLED", "1")
    assert event.dtstart.value == dt.date(2026, 2, 3)
    text = client.get(ALL).content.decode()
    for word in ("safe house", "Bus services", "secret", "patient", "LOCATION", "DESCRIPTION"):
        assert word not in text


def test_a_calendar_holds_two_municipal_years_and_what_is_to_come(publish_it, client):
    assert first_day(dt.date(2026, 4, 30)) == dt.date(2024, 5, 1)
    assert first_day(dt.date(2026, 5, 1)) == dt.date(2025, 5, 1)
    for date in (dt.date(2024, 4, 30), dt.date(2024, 5, 1), dt.date(2026, 3, 24), dt.date(2029, 1, 9)):
        publish_it(date=date)
    days = [event.dtstart.value.date() for event in events(client)]
    assert days == [dt.date(2024, 5, 1), dt.date(2026, 3, 24), dt.date(2029, 1, 9)]


def test_a_calendar_changes_when_a_municipal_year_begins(publish_it, client, monkeypatch):
    publish_it(date=dt.date(2024, 6, 4))
    before = client.get(ALL)
    for day, status in ((dt.date(2026, 4, 30), 304), (dt.date(2026, 5, 1), 200)):
        on_the_day(monkeypatch, day)
        assert client.get(ALL, headers={"if-none-match": before["ETag"]}).status_code == status


def test_titles_cannot_break_out(publish_it, publisher, client):
    meeting = publish_it()
    title = "Buses; trams, \\n and “bells”\r\nEND:VEVENT \x07" + "ä" * 200
    ItemFactory(meeting=meeting, position=2, title=title)
    again(meeting, publisher)
    (event,) = events(client)
    assert "- Buses; trams, \\n and “bells”" in event.description.value
    assert "\x07" not in client.get(ALL).content.decode()


def test_an_empty_record_is_a_calendar_too(client):
    assert events(client) == []
    assert b"BEGIN:VTIMEZONE" in client.get(ALL).content
    assert client.get("/committees/nowhere/meetings.ics").status_code == 404


def test_a_calendar_that_the_reader_has_is_not_made_again(publish_it, publisher, client, django_assert_num_queries):
    meeting = publish_it()
    for address, queries in ((ALL, 1), (TRANSPORT, 2)):
        first = client.get(address)
        for headers in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
            with django_assert_num_queries(queries):
                assert client.get(address, headers=headers).status_code == 304
        again(meeting, publisher, notes=f"For {address}")
        assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200
        assert client.head(address).content == b""


def test_what_other_committees_publish_leaves_a_calendar_with_the_reader(publish_it, client):
    publish_it()
    first = client.get(TRANSPORT)
    publish_it(committee=CommitteeFactory(slug="transport-2"))
    assert client.get(TRANSPORT, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_it_costs_the_same_for_one_meeting_and_for_twenty(publish_it, client, django_assert_max_num_queries):
    publish_it()
    for address in (ALL, TRANSPORT):
        with django_assert_max_num_queries(5):
            client.get(address)
    for number in range(19):
        publish_it(date=dt.date(2026, 3, 1) + dt.timedelta(days=number))
    for address in (ALL, TRANSPORT):
        with django_assert_max_num_queries(5):
            assert len(events(client, address)) == 20
