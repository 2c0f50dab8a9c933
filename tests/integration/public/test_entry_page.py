"""The public page of one entry: every kind of fact, as at a day, with its files; and what its ETag follows from."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from factories import CommitteeFactory, held_meeting
from made_files import examined

from actions.models import AddresseeClock, LedgerEntry
from actions.words import UpdateKind
from actions.workflow.facts import add_update, take_back
from actions.workflow.new_actions import add_action, carry_out
from actions.workflow.recording import FactFile, NewFact, record_fact
from meetings.editions.models import PublishedCommittee, PublishedMeeting
from portal.kept_pages import pages
from portal.publishing.door import publish, withdraw

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 2, 3)
PAGE = "/recommendations/TRA-2026-R1/"
ACTION = "/actions/TRA-2026-1/"
PROOF = b"%PDF-1.4 the proof"


def entry(reference="TRA-2026-R1"):
    return LedgerEntry.objects.select_related("committee", "meeting").get(reference=reference)


@pytest.fixture
def meeting(publisher):
    meeting = held_meeting(committee=CommitteeFactory(slug="transport", code="TRA"), date=DAY)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    return meeting


@pytest.fixture
def tell(meeting, publisher):
    def record(reference, kind, days, **fields):
        return add_update(entry=entry(reference), kind=kind, on=DAY + dt.timedelta(days=days), by=publisher, **fields)

    return record


def read(client, page=PAGE, status=200):
    response = client.get(page)
    assert response.status_code == status
    return response.content.decode()


def test_each_fact_is_told_with_what_belongs_to_it(tell, client):
    tell("TRA-2026-R1", "sent", 1)
    tell("TRA-2026-R1", "response", 9, text="In part.", by_name="Cabinet", verdict="accepted in part")
    tell("TRA-2026-R1", "reviewed", 20, text="It was content.", meeting=PublishedMeeting.objects.get(),
         item_title="What came of it", anchor="item-1")  # fmt: skip
    html = read(client)
    assert "Last day for a response: " in html
    assert "Response: accepted in part" in html
    assert '<a href="/meetings/transport/2026-02-03/#item-1">What came of it</a>' in html


def test_one_that_gave_way_and_the_other_lead_to_each_other(tell, publisher, client):
    committee = PublishedCommittee.objects.get()
    other = add_action(committee=committee, text="Send all timetables", made_on=DAY, by=publisher)
    tell("TRA-2026-1", "superseded", 4, text="Put more widely.", other=other)
    html = read(client, ACTION)
    assert 'data-status="superseded"' in html
    assert f'Its place is taken by <a href="/actions/{other.reference}/">' in html
    assert '<a href="/actions/TRA-2026-1/">TRA-2026-1</a> <span class="facts__rule">Superseded on 7 February 2026' in (
        read(client, f"/actions/{other.reference}/")
    )


def test_a_fact_that_was_taken_back_stays_to_be_read(tell, publisher, client):
    wrong = tell("TRA-2026-1", "completed", 5, text="It was sent.", evidence="A letter")
    take_back(update=wrong, because="It was the letter of another matter.", by=publisher)
    html = read(client, ACTION)
    assert "<s>Completed</s>" in html
    assert "It was sent." in html
    assert html.count("It was the letter of another matter.") == 2
    assert 'data-status="complete"' not in html


def test_an_action_names_the_recommendation_that_it_carries_out(meeting, publisher, client):
    carry_out(
        recommendation=entry(), text="Draw it", owner="Head", due_on=dt.date(2099, 1, 1), made_on=DAY, by=publisher
    )
    html = read(client, "/actions/TRA-2026-2/")
    assert 'It carries out <a href="/recommendations/TRA-2026-R1/">' in html
    assert "Agreed when the action was" in html
    assert '<a href="/actions/TRA-2026-2/">TRA-2026-2</a>' in read(client)


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        ("between meetings", "Agreed between meetings"),
        ("undertaking", "Undertaken at a meeting"),
        ("older log", "There it was number 13"),
    ],
)
def test_an_entry_without_a_minute_line_says_where_it_comes_from(meeting, publisher, client, origin, words):
    action = add_action(
        committee=PublishedCommittee.objects.get(), text="Ring them", made_on=dt.date(2025, 1, 9), by=publisher,
        origin=origin, source_number="13" if origin == "older log" else "", cites_no_meeting=origin == "older log",
    )  # fmt: skip
    html = read(client, action.get_absolute_url())
    assert words in html
    assert 'href=""' not in html
    assert ("No meeting of the committee was held on 9 January 2025" in html) == (origin == "older log")


def test_as_at_a_day_the_page_shows_what_was_known_then(tell, client):
    tell("TRA-2026-R1", "sent", 1)
    tell("TRA-2026-R1", "response", 40, text="Certainly not.", by_name="Cabinet", verdict="rejected")
    html = read(client, f"{PAGE}?as_at=2026-03-01")
    assert "As it stood on 1 March 2026" in html
    assert 'data-status="awaiting response"' in html
    assert "Certainly not." not in html
    assert 'name="robots" content="noindex"' in html
    assert "Certainly not." in read(client)


@pytest.mark.parametrize("typed", ["2026-02-31", "%00", "x" * 5000, "9999-01-01", "2026-01-01"])
def test_a_day_that_cannot_be_shown_gets_a_sentence(meeting, client, typed):
    assert "as-at-error" in read(client, f"{PAGE}?as_at={typed}", status=422)


@pytest.fixture
def proof(meeting, publisher):
    fact = NewFact(UpdateKind.COMPLETED, DAY, files=[FactFile(examined(PROOF), io.BytesIO(PROOF))])
    return record_fact(entry=entry("TRA-2026-1"), fact=fact, by=publisher).files.get()


def test_a_file_of_the_ledger_is_served_as_papers_are(proof, client):
    address = proof.get_absolute_url()
    assert address in read(client, ACTION)
    response = client.get(address)
    assert b"".join(response.streaming_content) == PROOF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    part = client.get(address, headers={"range": "bytes=0-3"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"%PDF")
    assert client.get(address, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_a_file_of_the_ledger_has_no_other_name(proof, client, publisher, meeting):
    known = proof.get_absolute_url()
    sha, name = proof.sha256[:12], proof.filename
    for arguments in ([sha, "other.pdf"], ["0" * 12, name], [proof.sha256, name], [sha[:6], name]):
        assert client.get(reverse("actions:ledger-file", args=arguments)).status_code == 404
    withdraw(edition=meeting.editions.get(), by=publisher, reason="By mistake")
    assert client.get(known).status_code == 404


def tag(client, page=PAGE):
    return client.get(page)["ETag"]


def test_the_tag_follows_from_all_that_the_page_shows(tell, publisher, client):
    seen = {tag(client)}

    def changed():
        seen.add(tag(client))
        return len(seen)

    assert tag(client, f"{PAGE}?as_at=2026-02-10") not in seen
    carry_out(recommendation=entry(), text="Do it", owner="Head", due_on=dt.date(2099, 1, 1), made_on=DAY, by=publisher)
    assert changed() == 2
    tell("TRA-2026-2", "progress", 3, text="Begun.")
    assert changed() == 3
    other = held_meeting(committee=PublishedCommittee.objects.get().edition.committee, date=dt.date(2026, 3, 3))
    publish(meeting=other, by=publisher, reason="Draft minutes")
    tell("TRA-2026-R2", "merged", 40, text="Said twice.", other=entry())
    assert changed() == 4
    AddresseeClock.objects.filter(addressee_kind="executive").update(months=3)
    assert changed() == 5


def test_a_page_is_not_kept_when_an_action_is_opened_by_hand(meeting, publisher, client, settings):
    settings.KEEP_PAGES_MB = 8
    pages.clear()
    assert "Ring them" not in read(client, "/actions/")
    add_action(committee=PublishedCommittee.objects.get(), text="Ring them", made_on=DAY, by=publisher)
    assert "Ring them" in read(client, "/actions/")
    pages.clear()


def test_a_long_history_costs_no_more_than_a_short_one(tell, publisher, client, django_assert_max_num_queries):
    few = {}
    for count in (2, 20):
        for _ in range(count):
            carry_out(
                recommendation=entry(), text="Do", owner="X", due_on=dt.date(2099, 1, 1), made_on=DAY, by=publisher
            )
            tell("TRA-2026-R1", "progress", 1, text="More.")
            tell("TRA-2026-2", "progress", 1, text="More.")
        for page, most in ((PAGE, 8), ("/actions/TRA-2026-2/", 10), (f"{PAGE}?as_at=2026-02-10", 9)):
            with django_assert_max_num_queries(most) as captured:
                read(client, page)
            assert few.setdefault(page, len(captured)) == len(captured)
