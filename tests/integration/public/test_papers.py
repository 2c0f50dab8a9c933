"""Papers: whole, in part, by their names, and only where a standing edition lists them."""

import datetime as dt

import pytest
from factories import CommitteeFactory, DocumentFactory, held_meeting

from meetings.editions.models import Edition
from meetings.editions.papers import paper_path, storage
from portal.publishing.door import publish, withdraw

pytestmark = pytest.mark.django_db

CONTENT = b"%PDF-1.4 0123456789"


@pytest.fixture
def meeting():
    committee = CommitteeFactory(name="Transport Scrutiny Committee", slug="transport", code="TRA")
    return held_meeting(committee=committee, date=dt.date(2026, 2, 3))


@pytest.fixture
def put(meeting, publisher):
    """Publishes the meeting with one more paper; returns the paper's address."""

    def put(content=CONTENT, name="buses.pdf", media_type="application/pdf"):
        paper = DocumentFactory.with_file(content, name, meeting=meeting)
        paper.media_type = media_type
        paper.save()
        publish(meeting=meeting, by=publisher, reason="A paper came")
        return f"/meetings/transport/2026-02-03/papers/{paper.sha256[:12]}/{paper.filename}"

    return put


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_paper_comes_whole(put, client):
    response = client.get(put())
    assert (response.status_code, body(response)) == (200, CONTENT)
    assert response["Content-Length"] == str(len(CONTENT))
    assert response["Accept-Ranges"] == "bytes"
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Content-Range" not in response


@pytest.mark.parametrize(
    ("asked", "first", "last"), [("bytes=0-3", 0, 3), ("bytes=9-", 9, 18), ("bytes=-4", 15, 18), ("bytes=5-999", 5, 18)]
)
def test_a_part_of_a_paper(put, client, asked, first, last):
    response = client.get(put(), headers={"range": asked})
    assert (response.status_code, body(response)) == (206, CONTENT[first : last + 1])
    assert response["Content-Range"] == f"bytes {first}-{last}/{len(CONTENT)}"
    assert response["Content-Length"] == str(last - first + 1)
    assert response["Content-Type"] == "application/pdf"
    assert "ETag" in response


@pytest.mark.parametrize("asked", ["bytes=0-1,3-4", "bytes=4-2", "lines=1-2", "bytes=" + "1" * 10000 + "-x"])
def test_what_is_no_single_range_gets_the_whole(put, client, asked):
    response = client.get(put(), headers={"range": asked})
    assert (response.status_code, body(response)) == (200, CONTENT)


def test_a_part_behind_the_end_is_refused_with_the_size(put, client):
    response = client.get(put(), headers={"range": "bytes=19-"})
    assert (response.status_code, response["Content-Range"], body(response)) == (416, "bytes */19", b"")


def test_a_part_is_given_only_of_the_same_file(put, client):
    address = put()
    head = client.head(address)
    for condition in (head["ETag"], head["Last-Modified"]):
        assert client.get(address, headers={"range": "bytes=0-3", "if-range": condition}).status_code == 206
    for condition in ('"other"', f"W/{head['ETag']}", "Thu, 01 Jan 1970 00:00:00 GMT", "soon"):
        response = client.get(address, headers={"range": "bytes=0-3", "if-range": condition})
        assert (response.status_code, body(response)) == (200, CONTENT)


def test_the_head_alone(put, client):
    response = client.head(put(), headers={"range": "bytes=0-3"})
    assert (response.status_code, response["Content-Length"], body(response)) == (200, "19", b"")
    assert response["Content-Type"] == "application/pdf"


def test_a_paper_that_the_reader_has_is_not_sent_again(put, client):
    address = put()
    first = client.get(address)
    for condition in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        response = client.get(address, headers={**condition, "range": "bytes=0-3"})
        assert (response.status_code, body(response)) == (304, b"")
        assert response["ETag"] == first["ETag"]
    assert client.get(address, headers={"if-match": '"other"'}).status_code == 412


def test_the_tag_of_a_paper_is_its_digest(put, client, meeting):
    address = put()
    assert client.get(address)["ETag"] == f'"{meeting.documents.get().sha256}"'


@pytest.mark.parametrize(
    ("media_type", "shown"),
    [("application/pdf", "inline"), ("text/html", "attachment"), ("image/svg+xml", "attachment")],
)
def test_only_a_pdf_is_shown_in_the_browser(put, client, media_type, shown):
    response = client.get(put(media_type=media_type))
    assert response["Content-Disposition"].split(";")[0] == shown
    assert response["Content-Type"] == media_type
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert ("sandbox" in response["Content-Security-Policy"]) is (shown == "attachment")


