"""What search engines are told: the sitemap, the robots rules, canonical addresses, and descriptions of pages."""

import datetime as dt
import json

import pytest
from crawler import named_addresses
from django.urls import NoReverseMatch, reverse
from factories import CommitteeFactory, ItemFactory, held_meeting
from lxml import etree, html

from actions.models import LedgerEntry
from actions.workflow.facts import add_update
from meetings.models import Venue
from portal.opendata.sections import PAGES
from portal.publishing.door import publish, publish_committee, withdraw

pytestmark = pytest.mark.django_db

SITE = "https://records.example"
MEETING = "/meetings/transport/2026-02-03/"
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
# Pages without arguments that a search engine need not find.
NOT_LISTED = {"gallery", "actions:action-text", "actions:action-workbook", "actions:recommendation-text",
              "actions:recommendation-workbook", "feeds:calendar", "feeds:published", "feeds:unanswered",
              "register:unanswered-table",
              "impact:figures", "opendata:register", "opendata:sitemap",
              "opendata:robots", "search:search", "meetings:calendar-now"}  # fmt: skip


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def transport():
    return CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")


@pytest.fixture
def meeting(transport, publisher):
    meeting = held_meeting(committee=transport, date=dt.date(2026, 2, 3))
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    return meeting


def places(client, address):
    """The addresses in a file of the sitemap, with their moments of change."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    root = etree.fromstring(response.content)
    found = {}
    for element in root:
        location = element.findtext("s:loc", namespaces=NAMESPACE)
        assert location.startswith(f"{SITE}/")
        moment = element.findtext("s:lastmod", namespaces=NAMESPACE)
        found[location.removeprefix(SITE)] = dt.datetime.fromisoformat(moment) if moment else None
    return found


def test_the_sitemap_leads_to_every_page_that_stands(meeting, client):
    files = places(client, "/sitemap.xml")
    sections = ["pages", "committees", "work-programmes", "annual-reports", "meetings", "people"]
    sections += ["recommendations", "actions"]
    assert list(files) == [f"/sitemap-{name}.xml" for name in sections]
    listed = [place for file in files for place in places(client, file)]
    for place in (
        "/",
        "/follow/",
        "/committees/transport/",
        MEETING,
        "/recommendations/TRA-2026-R1/",
        "/actions/TRA-2026-1/",
        "/people/",
        "/unanswered/",
        "/impact/2025/",
        "/impact/transport/2025/",
    ):
        assert place in listed
    assert len(listed) == len(set(listed))
    for place in listed:
        assert client.get(place).status_code == 200, place
        assert "noindex" not in client.get(place).content.decode(), place


def test_no_page_is_forgotten():
    standing_alone = set()
    for name in named_addresses():
        try:
            reverse(name)
        except NoReverseMatch:
            continue
        if not reverse(name).startswith(("/office/", "/accounts/")):
            standing_alone.add(name)
    assert set(PAGES) <= standing_alone
    assert standing_alone - set(PAGES) <= NOT_LISTED


def test_the_sitemap_tells_the_last_change(meeting, publisher, client):
    edition = meeting.editions.get()
    assert places(client, "/sitemap-meetings.xml") == {MEETING: edition.published_at}
    entry = LedgerEntry.objects.get(kind="action")
    at = edition.published_at + dt.timedelta(minutes=5)
    add_update(entry=entry, kind="progress", on=entry.made_on, by=publisher, text="Half done.", at=at)
    assert places(client, "/sitemap-actions.xml") == {"/actions/TRA-2026-1/": at}
    assert places(client, "/sitemap.xml")["/sitemap-actions.xml"] == at


def test_what_was_withdrawn_is_not_in_the_sitemap(meeting, publisher, client):
    withdraw(edition=meeting.editions.get(), by=publisher, reason="By mistake")
    for name in ("meetings", "recommendations", "actions"):
        assert places(client, f"/sitemap-{name}.xml") == {}


def test_a_long_section_comes_in_files(meeting, publisher, client, monkeypatch):
    monkeypatch.setattr("portal.opendata.sections.Section.limit", 2)
    for number in range(4):
        publish(
            meeting=held_meeting(committee=meeting.committee, date=dt.date(2026, 3, 3 + number)),
            by=publisher,
            reason="Draft minutes",
        )
    files = [file for file in places(client, "/sitemap.xml") if "meetings" in file]
    assert files == ["/sitemap-meetings.xml", "/sitemap-meetings.xml?p=2", "/sitemap-meetings.xml?p=3"]
    assert sum(len(places(client, file)) for file in files) == 5


@pytest.mark.parametrize("tail", ["meetings.xml?p=9", "meetings.xml?p=-1", "meetings.xml?p=x", "meetings.xml?p=%00",
                                  f"meetings.xml?p={'9' * 5000}", "nothing.xml"])  # fmt: skip
def test_there_is_no_other_file(meeting, client, tail):
    assert client.get(f"/sitemap-{tail}").status_code == 404


def test_the_sitemap_costs_the_same_for_one_meeting_and_for_twenty(
    meeting, publisher, client, django_assert_max_num_queries
):
    addresses = ["/sitemap.xml", *places(client, "/sitemap.xml")]
    few = {}
    for address in addresses:
        with django_assert_max_num_queries(10) as captured:
            client.get(address)
        few[address] = len(captured)
    for number in range(19):
        publish(
            meeting=held_meeting(committee=CommitteeFactory(), date=dt.date(2026, 3, 3 + number)),
            by=publisher,
            reason="Draft minutes",
        )
    for address in addresses:
        with django_assert_max_num_queries(few[address]):
            client.get(address)


def test_robots_may_read_everything_but_the_search(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *", "Disallow: /search/", "Disallow: /office/", "Disallow: /accounts/", "", "Sitemap: https://records.example/sitemap.xml",
    ]  # fmt: skip


def head(client, address):
    page = html.fromstring(client.get(address).content)
    canonical = [link.get("href") for link in page.iter("link") if link.get("rel") == "canonical"]
    robots = [meta.get("content") for meta in page.iter("meta") if meta.get("name") == "robots"]
    return canonical, robots


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        (MEETING, MEETING),
        (f"{MEETING}editions/2/", MEETING),
        (f"{MEETING}?utm_source=letter", MEETING),
        ("/meetings/", "/meetings/"),
        ("/meetings/?page=2", "/meetings/?page=2"),
        ("/meetings/?page=1", "/meetings/"),
        ("/meetings/?page=%3Cscript%3E", "/meetings/"),
        ("/actions/TRA-2026-1/", "/actions/TRA-2026-1/"),
    ],
)
def test_a_page_has_one_address(meeting, publisher, client, address, canonical):
    ItemFactory(meeting=meeting, position=2, title="Trams")
    publish(meeting=meeting, by=publisher, reason="Trams were missing")
    assert head(client, address) == ([f"{SITE}{canonical}"], [])


@pytest.mark.parametrize(
    "address", ["/meetings/?committee=transport", "/actions/?late=on&page=2", "/questions/?text=bus"]
)
def test_a_filtered_list_is_not_to_be_found(meeting, client, address):
    assert head(client, address) == ([], ["noindex"])


def test_an_older_edition_is_not_to_be_found(meeting, publisher, client):
    ItemFactory(meeting=meeting, position=2, title="Trams")
    publish(meeting=meeting, by=publisher, reason="Trams were missing")
    assert head(client, f"{MEETING}editions/1/")[1] == ["noindex"]
    assert described(client, f"{MEETING}editions/1/") == []


def described(client, address):
    """What a page says of itself, each thing by its type."""
    page = html.fromstring(client.get(address).content)
    blocks = [json.loads(script.text) for script in page.iter("script") if script.get("type") == "application/ld+json"]
    assert all(block["@context"] == "https://schema.org" for block in blocks)
    return [thing for block in blocks for thing in block["@graph"]]


def test_a_meeting_describes_itself_as_an_event(meeting, publisher, client):
    meeting.venue = Venue.objects.create(name="Guildhall", address="High Street, Wexcombe")
    meeting.end, meeting.livestream = dt.time(17, 5), "https://live.example/tra"
    meeting.save()
    publish(meeting=meeting, by=publisher, reason="More is known")
    event, crumbs = described(client, MEETING)
    assert event["@type"] == "Event"
    assert event["name"] == "Transport Scrutiny Committee, 3 February 2026"
    assert event["url"] == f"{SITE}{MEETING}"
    assert (event["startDate"], event["endDate"]) == ("2026-02-03T14:30+00:00", "2026-02-03T17:05+00:00")
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert event["location"] == {"@type": "Place", "name": "Guildhall", "address": "High Street, Wexcombe"}
    assert event["organizer"] == {"@type": "GovernmentOrganization", "name": "Wexcombe Council", "url": f"{SITE}/"}
    assert crumbs["@type"] == "BreadcrumbList"
    steps = crumbs["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3, 4]
    assert steps[2] == {
        "@type": "ListItem", "position": 3, "name": "Transport Scrutiny Committee",
        "item": f"{SITE}/committees/transport/",
    }  # fmt: skip


@pytest.mark.parametrize(("status", "told"), [("cancelled", "EventCancelled"), ("postponed", "EventPostponed")])
def test_a_meeting_that_is_not_held_says_so(transport, publisher, client, status, told):
    meeting = held_meeting(committee=transport, date=dt.date(2026, 7, 7))
    meeting.status, meeting.status_reason, meeting.minutes_state = status, "The hall is flooded.", "none"
    meeting.start = None
    meeting.save()
    publish(meeting=meeting, by=publisher, reason="It is off")
    event = described(client, "/meetings/transport/2026-07-07/")[0]
    assert (event["eventStatus"], event["startDate"]) == (f"https://schema.org/{told}", "2026-07-07")
    assert "location" not in event


def test_summer_time_is_told(transport, publisher, client):
    publish(meeting=held_meeting(committee=transport, date=dt.date(2026, 7, 7)), by=publisher, reason="Draft minutes")
    assert described(client, "/meetings/transport/2026-07-07/")[0]["startDate"] == "2026-07-07T14:30+01:00"


def test_a_committee_describes_itself_as_an_organisation(meeting, client):
    organisation, crumbs = described(client, "/committees/transport/")
    assert organisation["@type"] == "Organization"
    assert organisation["name"] == "Transport Scrutiny Committee"
    assert organisation["description"] == "Scrutinises what the council does."
    assert crumbs["itemListElement"][-1]["item"] == f"{SITE}/committees/transport/"


def test_a_description_cannot_end_its_block(transport, meeting, publisher, client):
    transport.name = "A </script><script>alert(1)</script> & <!-- Committee"
    transport.save()
    publish_committee(committee=transport, by=publisher, reason="A new name")
    text = client.get("/committees/transport/").content.decode()
    block = text.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert not set(block) & set("<>&")
    assert described(client, "/committees/transport/")[0]["name"] == transport.name
