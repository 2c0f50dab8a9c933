"""A true worker on the test's database: it does what waits, and what another left when it was killed."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from factories import UserFactory
from paper_files import pdf_of, pdf_of_pictures, versioned
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinatePeriodicDefer, ProcrastinateWorker

from meetings.models import Document, PaperPage, Reading
from meetings.reading_requests import request_reading
from portal import tasks
from portal.background.jobs import try_again

CHECKOUT = Path(__file__).resolve().parents[3]
PATIENCE = 60  # seconds
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_jobs")]


def wait_until(condition) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)


@pytest.fixture
def worker(tmp_path):
    """Starts a worker in a process of its own, on the database and the files of the test."""
    started = []
    info = connection.connection.info if connection.connection else None
    if info is None:
        connection.ensure_connection()
        info = connection.connection.info
    password = f":{info.password}" if info.password else ""
    url = f"postgresql://{info.user}{password}@/{info.dbname}?host={info.host}&port={info.port}"
    office = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path / "office")},
    }

    def start(*options: str) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "work", *options],
            cwd=CHECKOUT,
            env={**os.environ, "DATABASE_URL": url, "OFFICE_STORAGE": json.dumps(office)},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_a_worker_does_what_waits_and_leaves_no_job():
    version = versioned(pdf_of("The ferry timetable"))
    request_reading(version)
    call_command("work", "--until-idle")
    assert PaperPage.objects.get().text == "The ferry timetable"
    assert Document.objects.get().reading == Reading.READ
    assert not ProcrastinateJob.objects.filter(task_name__in=["read_paper", "show_words_of_paper"]).exists()
    assert not ProcrastinateWorker.objects.exists()


def test_two_workers_do_each_job_once(worker):
    versions = [versioned(pdf_of(f"Paper number {number}"), f"{number}.pdf") for number in range(6)]
    for version in versions:
        request_reading(version)
    for process in [worker("--until-idle"), worker("--until-idle")]:
        assert process.wait(PATIENCE) == 0
    assert PaperPage.objects.count() == 6
    assert not ProcrastinateJob.objects.filter(task_name="read_paper").exists()


def test_a_job_of_a_killed_worker_is_taken_up_again(worker):
    version = versioned(pdf_of_pictures(2_000))
    request_reading(version)
    killed = worker()
    wait_until(lambda: ProcrastinateJob.objects.filter(task_name="read_paper", status="doing").exists())
    killed.kill()
    killed.wait()
    assert ProcrastinateJob.objects.get(task_name="read_paper").status == "doing"
    assert not PaperPage.objects.exists()
    with connection.cursor() as cursor:  # half a minute passes
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '31 seconds'")
    assert worker("--until-idle").wait(PATIENCE) == 0
    assert PaperPage.objects.count() == 2_000
    assert Document.objects.get().reading == Reading.READ


def test_a_worker_ends_with_the_process_that_started_it(worker):
    parent = subprocess.Popen(["sleep", "600"])
    try:
        process = worker("--parent", str(parent.pid))
        # It is our child and not that one's, as if that one had died in the meantime.
        assert process.wait(PATIENCE) == -signal.SIGTERM
    finally:
        parent.kill()
        parent.wait()


def test_a_stopped_worker_ends_in_order(worker):
    process = worker()
    wait_until(ProcrastinateWorker.objects.exists)
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0
    assert not ProcrastinateWorker.objects.exists()


def test_a_job_that_takes_every_worker_down_is_given_up():
    """The last of many workers died over it; the living ones leave it alone."""
    request_reading(versioned(pdf_of("The ferry timetable")))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', attempts = %s, task_name = 'no_such_task'",
            [tasks.MOST_CUT_OFF],
        )
    call_command("work", "--until-idle")
    assert ProcrastinateJob.objects.get(task_name="no_such_task").status == "failed"


def test_a_failed_job_is_tried_again_from_its_first_attempt():
    request_reading(versioned(pdf_of("The ferry timetable")))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = 4")
        cursor.execute("SELECT procrastinate_finish_job_v1(id, 'failed', false) FROM procrastinate_jobs")
    job = ProcrastinateJob.objects.get()
    assert try_again(job.pk)
    job.refresh_from_db()
    assert (job.status, job.attempts) == ("todo", 0)
    assert not try_again(job.pk)
    assert not try_again(job.pk + 1)


def test_the_night_is_made_up_for(client, worker):
    """A worker that starts by day does what nobody did at night."""
    client.force_login(UserFactory())
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(days=1))
    client.force_login(UserFactory())
    version = versioned(pdf_of("The ferry timetable"))  # as of a release that did not read
    worker()
    wait_until(lambda: Session.objects.count() == 1 and version.texts.exists())
    wait_until(lambda: not ProcrastinateJob.objects.exists())
    nightly = ProcrastinatePeriodicDefer.objects.exclude(task_name="take_up_again")
    assert len(set(nightly.values_list("task_name", flat=True))) == nightly.count() == 10
