"""The public page of a work programme, and of what a task and finish group is for."""

import datetime as dt

import pytest
from factories import CommitteeFactory, MeetingFactory, held_meeting

from meetings.models import TaskGroup, WorkProgramme
from meetings.workflow.programme_links import put_on_agenda, row_from_recommendation
from meetings.workflow.work_programme import add_rows, add_titles, change_row, release
from portal.publishing.door import publish, publish_committee

pytestmark = pytest.mark.django_db

PAGE = "/committees/transport/work-programme/2026/"


@pytest.fixture
def committee():
    return CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")


@pytest.fixture
def programme(committee, publisher):
    programme = WorkProgramme.objects.create(committee=committee, year=2026, note="Reviewed at each meeting.")
    add_titles(programme=programme, text="Buses\nFerries", by=publisher)
    return programme


def publish_now(committee, publisher):
    return publish_committee(committee=committee, by=publisher, reason="The work programme")


def text(client, page=PAGE):
    response = client.get(page)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_an_unreleased_programme_is_not_published(programme, publisher, client):
    edition = publish_now(programme.committee, publisher)
    assert "work_programmes" not in edition.content
    assert client.get(PAGE).status_code == 404
    assert client.get("/committees/transport/work-programme/").status_code == 404


def test_a_released_programme_is_read_with_its_changes_and_reasons(programme, publisher, client):
    release(programme=programme, by=publisher)
    july = MeetingFactory(committee=programme.committee, date=dt.date(2026, 7, 14))
    row = programme.rows.get(title="Buses")
    change_row(row=row, values={"target_meeting": july}, by=publisher, reason="The operator can come then.")
    publish_now(programme.committee, publisher)
    html = text(client)
    for words in ("Reviewed at each meeting.", "14 July 2026", "To be scheduled", "Ferries"):
        assert words in html
    assert "moved from to be scheduled to the meeting of 14 July 2026, because: The operator can come then." in html
    assert 'href="/meetings/transport/2026-07-14/"' not in html
    assert "Work programme" in text(client, "/committees/transport/")


def test_a_row_leads_to_its_meeting_once_that_is_public(programme, publisher, client):
    release(programme=programme, by=publisher)
    july = MeetingFactory(committee=programme.committee, date=dt.date(2026, 7, 14))
    change_row(row=programme.rows.get(title="Buses"), values={"target_meeting": july}, by=publisher, reason="So")
    item = put_on_agenda(row=programme.rows.get(title="Buses"), by=publisher)
    publish_now(programme.committee, publisher)
    before = client.get(PAGE)
    publish(meeting=july, by=publisher, reason="Agenda")
    after = client.get(PAGE)
    assert f'href="/meetings/transport/2026-07-14/#{item.anchor}"' in after.content.decode()
    assert before["ETag"] != after["ETag"]


def test_a_reference_leads_to_the_ledger(programme, publisher, client):
    publish(meeting=held_meeting(committee=programme.committee, date=dt.date(2026, 6, 2)), by=publisher, reason="Draft")
    release(programme=programme, by=publisher)
    row_from_recommendation(programme=programme, reference="TRA-2026-R1", text="Review the buses", by=publisher)
    publish_now(programme.committee, publisher)
    assert 'href="/recommendations/TRA-2026-R1/"' in text(client)


def test_publishing_again_without_a_change_writes_nothing(programme, publisher):
    release(programme=programme, by=publisher)
    assert publish_now(programme.committee, publisher) == publish_now(programme.committee, publisher)


@pytest.mark.parametrize("rows", [2, 20])
def test_the_page_takes_the_same_queries_however_many_rows(
    programme, publisher, client, rows, django_assert_num_queries
):
    meeting = MeetingFactory(committee=programme.committee, date=dt.date(2026, 7, 14))
    values = [{"title": f"Row {number}", "target_meeting": meeting} for number in range(rows)]
    add_rows(programme=programme, rows=values, by=publisher)
    release(programme=programme, by=publisher)
    publish_now(programme.committee, publisher)
    with django_assert_num_queries(4):
        client.get(PAGE)


def test_what_a_group_is_for_stands_on_its_page(committee, publisher, client):
    group = CommitteeFactory(
        name="Bus Group", slug="bus-group", code="BUS", kind="task and finish group", parent=committee
    )
    TaskGroup.objects.create(
        committee=group,
        status="at work",
        scope="Why buses are late.",
        exclusions="Fares.",
        begins_on=dt.date(2026, 9, 1),
    )
    publish_now(group, publisher)
    html = text(client, "/committees/bus-group/")
    for words in ("What the group is for", "Why buses are late.", "Not part of the work", "Fares.", "1 September 2026"):
        assert words in html
    group.refresh_from_db()
    TaskGroup.objects.filter(committee=group).update(scope="Secretly changed.")
    assert "Secretly changed." not in text(client, "/committees/bus-group/")
