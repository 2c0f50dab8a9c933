"""Rows of work programmes in the search: those that were published, each at its place, and no others."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse
from factories import CommitteeFactory, held_meeting

from meetings.models import RowState, WorkProgramme
from meetings.workflow.work_programme import add_rows, change_row, release, set_state
from portal.publishing.door import publish, publish_committee
from portal.publishing.verification import faults
from portal.search.models import EntryKind, SearchEntry, SearchWord

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee():
    return CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")


@pytest.fixture
def programme(committee, publisher):
    programme = WorkProgramme.objects.create(committee=committee, year=2026)
    rows = [
        {"title": "Night buses", "description": "Why the tramway closes early.", "target_date": dt.date(2026, 9, 8)},
        {"title": "Ferries", "lead_officers": "Head of Harbours"},
    ]
    add_rows(programme=programme, rows=rows, by=publisher)
    return programme


def publish_now(programme, publisher):
    return publish_committee(committee=programme.committee, by=publisher, reason="The work programme")


def ask(client, q, **query):
    response = client.get(reverse("search:search"), {"q": q, **query})
    assert response.status_code == 200
    return response


def found(client, q, **query):
    return [result.entry.get_absolute_url() for result in ask(client, q, **query).context["found"].results]


def address_of(programme, title):
    return f"/committees/transport/work-programme/2026/#row-{programme.rows.get(title=title).pk}"


def test_a_published_row_is_found_at_its_place(programme, publisher, client):
    release(programme=programme, by=publisher)
    publish_now(programme, publisher)
    assert found(client, "tramway") == [address_of(programme, "Night buses")]
    assert found(client, "harbours") == [address_of(programme, "Ferries")]
    page = ask(client, "ferries").content.decode()
    assert "2026 to 2027" in page
    assert 'value="programme"' in page
    place = found(client, "ferries")[0]
    anchor = place.partition("#")[2]
    assert f'id="{anchor}"' in client.get(place).content.decode()


def test_a_row_is_narrowed_by_kind_committee_and_year(programme, publisher, client):
    publish(meeting=held_meeting(committee=programme.committee, date=dt.date(2024, 6, 2)), by=publisher, reason="Draft")
    release(programme=programme, by=publisher)
    publish_now(programme, publisher)
    wanted = [address_of(programme, "Ferries")]
    assert found(client, "ferries", kind="programme", committee="transport", year="2026") == wanted
    assert found(client, "ferries", year="2024") == []
    assert found(client, "ferries", kind="paper") == []


def test_an_unpublished_row_is_not_found(programme, publisher, client):
    publish_now(programme, publisher)
    assert not SearchEntry.objects.filter(kind=EntryKind.PROGRAMME).exists()
    release(programme=programme, by=publisher)
    assert found(client, "ferries") == []
    publish_now(programme, publisher)
    add_rows(programme=programme, rows=[{"title": "Helicopters"}], by=publisher, reason="Asked for")
    assert found(client, "helicopters") == []
    assert not SearchWord.objects.filter(word="helicopters").exists()


def test_what_an_edition_no_longer_says_is_not_found(programme, publisher, client):
    release(programme=programme, by=publisher)
    publish_now(programme, publisher)
    row = programme.rows.get(title="Ferries")
    change_row(row=row, values={"title": "Harbours"}, by=publisher, reason="It was named wrongly.")
    set_state(row=row, state=RowState.DROPPED, by=publisher, reason="The quay is closed.")
    publish_now(programme, publisher)
    assert found(client, "quay") == [address_of(programme, "Harbours")]
    assert SearchWord.objects.filter(word="quay", places=1).exists()
    WorkProgramme.objects.update(released_at=None, released_by=None)
    publish_now(programme, publisher)
    assert not SearchEntry.objects.exists()
    assert not SearchWord.objects.exists()


def test_rows_that_were_lost_are_told_and_written_anew(programme, publisher):
    release(programme=programme, by=publisher)
    publish_now(programme, publisher)
    kept = set(SearchEntry.objects.values_list("anchor", "title", "text", "date", "programme"))
    assert len(kept) == 2
    SearchEntry.objects.filter(title="Ferries").delete()
    assert any("what the search finds of it" in fault.sentence for fault in faults())
    call_command("rebuild_public_rows")
    assert set(SearchEntry.objects.values_list("anchor", "title", "text", "date", "programme")) == kept
    assert list(faults()) == []
