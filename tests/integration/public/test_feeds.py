"""Feeds of newly published editions, and the page that lists what can be followed."""

import datetime as dt
import re

import feedparser
import pytest
from django.urls import reverse
from factories import CommitteeFactory, DocumentFactory, ItemFactory, MembershipFactory, held_meeting
from lxml import etree, html

from meetings.editions.models import Edition
from portal.publishing.door import publish, publish_committee, withdraw

pytestmark = pytest.mark.django_db

ALL, TRANSPORT = "/published.atom", "/committees/transport/published.atom"


@pytest.fixture
def transport():
    return CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")


@pytest.fixture
def meeting(transport, publisher):
    meeting = held_meeting(committee=transport, date=dt.date(2026, 2, 3))
    publish(meeting=meeting, by=publisher, reason="Draft minutes are ready")
    return meeting


def again(meeting, publisher, number, reason="Corrected"):
    meeting.notes = f"Note {number}"
    meeting.save()
    return publish(meeting=meeting, by=publisher, reason=reason)


def read(client, address=ALL):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    etree.fromstring(response.content)  # well-formed
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def test_an_entry_tells_the_edition(meeting, client):
    feed = read(client)
    (entry,) = feed.entries
    edition = meeting.editions.get()
    assert entry.title == "Draft minutes: Transport Scrutiny Committee, 3 February 2026"
    assert entry.link == "http://localhost:8000/meetings/transport/2026-02-03/editions/1/"
    assert entry.summary == "Draft minutes are ready. Edition 1: 1 item, 3 outcomes and no papers."
    assert dt.datetime(*entry.updated_parsed[:6], tzinfo=dt.UTC) == edition.published_at
    assert entry.published == entry.updated == feed.feed.updated
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", entry.id)
    assert feed.feed.author == "Wexcombe Council"
    assert client.get(entry.link.removeprefix("http://localhost:8000")).status_code == 200


def test_papers_of_the_meeting_and_of_its_items_are_counted(meeting, publisher, client):
    DocumentFactory.with_file(meeting=meeting)
    DocumentFactory.with_file(b"%PDF other", "other.pdf", meeting=meeting, item=meeting.items.get())
    publish(meeting=meeting, by=publisher, reason="Two papers came.")
    assert read(client).entries[0].summary == "Two papers came. Edition 2: 1 item, 3 outcomes and 2 papers."


def test_the_feed_names_itself(meeting, client):
    feed = read(client, TRANSPORT).feed
    assert feed.title == "Published records: Transport Scrutiny Committee"
    links = {link.rel: link.href for link in feed.links}
    assert links["self"] == f"http://localhost:8000{TRANSPORT}"
    assert links["alternate"] == "http://localhost:8000/committees/transport/"
    assert feed.id != read(client).feed.id


def test_the_latest_comes_first_and_ids_never_change(meeting, publisher, client, settings):
    before = read(client)
    again(meeting, publisher, 1)
    settings.SITE_URL, settings.COUNCIL_NAME = "https://other.example", "Wexcombe City Council"
    after = read(client)
    assert [entry.link[-2] for entry in after.entries] == ["2", "1"]
    assert after.entries[1].id == before.entries[0].id
    assert after.entries[0].id != after.entries[1].id
    assert after.feed.id == before.feed.id
    assert after.entries[0].link.startswith("https://other.example/")


