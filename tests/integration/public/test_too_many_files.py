"""Public files that are computed for each reader are given to one network address a number of times an hour."""

import datetime as dt

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.utils import timezone
from ledger_rows import open_ledger

from portal import downloads

LISTS = [
    "/actions/download.csv",
    "/actions/download.xlsx",
    "/recommendations/download.csv",
    "/recommendations/download.xlsx",
    "/unanswered.csv",
    "/impact/figures.csv",
    "/impact/2025/recommendations.csv",
]


@pytest.fixture(autouse=True)
def memory(db, settings):
    settings.DOWNLOADS_AN_HOUR = 2
    caches["memory"].clear()
    yield caches["memory"]
    caches["memory"].clear()


@pytest.fixture
def ledger(publisher):
    open_ledger(publisher)


def statuses(client, address, times, **told):
    return [client.get(address, **told).status_code for _ in range(times)]


@pytest.mark.parametrize("address", LISTS)
def test_a_file_that_was_asked_for_too_often_says_when_there_is_another(address, ledger, client):
    assert statuses(client, address, 2) == [200, 200]
    page = client.get(address)
    assert page.status_code == 429
    assert "2 files were made for your network connection within an hour" in page.content.decode()
    assert 3590 <= int(page["Retry-After"]) <= 3600
    assert "no-store" in page["Cache-Control"]
    assert "ETag" not in page
    assert "in 60 minutes" in page.content.decode()


def test_files_of_all_kinds_count_together_and_each_connection_for_itself(ledger, client):
    assert [client.get(address).status_code for address in LISTS[:3]] == [200, 200, 429]
    assert statuses(client, LISTS[3], 1, REMOTE_ADDR="192.0.2.7") == [200]


def test_an_address_that_a_reader_made_up_does_not_count(ledger, client):
    told = [client.get(LISTS[0], HTTP_X_FORWARDED_FOR=f"192.0.2.{n}").status_code for n in range(3)]
    assert told == [200, 200, 429]


def test_behind_a_proxy_what_it_added_itself_counts(ledger, client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    told = [client.get(LISTS[0], HTTP_X_FORWARDED_FOR=f"192.0.2.{n}, 198.51.100.1").status_code for n in range(3)]
    assert told == [200, 200, 429]
    assert client.get(LISTS[0], HTTP_X_FORWARDED_FOR="198.51.100.1, 198.51.100.2").status_code == 200


def test_reading_and_what_the_reader_has_already_are_not_counted(ledger, client):
    tag = client.get("/unanswered.csv")["ETag"]
    for _ in range(4):
        assert client.get("/unanswered.csv", HTTP_IF_NONE_MATCH=tag).status_code == 304
        assert client.get("/actions/").status_code == 200
    assert client.get("/unanswered.csv").status_code == 200


def test_it_is_forgotten_after_an_hour_and_holds_no_address(ledger, client, memory, monkeypatch):
    statuses(client, LISTS[0], 3, REMOTE_ADDR="192.0.2.7")
    assert not any("192.0.2" in str(kept) for kept in (memory._cache, memory._expire_info))
    assert all(until <= timezone.now().timestamp() + downloads.HOUR for until in memory._expire_info.values())
    hour = timezone.now() + dt.timedelta(hours=1, seconds=1)
    monkeypatch.setattr("portal.limits.timezone.now", lambda: hour)
    assert statuses(client, LISTS[0], 3, REMOTE_ADDR="192.0.2.7") == [200, 200, 429]


def test_nothing_is_written_to_the_database(ledger):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what made the ledger is checked before, not at the end
        cursor.execute("SET TRANSACTION READ ONLY")
    assert statuses(Client(), LISTS[0], 3) == [200, 200, 429]


def test_any_number_where_the_council_sets_no_limit(ledger, client, settings):
    settings.DOWNLOADS_AN_HOUR = 0
    assert set(statuses(client, LISTS[0], 5)) == {200}