def test_an_unknown_type_is_given_as_bytes(put, client):
    assert client.get(put(media_type="anything\r\nSet-Cookie: a=b"))["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Adroddiad – bysiau £5.pdf", "inline; filename*=utf-8''Adroddiad%20%E2%80%93%20bysiau%20%C2%A35.pdf"),
        ('a "b".pdf', 'inline; filename="a \\"b\\".pdf"'),
        ("50% more? #1.pdf", 'inline; filename="50% more? #1.pdf"'),
    ],
)
def test_names_survive(meeting, publisher, client, name, header):
    paper = DocumentFactory.with_file(CONTENT, meeting=meeting)
    paper.filename = name
    paper.save()
    publish(meeting=meeting, by=publisher, reason="A paper came")
    page = client.get("/meetings/transport/2026-02-03/").content.decode()
    address = next(part.split('"')[0] for part in page.split('href="') if "/papers/" in part.split('"')[0])
    response = client.get(address)
    assert (response.status_code, response["Content-Disposition"]) == (200, header)


@pytest.mark.parametrize("name", ["a/b.pdf", "a\r\nSet-Cookie: a=b.pdf", "..\\..\\b.pdf"])
def test_a_name_cannot_be_a_path_or_a_header(meeting, publisher, client, name):
    paper = DocumentFactory.with_file(CONTENT, meeting=meeting)
    paper.filename = name
    paper.save()
    publish(meeting=meeting, by=publisher, reason="A paper came")
    page = client.get("/meetings/transport/2026-02-03/").content.decode()
    address = next(part.split('"')[0] for part in page.split('href="') if "/papers/" in part.split('"')[0])
    response = client.get(address)
    assert response.status_code == 200
    said = response["Content-Disposition"].split("filename=")[1]
    assert not set(said) & set("/\\\r\n")


TAILS = ["", "DIGEST/", "DIGEST", "DIGEST/%00", "DIGEST/%2e%2e/buses.pdf", "DIGEST/Buses.pdf", "DIGEST/buses.pdf/"]
TAILS += ["zzzzzzzzzzzz/buses.pdf", "________%25/buses.pdf", "SHORT/buses.pdf"]


@pytest.mark.parametrize("tail", TAILS)
def test_nothing_else_is_listed_or_found(put, client, tail):
    digest = put().split("/")[5]
    response = client.get(
        "/meetings/transport/2026-02-03/papers/" + tail.replace("DIGEST", digest).replace("SHORT", digest[:6])
    )
    assert response.status_code == 404


def test_a_paper_of_another_meeting_is_not_found_here(put, client, meeting, publisher):
    address = put()
    other = held_meeting(committee=meeting.committee, date=dt.date(2026, 3, 3))
    publish(meeting=other, by=publisher, reason="Draft minutes")
    assert client.get(address.replace("2026-02-03", "2026-03-03")).status_code == 404


def test_a_paper_of_a_withdrawn_edition_is_gone(meeting, publisher, put, client):
    publish(meeting=meeting, by=publisher, reason="Agenda")
    address = put()
    withdraw(edition=Edition.objects.get(address="transport/2026-02-03", number=2), by=publisher, reason="By mistake")
    response = client.get(address)
    assert response.status_code == 410
    assert CONTENT not in response.content
    assert client.get(address, headers={"if-none-match": "*"}).status_code == 410


def test_a_paper_that_another_standing_edition_lists_stays(meeting, publisher, put, client):
    address = put()
    meeting.notes = "More"
    meeting.save()
    edition = publish(meeting=meeting, by=publisher, reason="Again")
    withdraw(edition=edition, by=publisher, reason="By mistake")
    assert client.get(address).status_code == 200


def test_a_missing_file_is_not_found(put, client, meeting):
    address = put()
    storage().delete(paper_path(meeting.documents.get().sha256))
    assert client.get(address).status_code == 404


def test_it_takes_one_query_however_many_editions_there_are(meeting, publisher, put, client, django_assert_num_queries):
    address = put()
    for number in range(5):
        meeting.notes = f"Note {number}"
        meeting.save()
        publish(meeting=meeting, by=publisher, reason="Again")
    with django_assert_num_queries(1):
        client.get(address)