def test_a_withdrawn_edition_is_taken_out_and_the_feed_has_changed(meeting, publisher, client):
    edition = again(meeting, publisher, 1, reason="It named a patient")
    before = client.get(ALL)
    assert b"patient" in before.content
    withdraw(edition=edition, by=publisher, reason="By mistake")
    after = client.get(ALL, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert b"patient" not in after.content
    assert len(feedparser.parse(after.content).entries) == 1


def test_a_feed_of_one_committee_holds_its_meetings_alone(meeting, publisher, client):
    near = CommitteeFactory(name="Transport Two", slug="transport-2", code="TRB")
    publish(meeting=held_meeting(committee=near, date=dt.date(2026, 2, 4)), by=publisher, reason="Draft minutes")
    MembershipFactory(committee=meeting.committee)
    publish_committee(committee=meeting.committee, by=publisher, reason="A new member")
    assert len(read(client).entries) == 2
    assert len(read(client, TRANSPORT).entries) == 1


def test_the_feed_stops_at_fifty(meeting, publisher, client, monkeypatch):
    monkeypatch.setattr("portal.feeds.atom.LATEST", 3)
    for number in range(4):
        again(meeting, publisher, number)
    assert [entry.link[-2] for entry in read(client).entries] == ["5", "4", "3"]


def test_words_cannot_break_out(meeting, publisher, client):
    meeting.committee.name = "R&D <b>\x0b]]> Committee"
    meeting.committee.save()
    publish_committee(committee=meeting.committee, by=publisher, reason="A new name")
    again(meeting, publisher, 1, reason="</summary>&\x01")
    entry = read(client).entries[0]
    assert entry.title == "Draft minutes: R&D <b>]]> Committee, 3 February 2026"
    assert entry.summary.startswith("&lt;/summary&gt;&amp;")


def test_an_empty_feed_is_a_feed(client):
    assert read(client).entries == []
    assert client.get("/committees/nowhere/published.atom").status_code == 404


def test_a_feed_that_the_reader_has_is_not_made_again(meeting, client, django_assert_num_queries):
    for address, queries in ((ALL, 1), (TRANSPORT, 2)):
        first = client.get(address)
        for headers in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
            with django_assert_num_queries(queries):
                assert client.get(address, headers=headers).status_code == 304


def test_it_costs_the_same_for_one_edition_and_for_twenty(
    meeting, publisher, client, django_assert_max_num_queries, django_assert_num_queries
):
    few = {}
    for address in (ALL, TRANSPORT, "/follow/"):
        with django_assert_max_num_queries(4) as captured:
            client.get(address)
        few[address] = len(captured)
    for number in range(19):
        again(meeting, publisher, number)
        publish_committee(committee=CommitteeFactory(), by=publisher, reason="New")
    for address, queries in few.items():
        with django_assert_num_queries(queries):
            client.get(address)


def test_the_page_lists_every_calendar_and_feed(meeting, publisher, client, settings):
    settings.SITE_URL = "https://records.example"
    publish_committee(committee=CommitteeFactory(name="Housing", slug="housing"), by=publisher, reason="New")
    page = html.fromstring(client.get("/follow/").content)
    links = {link.get("href") for link in page.iter("a")}
    for slug in ("", "/committees/transport", "/committees/housing"):
        for name in (f"{slug}/meetings.ics", f"{slug}/published.atom"):
            assert f"https://records.example{name}" in links
            assert client.get(name).status_code == 200
        assert f"webcal://records.example{slug}/meetings.ics" in links
    names = [" ".join(link.text_content().split()) for link in page.iter("a")]
    assert "open it in a calendar program: meetings, Housing" in names


def test_the_page_says_when_there_is_nothing_to_follow(client):
    assert "No committee has been published yet." in client.get("/follow/").content.decode()


def alternates(client, address):
    page = html.fromstring(client.get(address).content)
    return {link.get("href"): link.get("type") for link in page.iter("link") if link.get("rel") == "alternate"}


def test_pages_name_the_feeds_that_belong_to_them(meeting, client):
    everything = {"/meetings.ics": "text/calendar", "/published.atom": "application/atom+xml"}
    of_one = {f"/committees/transport{path}": kind for path, kind in everything.items()}
    for name in ("home", "meetings:meeting-list", "feeds:follow"):
        assert alternates(client, reverse(name)) == everything
    assert alternates(client, "/committees/transport/") == of_one
    json = {"/meetings/transport/2026-02-03/editions/1.json": "application/json"}
    assert alternates(client, "/meetings/transport/2026-02-03/") == of_one | json


def test_items_of_a_later_edition_do_not_reach_an_earlier_one(meeting, publisher, client):
    ItemFactory(meeting=meeting, position=2, title="Trams")
    publish(meeting=meeting, by=publisher, reason="Trams were missing")
    later, earlier = read(client).entries
    assert "2 items" in later.summary
    assert "1 item," in earlier.summary
    assert Edition.objects.filter(meeting=meeting).count() == 2
