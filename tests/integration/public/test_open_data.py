"""The record as data: byte for byte, chained, and checked by the very program that the page shows."""

import datetime as dt
import hashlib
import html
import json
import re
import subprocess
import sys

import pytest
from django.db import connection
from factories import CommitteeFactory, held_meeting

from meetings.editions.models import Edition
from portal.opendata.keys import PARTS
from portal.publishing.door import publish, withdraw

pytestmark = pytest.mark.django_db

EDITION = "/meetings/transport/2026-02-03/editions/1.json"
COMMITTEE = "/committees/transport/editions/1.json"
REGISTER = "/data/register.json"


@pytest.fixture
def transport():
    return CommitteeFactory(name="Transport Scrutiny Committee – Bysiau", slug="transport", code="TRA")


@pytest.fixture
def meeting(transport, publisher):
    meeting = held_meeting(committee=transport, date=dt.date(2026, 2, 3))
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    return meeting


def again(meeting, publisher, number):
    meeting.notes = f"Note {number}"
    meeting.save()
    return publish(meeting=meeting, by=publisher, reason="Again")


@pytest.mark.parametrize("address", [EDITION, COMMITTEE])
def test_an_edition_is_the_bytes_of_its_digest(meeting, client, address):
    response = client.get(address)
    digest = hashlib.sha256(response.content).hexdigest()
    edition = Edition.objects.get(sha256=digest)
    assert response.content == edition.document.encode()
    assert response["Content-Type"] == "application/json"
    assert response["ETag"] == f'"{digest}"'
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert client.head(address)["ETag"] == response["ETag"]
    assert json.loads(response.content)["edition"]["number"] == 1


def test_a_downloaded_edition_has_a_name(meeting, client):
    assert client.get(EDITION)["Content-Disposition"] == 'inline; filename="transport-2026-02-03-edition-1.json"'


@pytest.mark.parametrize("address", [EDITION, COMMITTEE])
def test_an_edition_that_the_reader_has_is_not_read_again(meeting, client, address, django_assert_num_queries):
    first = client.get(address)
    for headers in (
        {"if-none-match": first["ETag"]},
        {"if-none-match": f"W/{first['ETag']}"},
        {"if-modified-since": first["Last-Modified"]},
    ):
        with django_assert_num_queries(1) as queries:
            response = client.get(address, headers=headers)
        assert (response.status_code, response.content) == (304, b"")
        assert "document" not in queries[0]["sql"]


def test_a_withdrawn_edition_is_gone_and_says_so(meeting, publisher, client):
    edition = meeting.editions.get()
    first = client.get(EDITION)
    withdraw(edition=edition, by=publisher, reason="It named a patient")
    response = client.get(EDITION, headers={"if-none-match": first["ETag"]})
    assert response.status_code == 410
    assert response["Content-Type"] == "application/json"
    said = response.json()
    assert said["error"] == "Edition 1 of transport/2026-02-03 was withdrawn."
    assert said["withdrawn"]["reason"] == "It named a patient"
    assert said["sha256"] == edition.sha256
    assert b"buses" not in response.content


@pytest.mark.parametrize(
    "address",
    [
        "/meetings/transport/2026-02-03/editions/9.json",
        "/meetings/transport/2026-02-03/editions/0.json",
        f"/meetings/transport/2026-02-03/editions/{'9' * 40}.json",
        "/meetings/transport/1999-02-03/editions/1.json",
        "/committees/nowhere/editions/1.json",
    ],
)
def test_there_is_no_other_edition(meeting, client, address):
    assert client.get(address).status_code == 404


def test_the_register_is_the_chain(meeting, publisher, client, settings):
    settings.SITE_URL = "https://records.example"
    second = again(meeting, publisher, 1)
    withdraw(edition=second, by=publisher, reason="By mistake")
    page = client.get(REGISTER).json()
    assert (page["format"], page["council"], page["next"]) == ("scrutiny-register/1", "Wexcombe Council", None)
    first, one, two = page["editions"]
    assert [row["register_number"] for row in page["editions"]] == [1, 2, 3]
    assert (first["address"], first["stage"], first["register_sha256"]) == ("transport", "committee", None)
    assert first["url"] == f"https://records.example{COMMITTEE}"
    assert one == {
        "register_number": 2,
        "address": "transport/2026-02-03",
        "number": 1,
        "stage": "draft minutes",
        "sha256": meeting.editions.get(number=1).sha256,
        "previous_sha256": None,
        "register_sha256": first["sha256"],
        "published_at": json.loads(meeting.editions.get(number=1).document)["edition"]["published_at"],
        "withdrawn": None,
        "url": f"https://records.example{EDITION}",
    }
    assert two["previous_sha256"] == two["register_sha256"] == one["sha256"]
    assert two["withdrawn"]["reason"] == "By mistake"


