"""A dump of the whole, restored elsewhere, is the same record under the same guard."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from factories import ItemFactory, held_meeting

from actions.models import LedgerEntry
from actions.workflow.facts import add_update
from portal.embedded.program import program
from portal.publishing.door import publish, withdraw

ROOT = Path(__file__).resolve().parents[2]
COPY = "test_scrutiny_restored"


def url_of(info, name):
    password = f":{info.password}" if info.password else ""
    return f"postgresql://{info.user}{password}@/{name}?host={info.host}&port={info.port}"


@pytest.fixture
def restored(publisher):
    """The address of a database that was dumped from the test's own and restored from the dump."""
    meeting = held_meeting()
    publish(meeting=meeting, by=publisher, reason="Draft minutes")
    entry = LedgerEntry.objects.get(kind="action")
    add_update(entry=entry, kind="completed", on=entry.made_on, by=publisher, text="Sent to all")
    ItemFactory(meeting=meeting, position=2)
    withdraw(edition=publish(meeting=meeting, by=publisher, reason="More"), by=publisher, reason="Too much")
    info = connection.connection.info
    source, target = url_of(info, info.dbname), url_of(info, COPY)
    with psycopg.connect(url_of(info, "postgres"), autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {COPY}")
        admin.execute(f"CREATE DATABASE {COPY}")
        dump = subprocess.run([program("pg_dump"), "--format=plain", source], capture_output=True, check=True).stdout
        psql = [program("psql"), "--quiet", "--set=ON_ERROR_STOP=1", target]
        subprocess.run(psql, input=dump, check=True, capture_output=True)
        yield target
        admin.execute(f"DROP DATABASE {COPY} WITH (FORCE)")


@pytest.mark.django_db(transaction=True)
def test_a_restored_dump_is_whole_and_still_guarded(restored):
    with psycopg.connect(restored) as copy:
        for table in ("meetings_edition", "meetings_editionwithdrawal", "actions_ledgerupdate", "audit_auditevent"):
            assert copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0
            for statement in ("UPDATE {} SET id = id", "DELETE FROM {}"):
                with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
                    copy.execute(statement.format(table))
                copy.rollback()
    environment = {**os.environ, "DATABASE_URL": restored}
    command = [sys.executable, "manage.py"]
    for arguments in (["verify_record"], ["migrate", "--check"]):
        done = subprocess.run([*command, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
