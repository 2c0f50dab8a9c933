"""Two chasers at once, and chasers that are killed in the middle: each message goes out exactly once."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from chasing import action_due, ago, committee_of
from django.core.management import call_command
from django.db import connection

from actions import tasks
from actions.chasing.outbox import release
from actions.models import Contact, Message, OwnerLink

CHECKOUT = Path(__file__).resolve().parents[3]
PATIENCE = 120  # seconds
COUNT = 60
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_jobs")]


@pytest.fixture
def due(publisher):
    """Many actions that are late, each of somebody with an address."""
    committee = committee_of(publisher)
    for number in range(COUNT):
        action_due(committee, publisher, ago(10), owner=f"Owner {number}")
        Contact.objects.create(name=f"Owner {number}", email=f"owner{number}@wexcombe.example")


@pytest.fixture
def chaser(tmp_path):
    """Starts a chaser in a process of its own, on the database of the test and a folder of its own."""
    started = []
    connection.ensure_connection()
    info = connection.connection.info
    password = f":{info.password}" if info.password else ""
    url = f"postgresql://{info.user}{password}@/{info.dbname}?host={info.host}&port={info.port}"
    own = {"DATABASE_URL": url, "PORTAL_DATA": str(tmp_path), "CHASING": "by itself", "PORTAL_MODE": "demonstration"}

    def start() -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "chase", "--send"], cwd=CHECKOUT, env={**os.environ, **own}
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def files(tmp_path):
    folder = tmp_path / "mail"
    return list(folder.glob("*.eml")) if folder.is_dir() else []


def assert_each_went_out_once(tmp_path):
    mails = [path.read_text() for path in files(tmp_path)]
    addresses = [re.search(r"^To: (.*)$", mail, re.MULTILINE)[1] for mail in mails]
    of_reminders = sorted(address for address in addresses if address.startswith("owner"))
    assert of_reminders == sorted(f"owner{number}@wexcombe.example" for number in range(COUNT))
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    assert len(mails) == Message.objects.count()
    assert OwnerLink.objects.count() == COUNT


def test_two_chasers_at_once_send_each_message_once(due, chaser, tmp_path):
    for process in [chaser(), chaser()]:
        assert process.wait(PATIENCE) == 0
    assert_each_went_out_once(tmp_path)


def test_chasers_killed_in_the_middle_send_each_message_once(due, chaser, tmp_path):
    for _ in range(3):
        before = len(files(tmp_path))
        killed, until = chaser(), time.monotonic() + PATIENCE
        while len(files(tmp_path)) < before + 5 and killed.poll() is None:
            assert time.monotonic() < until, "nothing was sent in time"
        killed.kill()
        killed.wait()
    assert Message.objects.exclude(state="sent").exists(), "the kills came in the middle"
    with connection.cursor() as cursor:  # two minutes pass
        cursor.execute("UPDATE actions_message SET claimed_at = claimed_at - interval '2 minutes'")
    for process in [chaser(), chaser()]:
        assert process.wait(PATIENCE) == 0
    assert_each_went_out_once(tmp_path)


def test_a_worker_plans_by_night_and_sends_what_an_officer_releases(due, publisher, tmp_path, settings):
    settings.EMAIL_FILE_PATH, settings.MAILS_ARE_FILES = tmp_path / "mail", True
    settings.EMAIL_BACKEND = "portal.mail_folder.EmailBackend"
    tasks.chase()
    assert Message.objects.filter(state="planned").count() == COUNT
    release(messages=Message.objects.filter(to_address="owner7@wexcombe.example"), by=publisher)
    call_command("work", "--until-idle")
    to = sorted(re.search(r"^To: (.*)$", path.read_text(), re.MULTILINE)[1] for path in files(tmp_path))
    assert to == ["owner7@wexcombe.example", publisher.email], "the reminder, and the officer's weekly summary"
