"""What a reader has already is not sent again; and whatever changes a page changes its tag with it."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from django.utils.http import parse_http_date
from factories import CommitteeFactory, DocumentFactory, ItemFactory, MembershipFactory, held_meeting

from actions.models import LedgerEntry
from actions.workflow.facts import add_update
from portal import release
from portal.publishing.door import publish, publish_committee, withdraw

pytestmark = pytest.mark.django_db

MEETING = "/meetings/transport/2026-02-03/"
PAGES = [
    MEETING,
    f"{MEETING}editions/1/",
    f"{MEETING}editions/2/",
    "/committees/transport/",
    "/recommendations/TRA-2026-R1/",
    "/actions/TRA-2026-1/",
]


@pytest.fixture
def meeting(publisher):
    """A meeting with two editions, the second with a paper."""
    committee = CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")
    meeting = held_meeting(committee=committee, date=dt.date(2026, 2, 3))
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    DocumentFactory.with_file(meeting=meeting)
    publish(meeting=meeting, by=publisher, reason="A paper came")
    return meeting


def ask(client, page, response):
    return client.get(page, headers={"if-none-match": response["ETag"]})


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_the_reader_has_is_not_built_again(meeting, client, page, django_assert_max_num_queries):
    first = client.get(page)
    assert first.status_code == 200
    assert re.fullmatch(r'W/"[0-9a-f]{32}"', first["ETag"])
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert first["Vary"] == "Accept-Encoding"
    conditions = [{"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}]
    # A proxy that compresses may have made the tag another's, or put it into a row of tags.
    conditions += [{"if-none-match": f'"other", {first["ETag"]}'}, {"if-none-match": first["ETag"][2:]}]
    for headers in conditions:
        with django_assert_max_num_queries(3):
            response = client.get(page, headers=headers)
        assert (response.status_code, response.content) == (304, b"")
        assert (response["ETag"], response["Last-Modified"]) == (first["ETag"], first["Last-Modified"])
        assert (response["Cache-Control"], response["Vary"]) == (first["Cache-Control"], "Accept-Encoding")
        assert client.head(page, headers=headers).status_code == 304


@pytest.mark.parametrize("page", [MEETING, f"{MEETING}editions/1.json", "/meetings.ics"])
def test_a_compressed_copy_is_compared_too(meeting, client, page):
    first = client.get(page, headers={"accept-encoding": "gzip"})
    assert first["Content-Encoding"] == "gzip"
    headers = {"accept-encoding": "gzip", "if-none-match": first["ETag"]}
    assert client.get(page, headers=headers).status_code == 304


@pytest.mark.parametrize("page", PAGES)
def test_the_head_says_what_the_page_says(meeting, client, page):
    whole, head = client.get(page), client.head(page)
    assert head.content == b""
    assert head["ETag"] == whole["ETag"]


@pytest.mark.parametrize("condition", ['"other"', "other", "W/", "*, *", '"' + "x" * 10000 + '"'])
def test_another_tag_gets_the_page(meeting, client, condition):
    assert client.get(MEETING, headers={"if-none-match": condition}).status_code == 200


def moment(response):
    return parse_http_date(response["Last-Modified"])


def add_item(meeting, by):
    ItemFactory(meeting=meeting, position=9, title="Trams")
    publish(meeting=meeting, by=by, reason="Trams were missing")


def take_back(meeting, by):
    withdraw(edition=meeting.editions.get(number=2), by=by, reason="It named a patient")


def respond(meeting, by):
    entry = LedgerEntry.objects.get(kind="recommendation")
    add_update(
        entry=entry, kind="response", on=entry.made_on, by=by, text="Yes.", by_name="Cabinet", verdict="accepted"
    )


def report(meeting, by):
    entry = LedgerEntry.objects.get(kind="action")
    add_update(entry=entry, kind="progress", on=entry.made_on, by=by, text="Half of it is done.")


def seat(meeting, by):
    MembershipFactory(committee=meeting.committee)
    publish_committee(committee=meeting.committee, by=by, reason="A new member")


def rename(meeting, by):
    meeting.committee.name = "Roads Scrutiny Committee"
    meeting.committee.save()
    publish_committee(committee=meeting.committee, by=by, reason="A new name")


def meet_again(meeting, by):
    publish(meeting=held_meeting(committee=meeting.committee, date=dt.date(2026, 3, 3)), by=by, reason="Draft minutes")


@pytest.mark.parametrize("deed", [add_item, take_back, respond, report, seat, rename, meet_again])
def test_whatever_changes_a_page_changes_its_tag(meeting, publisher, client, deed):
    before = {page: client.get(page) for page in PAGES}
    deed(meeting, publisher)
    changed = 0
    for page in PAGES:
        after = client.get(page)
        if after.content != before[page].content:
            changed += 1
            assert after.get("ETag") != before[page]["ETag"], page
            assert ask(client, page, before[page]).status_code == after.status_code, page
            if after.status_code == 200:
                assert moment(after) >= moment(before[page]), page
    assert changed


@pytest.mark.parametrize("deed", [respond, seat, meet_again])
def test_what_does_not_touch_an_edition_leaves_it_with_the_reader(meeting, publisher, client, deed):
    other = CommitteeFactory(name="Housing", slug="housing", code="HOU")
    publish(meeting=held_meeting(committee=other, date=dt.date(2026, 2, 4)), by=publisher, reason="Draft minutes")
    page = "/meetings/housing/2026-02-04/"
    before = client.get(page)
    publish(meeting=held_meeting(committee=meeting.committee, date=dt.date(2026, 3, 4)), by=publisher, reason="New")
    assert ask(client, page, before).status_code == 304


def test_a_page_that_tells_what_is_late_changes_with_the_day(meeting, client, monkeypatch):
    before = {page: client.get(page) for page in PAGES}
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *args: tomorrow)
    for page in PAGES:
        assert ask(client, page, before[page]).status_code == 200, page


def test_a_meeting_that_left_nothing_to_do_does_not_change_with_the_day(meeting, publisher, client, monkeypatch):
    quiet = held_meeting(committee=meeting.committee, date=dt.date(2026, 3, 3))
    quiet.items.all().delete()
    ItemFactory(meeting=quiet)
    publish(meeting=quiet, by=publisher, reason="Draft minutes")
    before = client.get("/meetings/transport/2026-03-03/")
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *args: tomorrow)
    assert ask(client, "/meetings/transport/2026-03-03/", before).status_code == 304


def test_a_new_release_changes_every_page(meeting, client, monkeypatch):
    before = {page: client.get(page) for page in PAGES}
    later = release.Release("another", timezone.now())
    monkeypatch.setattr("portal.conditional.release", lambda: later)
    for page in PAGES:
        assert ask(client, page, before[page]).status_code == 200, page


@pytest.mark.parametrize("name", ["templates/page.html", "static/css/page.css", "portal/page.py"])
def test_the_release_follows_from_the_files_alone(tmp_path, settings, name):
    settings.BASE_DIR = tmp_path
    page = tmp_path / name
    page.parent.mkdir(parents=True)
    page.write_text("one")
    first = release._read()
    assert release._read() == first
    page.write_text("two")
    assert release._read().digest != first.digest
    page.rename(page.with_stem("other"))
    assert release._read().digest not in (first.digest, "")
    assert release._read().at <= timezone.now()


def test_a_tombstone_is_never_taken_for_the_page(meeting, publisher, client):
    before = client.get(MEETING)
    for edition in meeting.editions.all():
        withdraw(edition=edition, by=publisher, reason="By mistake")
    for headers in (
        {"if-none-match": before["ETag"]},
        {"if-none-match": "*"},
        {"if-modified-since": "Fri, 31 Dec 2099 00:00:00 GMT"},
    ):
        response = client.get(MEETING, headers=headers)
        assert response.status_code == 410
        assert "ETag" not in response


def test_an_old_address_still_leads_to_the_new_one(meeting, client):
    assert client.get("/actions/TRA-2026-R1/", headers={"if-none-match": "*"}).status_code == 301
