"""What a larger deployment leans on: read-only replicas, other storages, compression."""

import datetime as dt
import gzip

import pytest
from crawler import body_of, crawl
from django.core.files.storage import storages
from django.db import connection, transaction
from factories import CommitteeFactory, DocumentFactory, held_meeting

from portal.publishing.door import publish
from portal.publishing.verification import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def transport():
    return CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")


def published(transport, publisher):
    meeting = held_meeting(committee=transport, date=dt.date(2026, 2, 3))
    DocumentFactory.with_file(b"%PDF-1.4 open", meeting=meeting)
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    return meeting


def test_public_pages_need_no_more_than_a_read_only_database(transport, publisher, client):
    published(transport, publisher)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET TRANSACTION READ ONLY")
        answers = {address: response.status_code for address, response, _ in crawl(client)}
    assert len(answers) > 12
    assert set(answers.values()) <= {200, 302}  # the calendar leads on to this month


def test_papers_may_lie_in_a_storage_that_is_no_folder(transport, publisher, client, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "published": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    storages._storages = {}
    meeting = published(transport, publisher)
    paper = meeting.documents.get()
    address = f"/meetings/transport/2026-02-03/papers/{paper.sha256[:12]}/buses.pdf"
    assert body_of(client.get(address)) == b"%PDF-1.4 open"
    assert not list(faults())


def test_pages_are_compressed_and_papers_are_not(transport, publisher, client):
    meeting = published(transport, publisher)
    page = client.get("/meetings/transport/2026-02-03/", headers={"Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in page["Vary"]
    assert b"The committee considered buses." in gzip.decompress(page.content)
    paper = meeting.documents.get()
    address = f"/meetings/transport/2026-02-03/papers/{paper.sha256[:12]}/buses.pdf"
    response = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response
    assert body_of(response) == b"%PDF-1.4 open"
