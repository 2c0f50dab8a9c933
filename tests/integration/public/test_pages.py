"""Public pages: what they show, what they refuse, and what they cost."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import (
    CommitteeFactory,
    DocumentFactory,
    ItemFactory,
    MeetingFactory,
    MembershipFactory,
    OutcomeFactory,
    PersonFactory,
    held_meeting,
)
from freezing import on_the_day

from actions.models import LedgerEntry
from actions.workflow.facts import add_update
from portal.publishing.door import publish, publish_committee, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def transport():
    return CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")


@pytest.fixture
def held(transport, publisher):
    meeting = held_meeting(committee=transport, date=dt.date(2026, 2, 3))
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    return meeting


def page(client, name, *args, status=200, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == status
    return response.content.decode()


def test_meeting_page_shows_the_whole_minutes_with_permalinks(held, client):
    html = page(client, "meetings:meeting-detail", "transport", "2026-02-03")
    assert "The committee considered buses." in html
    assert 'id="item-1"' in html
    assert 'id="item-1-b"' in html
    assert "TRA-2026-R1" in html
    assert "Draft minutes" in html


def test_meeting_page_shows_the_live_status_of_a_line(held, client, publisher):
    entry = LedgerEntry.objects.get(kind="recommendation")
    add_update(
        entry=entry, kind="response", on=entry.made_on, by=publisher, text="Yes.", by_name="Cabinet", verdict="accepted"
    )
    assert 'data-status="accepted"' in page(client, "meetings:meeting-detail", "transport", "2026-02-03")


def test_what_a_meeting_led_to_is_listed_in_the_order_of_its_minutes(held, client):
    html = page(client, "meetings:meeting-detail", "transport", "2026-02-03")
    follow_up = html.partition("Follow-up")[2].partition("</dd>")[0]
    assert follow_up.index("TRA-2026-R1") < follow_up.index("TRA-2026-1")


def test_a_meeting_of_which_nothing_but_the_agenda_is_known_says_so_once_its_day_has_passed(
    transport, publisher, client, monkeypatch
):
    meeting = ItemFactory(
        meeting=MeetingFactory(committee=transport, date=dt.date(2026, 3, 3)),
        position=1,
        purpose="To receive:\n• buses",
    ).meeting
    publish(meeting=meeting, by=publisher, reason="Agenda")
    address = ["meetings:meeting-detail", "transport", "2026-03-03"]
    on_the_day(monkeypatch, meeting.date)
    html = page(client, *address)
    assert 'data-status="scheduled"' in html
    assert "To receive:<br>• buses" in html
    on_the_day(monkeypatch, meeting.date + dt.timedelta(days=1))
    html = page(client, *address)
    assert "The day has passed" in html
    assert 'data-status="scheduled"' not in html
    assert "No minutes yet" in page(client, "meetings:meeting-list")


def test_an_earlier_edition_stays_readable_and_says_that_it_was_replaced(held, client, publisher):
    ItemFactory(meeting=held, position=2, title="Trams")
    publish(meeting=held, by=publisher, reason="Trams were missing")

    html = page(client, "meetings:edition-detail", "transport", "2026-02-03", 1)

    assert "which has been replaced" in html
    assert "Trams" not in html
    assert "Trams" in page(client, "meetings:meeting-detail", "transport", "2026-02-03")


def test_a_withdrawn_edition_leaves_a_tombstone(held, client, publisher):
    ItemFactory(meeting=held, position=2, title="Trams")
    edition = publish(meeting=held, by=publisher, reason="Trams were missing")
    withdraw(edition=edition, by=publisher, reason="It named a patient")

    html = page(client, "meetings:edition-detail", "transport", "2026-02-03", 2, status=410)

    assert "It named a patient" in html
    assert "Trams" not in html
    assert "considered buses" in page(client, "meetings:meeting-detail", "transport", "2026-02-03")


def test_a_meeting_whose_only_edition_was_withdrawn_leaves_a_tombstone(held, client, publisher):
    withdraw(edition=held.editions.get(), by=publisher, reason="Published by mistake")
    html = page(client, "meetings:meeting-detail", "transport", "2026-02-03", status=410)
    assert "Published by mistake" in html
    assert "buses" not in html
    page(client, "actions:recommendation-detail", "TRA-2026-R1", status=410)
    assert "TRA-2026-R1" not in page(client, "actions:recommendation-list")


def test_a_paper_is_served_under_its_name_and_type(held, client, publisher):
    paper = DocumentFactory.with_file(b"%PDF-1.4 open", meeting=held)
    publish(meeting=held, by=publisher, reason="The paper came")
    response = client.get(f"/meetings/transport/2026-02-03/papers/{paper.sha256[:12]}/buses.pdf")
    assert b"".join(response.streaming_content) == b"%PDF-1.4 open"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="buses.pdf"'


@pytest.mark.parametrize("name", ["..%2f..%2fetc%2fpasswd", "other.pdf", "%00", "buses.pdf/"])
def test_a_paper_has_no_other_name(held, client, publisher, name):
    paper = DocumentFactory.with_file(meeting=held)
    publish(meeting=held, by=publisher, reason="The paper came")
    assert client.get(f"/meetings/transport/2026-02-03/papers/{paper.sha256[:12]}/{name}").status_code == 404


def test_a_page_that_is_no_pdf_is_handed_over_as_a_download(held, client, publisher):
    paper = DocumentFactory.with_file(b"<script>alert(1)</script>", "page.html", meeting=held)
    paper.media_type = "text/html"
    paper.save()
    publish(meeting=held, by=publisher, reason="The paper came")
    response = client.get(f"/meetings/transport/2026-02-03/papers/{paper.sha256[:12]}/page.html")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_entry_page_tells_its_history_from_the_minute_line_on(held, client, publisher):
    entry = LedgerEntry.objects.get(kind="recommendation")
    add_update(entry=entry, kind="sent", on=dt.date(2026, 2, 5), by=publisher)
    html = page(client, "actions:recommendation-detail", entry.reference)
    assert "/meetings/transport/2026-02-03/#item-1-b" in html
    assert "4 April 2026" in html
    assert "section 9FE" in html


def test_an_entry_is_found_by_its_reference_in_any_case(held, client):
    response = client.get("/recommendations/tra-2026-r1/")
    assert (response.status_code, response["Location"]) == (301, "/recommendations/TRA-2026-R1/")
    assert client.get("/actions/TRA-2026-R1/")["Location"] == "/recommendations/TRA-2026-R1/"


def test_lists_filter_by_their_address(held, client):
    assert "TRA-2026-R1" in page(client, "actions:recommendation-list", status=200, text="evening")
    assert "TRA-2026-R1" not in page(client, "actions:recommendation-list", text="tramway")
    assert "TRA-2026-R1" in page(
        client, "actions:recommendation-list", **{"committee": "transport", "addressee": "cab"}
    )
    assert "TRA-2026-1<" in page(client, "actions:action-list", late="on")
    assert "TRA-2026-1<" not in page(client, "actions:action-list", **{"owner": "treasurer"})


@pytest.mark.parametrize(
    "query", ["committee=nope", "since=yesterday", "status=lost", "page=999", "text=%00'", "page=x"]
)
@pytest.mark.parametrize("name", ["actions:recommendation-list", "actions:action-list", "meetings:meeting-list"])
def test_lists_survive_bad_addresses(held, client, name, query):
    assert client.get(f"{reverse(name)}?{query}").status_code == 200


def test_committee_page_lists_members_by_role(transport, held, client, publisher):
    chair = PersonFactory(name="Anwen Price", sort_name="price anwen")
    MembershipFactory(committee=transport, person=chair, role="chairperson")
    MembershipFactory(committee=transport, role="co-optee", body="Diocese of Wexcombe", votes="education items")
    MembershipFactory(committee=transport, person=PersonFactory(name="Gone Away"), last_day=dt.date(2025, 6, 1))
    publish_committee(committee=transport, by=publisher, reason="New members")
    html = page(client, "meetings:committee-detail", "transport")
    assert "Councillor Anwen Price" in html
    assert "Diocese of Wexcombe" in html
    assert "Gone Away" not in html


def test_committee_page_leads_to_its_own_register_and_figures(transport, held, client):
    html = client.get("/committees/transport/").content.decode()
    for name, address in (("Left unanswered", "/unanswered/"), ("What came of its scrutiny, in figures", "/impact/")):
        assert f'<a href="{address}?committee=transport">{name}</a>' in html
        assert client.get(f"{address}?committee=transport").status_code == 200


def test_scrutiny_comes_before_the_cabinet(publisher, client):
    for name, kind in (("Cabinet", "cabinet"), ("Zoo Scrutiny Committee", "scrutiny")):
        committee = CommitteeFactory(name=name, kind=kind)
        publish_committee(committee=committee, by=publisher, reason="New")
    html = page(client, "meetings:committee-list")
    assert html.index("Zoo Scrutiny Committee") < html.index(">Cabinet<")


def test_pages_of_an_empty_record_say_so(client):
    assert "Nothing has been published yet." in page(client, "home")
    assert "No committee has been published yet." in page(client, "meetings:committee-list")
    for name in ("meetings:meeting-list", "actions:recommendation-list", "actions:action-list"):
        assert "fits these filters" in page(client, name)


def test_words_of_the_record_are_escaped(transport, publisher, client):
    meeting = held_meeting(committee=transport, date=dt.date(2026, 2, 3), notes="<script>alert(1)</script>")
    item = meeting.items.get()
    item.title, item.minutes_html = "<b>Bold</b>", "<p onclick=x>Fine</p><script>alert(2)</script>"
    item.save()
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    html = page(client, "meetings:meeting-detail", "transport", "2026-02-03")
    assert "<script>" not in html
    assert "onclick" not in html
    assert "&lt;b&gt;Bold&lt;/b&gt;" in html


def test_the_content_security_policy_allows_nothing_inline(client):
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def many(committee, publisher, count):
    """`count` further meetings, each with lines in the ledger."""
    for number in range(count):
        meeting = held_meeting(committee=committee, date=dt.date(2025, 6, 2) + dt.timedelta(days=7 * number))
        publish(meeting=meeting, by=publisher, reason="Draft minutes")


LISTS = [
    ("home", []),
    ("meetings:committee-list", []),
    ("meetings:committee-detail", ["transport"]),
    ("meetings:meeting-list", []),
    ("meetings:calendar", [2026, 2]),
    ("meetings:meeting-detail", ["transport", "2026-02-03"]),
    ("actions:recommendation-list", []),
    ("actions:action-list", []),
    ("actions:recommendation-detail", ["TRA-2026-R1"]),
    ("about", []),
]


def test_pages_cost_the_same_number_of_queries_for_two_rows_and_for_twenty(
    transport, held, publisher, client, django_assert_max_num_queries
):
    many(transport, publisher, 1)
    few = {}
    for name, args in LISTS:
        with django_assert_max_num_queries(8) as captured:
            page(client, name, *args)
        few[name] = len(captured)
    many_meetings = held.items.get()
    for number in range(18):
        OutcomeFactory(group=many_meetings.outcome_groups.first(), position=10 + number, kind="action", text="Do it")
    publish(meeting=held, by=publisher, reason="More lines")
    for number in range(18):
        meeting = held_meeting(committee=transport, date=timezone.localdate() + dt.timedelta(days=number))
        publish(meeting=meeting, by=publisher, reason="Agenda")
    for name, args in LISTS:
        with django_assert_max_num_queries(8) as captured:
            page(client, name, *args)
        assert len(captured) == few[name], name
    assert few["meetings:meeting-detail"] <= 4


@pytest.mark.parametrize("name", ["home", "about", "actions:action-list", "search:search"])
def test_too_many_parameters_are_refused_with_a_page(client, name):
    response = client.get(reverse(name) + "?" + "a=1&" * 1001)
    assert response.status_code in (200, 400)
    assert "Something went wrong" not in response.content.decode()
    assert "</html>" in response.content.decode()


def test_a_number_is_written_in_one_way(held, client):
    assert client.get("/meetings/transport/2026-02-03/editions/1/").status_code == 200
    for number in ("01", "0", "9" * 4000, "1.0"):
        assert client.get(f"/meetings/transport/2026-02-03/editions/{number}/").status_code == 404
        assert client.get(f"/meetings/transport/2026-02-03/compare/{number}/1/").status_code == 404
        assert client.get(f"/meetings/transport/2026-02-03/editions/{number}.json").status_code == 404