def test_the_register_comes_in_pages(meeting, publisher, client, monkeypatch):
    monkeypatch.setattr("portal.opendata.register.PAGE", 2)
    for number in range(3):
        again(meeting, publisher, number)
    address, seen = REGISTER, []
    while address:
        page = client.get(address).json()
        seen.append([row["register_number"] for row in page["editions"]])
        address = page["next"] and page["next"].removeprefix("http://localhost:8000")
    assert seen == [[1, 2], [3, 4], [5]]


AFTER = {"5": 200, "9" * 18: 200}
NOT_AFTER = ["", "-1", "9" * 19, "x", "%00", "1;DROP TABLE", "٣"]


@pytest.mark.parametrize(("after", "status"), [*AFTER.items(), *((after, 400) for after in NOT_AFTER)])
def test_the_register_answers_any_question(meeting, client, after, status):
    response = client.get(f"{REGISTER}?after={after}")
    assert response.status_code == status
    assert response["Content-Type"] == "application/json"
    assert response.json().get("editions", []) == []


def test_an_empty_register_is_a_register(client):
    assert client.get(REGISTER).json()["editions"] == []
    assert "No edition has been published yet." in client.get("/data/").content.decode()


def test_a_register_that_the_reader_has_is_not_read_again(meeting, publisher, client, django_assert_num_queries):
    first = client.get(REGISTER)
    with django_assert_num_queries(1):
        assert client.get(REGISTER, headers={"if-none-match": first["ETag"]}).status_code == 304
    other = client.get(f"{REGISTER}?after=1")
    assert other["ETag"] != first["ETag"]
    withdraw(edition=meeting.editions.get(), by=publisher, reason="By mistake")
    assert client.get(REGISTER, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_it_costs_the_same_for_one_edition_and_for_twenty(meeting, publisher, client, django_assert_num_queries):
    addresses = {EDITION: 2, REGISTER: 2, "/data/": 1}
    for number in range(20):
        for address, queries in addresses.items():
            with django_assert_num_queries(queries):
                client.get(address)
        again(meeting, publisher, number)


def shown(client, marker):
    """A program as it stands on the page about the data."""
    page = client.get("/data/").content.decode()
    return html.unescape(re.search(rf"<pre[^>]*{marker}[^>]*>(.*?)</pre>", page, re.DOTALL)[1])


def test_the_command_on_the_page_tells_the_digest_of_the_edition(meeting, client, settings):
    command, answer = shown(client, "Command").splitlines()
    address = re.fullmatch(r"curl -s (\S+) \| sha256sum", command)[1].removeprefix(settings.SITE_URL)
    assert answer == f"{hashlib.sha256(client.get(address).content).hexdigest()}  -"


@pytest.fixture
def run_the_loop(live_server, settings, client, tmp_path):
    """Runs the program that the page shows, as a reader would, against the portal over HTTP."""
    settings.SITE_URL = live_server.url

    def run():
        program = tmp_path / "check.py"
        program.write_text(shown(client, 'id="loop"'))
        return subprocess.run([sys.executable, str(program)], capture_output=True, text=True)

    return run


def tamper(statement, *values):
    """Changes history as a superuser of the database could."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET session_replication_role = DEFAULT")


@pytest.mark.django_db(transaction=True)
def test_the_loop_on_the_page_checks_the_whole_register(meeting, publisher, run_the_loop, monkeypatch):
    monkeypatch.setattr("portal.opendata.register.PAGE", 2)
    for number in range(3):
        edition = again(meeting, publisher, number)
    withdraw(edition=meeting.editions.get(number=2), by=publisher, reason="By mistake")

    done = run_the_loop()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

    changed = edition.document.replace("Note 2", "Note 3")
    tamper("UPDATE meetings_edition SET document = %s WHERE id = %s", changed, edition.pk)
    done = run_the_loop()
    assert done.returncode == 1
    assert "AssertionError" in done.stderr


@pytest.mark.django_db(transaction=True)
def test_the_loop_finds_an_edition_that_was_exchanged_with_its_digest(meeting, publisher, run_the_loop):
    again(meeting, publisher, 1)
    edition = meeting.editions.get(number=1)
    changed = edition.document.replace("thanked", "blamed")
    digest = hashlib.sha256(changed.encode()).hexdigest()
    tamper("UPDATE meetings_edition SET document = %s, sha256 = %s WHERE id = %s", changed, digest, edition.pk)
    assert "AssertionError" in run_the_loop().stderr


def test_the_page_says_what_every_key_means(client):
    page = html.unescape(client.get("/data/").content.decode())
    for part in PARTS:
        assert f"<summary>{part.title}</summary>" in page
        for key, words in part.rows:
            assert f"<dt><code>{key}</code></dt>" in page
            assert words in page
