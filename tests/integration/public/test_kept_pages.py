"""Pages that are kept in memory are always those of the record as it stands."""

import datetime as dt

import pytest
from factories import CommitteeFactory, ItemFactory, held_meeting

from actions.models import AddresseeClock, LedgerEntry
from actions.workflow.facts import add_update
from actions.workflow.new_actions import add_action
from portal.kept_pages import OVERHEAD, Kept, Pages, pages
from portal.publishing.door import publish, withdraw

pytestmark = pytest.mark.django_db

MEETING = "/meetings/transport/2026-02-03/"


@pytest.fixture(autouse=True)
def keeping(own_files, settings):
    settings.KEEP_PAGES_MB = 1
    pages.clear()
    yield
    pages.clear()


@pytest.fixture
def meeting(publisher):
    committee = CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")
    meeting = held_meeting(committee=committee, date=dt.date(2026, 2, 3))
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    return meeting


@pytest.mark.parametrize("page", ["/", "/meetings/", MEETING, "/recommendations/", "/people/", "/about/"])
def test_a_kept_page_costs_two_small_queries(meeting, client, page, django_assert_num_queries):
    first = client.get(page)
    with django_assert_num_queries(2):
        again = client.get(page)
    assert again.content == first.content
    assert dict(again.items()) == dict(first.items())
    assert "default-src 'none'" in again["Content-Security-Policy"]
    with django_assert_num_queries(2):
        assert client.get(page, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_every_deed_that_changes_the_record_makes_pages_anew(meeting, client, publisher):
    ItemFactory(meeting=meeting, position=2, title="Trams")
    assert "Trams" not in client.get(MEETING).content.decode()
    edition = publish(meeting=meeting, by=publisher, reason="Trams were missing")
    assert "Trams" in client.get(MEETING).content.decode()
    withdraw(edition=edition, by=publisher, reason="Too much")
    assert "Trams" not in client.get(MEETING).content.decode()
    entry = LedgerEntry.objects.get(kind="action")
    assert "Nearly done" not in client.get(entry.get_absolute_url()).content.decode()
    add_update(entry=entry, kind="progress", on=entry.made_on, text="Nearly done", by=publisher)
    assert "Nearly done" in client.get(entry.get_absolute_url()).content.decode()
    assert "Count the bells" not in client.get("/actions/").content.decode()
    add_action(committee=entry.committee, text="Count the bells.", made_on=entry.made_on, by=publisher)
    assert "Count the bells" in client.get("/actions/").content.decode()
    assert "Local custom" not in client.get("/about/").content.decode()
    AddresseeClock.objects.filter(addressee_kind="partner").update(rule="Local custom")
    assert "Local custom" in client.get("/about/").content.decode()


def test_readers_with_a_session_are_answered_anew(meeting, client, publisher):
    client.get("/")
    size = pages.size
    client.force_login(publisher)
    client.get("/meetings/")
    assert pages.size == size > 0


@pytest.mark.parametrize("page", ["/nowhere/", "/search/?q=buses", "/recommendations/tra-2026-r1/"])
def test_what_is_no_page_of_the_record_is_not_kept(meeting, client, page):
    client.get(page)
    assert pages.size == 0


def test_a_missing_page_is_missing_whatever_the_reader_claims_to_have(meeting, client):
    for headers in ({"if-none-match": "*"}, {"if-modified-since": "Wed, 21 Oct 2099 07:28:00 GMT"}):
        assert client.get("/nowhere/", headers=headers).status_code == 404


def test_another_filter_is_another_page(meeting, client):
    assert "TRA-2026-R1" in client.get("/recommendations/").content.decode()
    assert "TRA-2026-R1" not in client.get("/recommendations/?text=tramway").content.decode()
    assert "TRA-2026-R1" in client.get("/recommendations/").content.decode()


def test_compressed_and_plain_are_told_apart(meeting, client):
    compressed = client.get("/", headers={"accept-encoding": "gzip"})
    assert compressed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in client.get("/")


def test_the_day_is_part_of_a_page(meeting, client, monkeypatch):
    first = client.get("/actions/")
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: dt.date(2031, 1, 1))
    assert client.get("/actions/")["ETag"] != first["ETag"]


def test_no_more_is_kept_than_allowed():
    kept = Pages()
    for number in range(10):
        kept.put((str(number),), Kept("state", b"x" * 30, ()), bytes_at_most=4 * (OVERHEAD + 30) - 1)
        kept.get(("0",), "state")
    assert kept.size == 3 * (OVERHEAD + 30)
    assert kept.get(("0",), "state")
    assert kept.get(("9",), "state")
    assert kept.get(("5",), "state") is None
    assert kept.get(("9",), "another state") is None


def test_nothing_is_kept_where_that_is_switched_off(meeting, client, settings):
    settings.KEEP_PAGES_MB = 0
    client.get("/")
    assert pages.size == 0


@pytest.mark.parametrize("page", ["/", MEETING, f"{MEETING}editions/1.json", "/people/", "/published.atom"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_an_answer_is_the_same_from_memory_and_anew(meeting, client, page, method, settings):
    """Validators and headers, in full and as 304, whether the page was just made, is kept, or is never kept."""
    first = getattr(client, method)(page)
    names = ["ETag", "Last-Modified", "Cache-Control", "Content-Security-Policy", "X-Frame-Options"]
    said = {name: first[name] for name in names}
    conditions = [{"if-none-match": said["ETag"]}, {"if-modified-since": said["Last-Modified"]}]
    for _ in range(2):
        assert {name: getattr(client, method)(page)[name] for name in names} == said
        for headers in conditions:
            response = getattr(client, method)(page, headers=headers)
            assert (response.status_code, response.content) == (304, b"")
            assert {name: response[name] for name in names} == said
        pages.clear()
    for headers in conditions:
        pages.clear()
        response = client.get(page, headers=headers)
        assert response.status_code == 304
        assert {name: response[name] for name in names} == said


def test_long_addresses_are_not_kept(meeting, client):
    client.get(f"/about/?{'x' * 300}")
    assert pages.size == 0


def test_what_an_entry_takes_beside_its_body_is_counted():
    kept = Pages()
    for number in range(1000):
        kept.put((f"{number}",), Kept("state", b"", ()), bytes_at_most=40_960)
    assert kept.get(("989",), "state") is None
    assert kept.get(("990",), "state")
    assert kept.size == 40_960


def test_gzip_that_is_not_wanted_is_not_given(meeting, client):
    assert "Content-Encoding" not in client.get("/", headers={"accept-encoding": "gzip;q=0, identity"})
    assert client.get("/", headers={"accept-encoding": "br, gzip;q=0.8"})["Content-Encoding"] == "gzip"
