"""Killing the server or the database in the middle of publishing leaves all of it old, or all of it new.

Another session holds a lock on one of the tables that publishing writes, so that it stands still there, half done, when
the signal comes.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from factories import held_meeting

from actions.models import LedgerEntry
from meetings.editions.models import Edition, PublishedMeeting
from portal.audit.models import AuditEvent
from portal.publishing.door import publish
from portal.search.models import SearchEntry

ROOT = Path(__file__).resolve().parents[3]
PUBLISH_FIRST_MEETING = """
import django; django.setup()
from meetings.models import Meeting
from portal.publishing.account import account_for
from portal.publishing.door import publish
by = account_for(None)
print("ready", flush=True)
publish(meeting=Meeting.objects.order_by("pk").first(), by=by, reason="Draft minutes")
print("done", flush=True)
"""
MAKE_MEETING = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from factories import held_meeting
held_meeting()
from django.db import connection
connection.ensure_connection()
print(connection.connection.info.host, connection.connection.info.dbname, connection.connection.info.user, flush=True)
"""
COUNT = """
import django; django.setup()
from actions.models import LedgerEntry
from meetings.editions.models import Edition, PublishedMeeting
from portal.search.models import SearchEntry
print(*(model.objects.count() for model in (Edition, PublishedMeeting, LedgerEntry, SearchEntry)))
"""
# In the order in which publishing comes to them.
TABLES = ["meetings_publishedmeeting", "actions_ledgerentry", "search_searchentry"]


def address_of_test_database():
    info = connection.connection.info
    return f"postgresql://{info.user}:{info.password}@/{info.dbname}?host={info.host}&port={info.port}"


def python(code, **environment):
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings", "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env={**env, **environment}, stdout=subprocess.PIPE, text=True
    )


def wait_until_blocked(watcher, seconds=20):
    """Until some session waits for a lock on a table."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        waiting = watcher.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'relation'"
        ).fetchone()
        if waiting[0]:
            return
        time.sleep(0.05)
    raise AssertionError("publishing never came to the lock")


def counts():
    return [model.objects.count() for model in (Edition, PublishedMeeting, LedgerEntry, SearchEntry)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", TABLES)
def test_killing_the_server_while_publishing_leaves_everything_old(table, publisher):
    held_meeting()
    connection.ensure_connection()
    url = address_of_test_database()
    with psycopg.connect(url) as holder, psycopg.connect(url, autocommit=True) as watcher:
        holder.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        server = python(PUBLISH_FIRST_MEETING, DATABASE_URL=url)
        assert server.stdout.readline() == "ready\n"
        wait_until_blocked(watcher)
        server.send_signal(signal.SIGKILL)
        server.wait(10)
        holder.rollback()
    server.stdout.close()

    assert counts() == [0, 0, 0, 0]
    assert not AuditEvent.objects.filter(verb="published").exists()
    meeting = held_meeting()
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    assert Edition.objects.filter(meeting=meeting).get().number == 1


def test_killing_the_database_while_publishing_leaves_everything_old(tmp_path):
    environment = {"PORTAL_DATA": str(tmp_path / "data"), "DATABASE_URL": ""}
    maker = python(MAKE_MEETING, **environment)
    host, name, user = maker.stdout.readline().split()
    assert maker.wait(30) == 0
    # This one keeps the server running, and holds the lock.
    keeper = python(
        "import django; django.setup()\nfrom django.db import connection, transaction\nimport time\n"
        "with transaction.atomic(), connection.cursor() as cursor:\n"
        "    cursor.execute('LOCK TABLE search_searchentry IN EXCLUSIVE MODE')\n"
        "    print('locked', flush=True)\n    time.sleep(120)",
        **environment,
    )
    assert keeper.stdout.readline() == "locked\n"
    server = python(PUBLISH_FIRST_MEETING, **environment)
    assert server.stdout.readline() == "ready\n"
    with psycopg.connect(host=host, dbname=name, user=user, autocommit=True) as watcher:
        wait_until_blocked(watcher)
        postmaster = int((tmp_path / "data/postgres/postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)
    assert server.wait(30) != 0
    keeper.kill()
    keeper.wait(10)

    after = python(COUNT, **environment)
    assert after.stdout.read() == "0 0 0 0\n"
    assert after.wait(30) == 0
    again = python(PUBLISH_FIRST_MEETING, **environment)
    assert again.stdout.read() == "ready\ndone\n"
    assert again.wait(30) == 0
    for process in (maker, keeper, server, after, again):
        process.stdout.close()
