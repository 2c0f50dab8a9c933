"""The office's page that puts a list on an agenda, and the public page of a list."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from factories import CommitteeFactory, ItemFactory
from ledger_paper import coming_meeting, committee_with_ledger, log_item, more, tell
from lxml import html
from office_forms import workspace_of

from actions.as_paper.putting import put_on_agenda
from actions.models import FrozenLog, LedgerEntry
from meetings.models import Document
from portal.publishing.door import publish, withdraw

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NEW = "/office/ledger/paper/"


@pytest.fixture
def committee(publisher):
    return committee_with_ledger(publisher)


@pytest.fixture
def meeting(committee):
    return coming_meeting(committee)


@pytest.fixture
def office(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def log(meeting, publisher):
    """A list that is public."""
    put_on_agenda(meeting=meeting, item=log_item(meeting), kind="both", by=publisher)
    publish(meeting=meeting, by=publisher, reason="Agenda")
    return FrozenLog.objects.get()


def chosen(response):
    return {name: response.context["form"][name].value() for name in ("committee", "kind", "meeting", "item")}


def usual(meeting, **fields):
    return {
        "committee": "transport", "kind": "action log", "meeting": meeting.slug, "item": log_item(meeting).pk, **fields
    }  # fmt: skip


def test_the_next_meeting_and_its_item_are_chosen_already(office, meeting, committee):
    coming_meeting(committee, days=30)
    coming_meeting(committee, days=3, status="cancelled", status_reason="Snow")
    response = office.get(NEW)
    assert chosen(response) == {
        "committee": "transport", "kind": "action log", "meeting": meeting.slug, "item": str(log_item(meeting).pk)
    }  # fmt: skip
    assert "TRA-" in response.content.decode()


def test_a_meeting_without_the_item_takes_the_list_as_a_whole(office, meeting):
    log_item(meeting).delete()
    assert chosen(office.get(NEW))["item"] == ""


def test_another_committee_brings_its_own_meeting(office, meeting, publisher):
    arts = committee_with_ledger(publisher, slug="arts", code="ART")
    other = coming_meeting(arts, days=20)
    found = chosen(office.get(NEW, {**usual(meeting), "committee": "arts"}))
    assert (found["committee"], found["meeting"], found["item"]) == ("arts", other.slug, str(log_item(other).pk))


def test_one_press_makes_the_paper_and_leads_to_it(office, meeting):
    page = html.fromstring(office.get(NEW).content)
    (form,) = page.xpath("//form[@method='post'][.//button[text()='Put it on the agenda']]")
    response = office.post(form.get("action"), dict(form.form_values()), follow=True)
    paper = Document.objects.get()
    assert response.redirect_chain == [(f"{workspace_of(meeting)}#paper-{paper.pk}", 302)]
    assert f"“{paper.title}” is on the agenda, at item 2." in response.content.decode()
    again = office.get(NEW).content.decode()
    assert "is a paper of this meeting already" in again
    assert "Make a new version" in again


def test_the_workspace_leads_there_from_the_item_of_a_meeting_to_come(office, meeting):
    address = f"{NEW}?committee=transport&meeting={meeting.slug}&item={log_item(meeting).pk}"
    page = html.fromstring(office.get(workspace_of(meeting)).content)
    assert page.xpath("//a[text()='Put the action log here']/@href") == [address]
    meeting.status = "held"
    meeting.save()
    assert "Put the action log here" not in office.get(workspace_of(meeting)).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "minutes"},
        {"kind": ""},
        {"meeting": "1999-01-01"},
        {"meeting": "\x00" * 9},
        {"item": "9" * 40},
        {"item": "x" * 100_000},
    ],
)
def test_what_cannot_be_chosen_is_refused_with_a_sentence(office, meeting, wrong):
    response = office.post(NEW, {**usual(meeting), **wrong})
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
    assert not Document.objects.exists()


def test_an_exempt_item_and_one_of_another_meeting_cannot_be_chosen(office, meeting, committee):
    exempt = ItemFactory(
        meeting=meeting, position=3, is_exempt=True, exempt_paragraph=3, exempt_reason="Prices", exempt_review_on=TODAY
    )
    foreign = log_item(coming_meeting(committee, days=40))
    for item in (exempt, foreign):
        assert office.post(NEW, usual(meeting, item=item.pk)).status_code == 422


def test_a_committee_of_somebody_else_is_unknown(office, meeting):
    assert office.get(NEW, {"committee": "no-such"}).status_code == 404
    assert office.post(NEW, usual(meeting, committee="no-such")).status_code == 404


def test_a_committee_without_meeting_or_ledger_says_so(office, committee):
    assert "No meeting of this committee is to come" in office.get(NEW).content.decode()
    fresh = CommitteeFactory(slug="arts", name="Arts", code="ART")
    coming_meeting(fresh)
    assert "its ledger is empty" in office.get(NEW, {"committee": "arts"}).content.decode()


def test_the_page_costs_the_same_for_many_entries(office, meeting, committee):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            office.get(NEW)
        return len(asked)

    done = {"kind": "completed", "on": TODAY, "text": "Done."}
    more(committee, [done])
    few = queries()
    for _ in range(18):
        more(committee, [done])
    assert queries() == few


def test_the_meeting_leads_to_the_list_as_a_web_page(client, log, meeting):
    page = html.fromstring(client.get(f"/meetings/transport/{meeting.slug}/").content)
    (link,) = page.xpath("//a[starts-with(., 'Read as a web page')]")
    assert link.get("href") == f"/committees/transport/logs/{log.sha256[:12]}/" == log.get_absolute_url()


def test_the_list_is_read_as_a_web_page(client, log, meeting):
    entry = LedgerEntry.objects.get(kind="action")
    text = client.get(log.get_absolute_url()).content.decode()
    page = html.fromstring(text)
    assert page.xpath("string(//h1)") == Document.objects.get().title
    assert page.xpath("//tbody//th/a/@href") == [
        reverse("actions:action-detail", args=[entry.reference]),
        reverse("actions:recommendation-detail", args=["TRA-" + str(entry.year) + "-R1"]),
    ]
    assert "30 days late" in text
    (file,) = page.xpath("//a[contains(@href, '/papers/')]/@href")
    assert client.get(file)["Content-Type"] == "application/pdf"
    assert page.xpath(f"//a[starts-with(@href, '/meetings/transport/{meeting.slug}/#paper-')]")


def test_the_list_stays_as_it_was_whatever_becomes_of_its_entries(client, log):
    before = client.get(log.get_absolute_url())
    tell(LedgerEntry.objects.get(kind="action"), kind="completed", on=TODAY, text="Done.")
    after = client.get(log.get_absolute_url())
    assert before.content == after.content
    headers = {"if-none-match": before["ETag"]}
    assert client.get(log.get_absolute_url(), headers=headers).status_code == 304


def test_a_list_that_no_edition_lists_is_unknown(client, meeting, clerk):
    put_on_agenda(meeting=meeting, item=None, kind="both", by=clerk)
    assert client.get(FrozenLog.objects.get().get_absolute_url()).status_code == 404


def test_a_list_of_withdrawn_editions_is_gone(client, log, meeting, publisher):
    withdraw(edition=meeting.editions.get(), by=publisher, reason="A mistake")
    response = client.get(log.get_absolute_url())
    assert response.status_code == 410
    assert "TRA-" not in response.content.decode()


def test_an_earlier_version_stays_with_its_edition_and_says_that_it_was_replaced(
    client, log, meeting, committee, publisher
):
    before = client.get(log.get_absolute_url())
    assert "has taken the place" not in before.content.decode()
    more(committee, made_on=TODAY - dt.timedelta(days=1))
    put_on_agenda(meeting=meeting, item=log_item(meeting), kind="both", by=publisher)
    publish(meeting=meeting, by=publisher, reason="The list is newer")
    after = client.get(log.get_absolute_url(), headers={"if-none-match": before["ETag"]})
    assert "has taken the place" in after.content.decode()


@pytest.mark.parametrize("sha", ["0" * 12, "0" * 11, "x", "%00", "a" * 5000])
def test_digits_of_no_list_are_unknown(client, log, sha):
    assert client.get(f"/committees/transport/logs/{sha}/").status_code == 404
    assert client.get(f"/committees/arts/logs/{log.sha256[:12]}/").status_code == 404


def test_the_web_page_costs_the_same_for_many_entries(client, committee, meeting, publisher, log):
    def queries(address):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    few = queries(log.get_absolute_url())
    for _ in range(18):
        more(committee)
    put_on_agenda(meeting=meeting, item=log_item(meeting), kind="both", by=publisher)
    publish(meeting=meeting, by=publisher, reason="The list is longer")
    assert queries(FrozenLog.objects.first().get_absolute_url()) == few
