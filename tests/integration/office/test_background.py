"""The page of the work in the background: what waits, what failed and why, trying again."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from factories import CommitteeFactory, GrantFactory, MeetingFactory, UserFactory
from paper_files import encrypted, pdf_of, read_now, versioned
from procrastinate.contrib.django.models import ProcrastinateJob

from meetings.models import Document, Reading
from meetings.reading.faults import EncryptedError
from meetings.reading_requests import request_reading
from portal.accounts.models import Role
from portal.audit.models import AuditEvent
from portal.background.jobs import defer

pytestmark = pytest.mark.django_db
PAGE = reverse("office:background")


@pytest.fixture
def failed():
    """A paper of Transport that nobody can read."""
    meeting = MeetingFactory(committee=CommitteeFactory(name="Transport", slug="transport", code="TRA"))
    version = versioned(encrypted(pdf_of("Secret")), meeting=meeting, title="Report on ferries")
    request_reading(version)
    read_now(version)
    ProcrastinateJob.objects.all()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    return Document.objects.get()


@pytest.fixture
def failed_job():
    defer("show_words_of_paper", sha256="0" * 64)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        cursor.execute("SELECT procrastinate_finish_job_v1(id, 'failed', false) FROM procrastinate_jobs")
    return ProcrastinateJob.objects.get()


def said(client, user, address=PAGE):
    client.force_login(user)
    return client.get(address).content.decode()


def test_a_clerk_sees_what_failed_and_why(client, clerk, failed):
    page = said(client, clerk)
    assert "Report on ferries" in page
    assert EncryptedError.sentence in page
    assert "No worker is running" in page
    assert "Other work that failed" not in page


def test_a_clerk_of_another_committee_sees_nothing_of_it(client, failed):
    user = UserFactory()
    GrantFactory(user=user, role=Role.CLERK, scope="OTHER")
    assert "Report on ferries" not in said(client, user)


def test_an_administrator_sees_other_work_and_no_paper(client, administrator, failed, failed_job):
    page = said(client, administrator)
    assert "Make the search find the words of a paper" in page
    assert "Report on ferries" not in page
    assert "0" * 64 not in page


def test_a_paper_is_read_again(client, clerk, failed):
    client.force_login(clerk)
    response = client.post(reverse("office:background-paper-again", args=[failed.pk]), follow=True)
    assert "will be read again" in response.content.decode()
    assert Document.objects.get().reading == Reading.WAITING
    assert ProcrastinateJob.objects.get().task_name == "read_paper"
    assert AuditEvent.objects.latest("pk").by == clerk


def test_a_paper_that_has_not_failed_is_left_alone(client, clerk, failed):
    Document.objects.update(reading=Reading.READ)
    client.force_login(clerk)
    response = client.post(reverse("office:background-paper-again", args=[failed.pk]), follow=True)
    assert "is not among the papers" in response.content.decode()
    assert not ProcrastinateJob.objects.exists()


def test_other_work_is_tried_again(client, administrator, failed_job):
    client.force_login(administrator)
    address = reverse("office:background-job-again", args=[failed_job.pk])
    assert "tried again" in client.post(address, follow=True).content.decode()
    failed_job.refresh_from_db()
    assert failed_job.status == "todo"
    assert "waits already" in client.post(address, follow=True).content.decode()


@pytest.mark.parametrize("name", ["background-paper-again", "background-job-again"])
def test_senseless_keys_are_not_found(client, publisher, administrator, name):
    for user in (publisher, administrator):
        client.force_login(user)
        assert client.post(reverse(f"office:{name}", args=[10**30])).status_code in (302, 403, 404)


def test_a_worker_that_lives_is_told(client, clerk):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [timezone.now()])
        assert "A worker is at work" in said(client, clerk)
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = %s", [timezone.now() - dt.timedelta(minutes=2)]
        )
    assert "No worker is running" in said(client, clerk)


def test_the_same_number_of_queries_for_two_and_for_twenty(client, publisher):
    client.force_login(publisher)

    def count(number):
        for _ in range(number):
            meeting = MeetingFactory()
            request_reading(versioned(b"%PDF", meeting=meeting))
            Document.objects.filter(pk=versioned(b"%PDF", meeting=meeting).document_id).update(reading=Reading.FAILED)
        with connection.execute_wrapper(counter := Counter()):
            client.get(PAGE)
        return counter.number

    assert count(2) == count(18)


class Counter:
    def __init__(self):
        self.number = 0

    def __call__(self, execute, *arguments):
        self.number += 1
        return execute(*arguments)
