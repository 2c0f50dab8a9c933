"""Two officers save one form in the same moment: one is kept, the other is told, nothing is overwritten unseen."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from factories import held_meeting
from office_forms import form_of

from meetings.models import Meeting

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def until_both_wait(seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(WAITING)
            if cursor.fetchone()[0] == 2:
                return
        time.sleep(0.05)
    raise AssertionError("the two saves never met")


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_of_the_facts_in_one_moment_one_is_told_of_the_other(clerk, publisher):
    meeting = held_meeting()
    place = [meeting.committee.slug, meeting.slug]
    clients = [client_of(clerk), client_of(publisher)]
    page = clients[0].get(reverse("office:workspace", args=place))
    fields, address = form_of(page, "facts-form")

    def save(client, notes):
        try:
            return client.post(address, {**fields, "notes": notes}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            Meeting.objects.select_for_update().get(pk=meeting.pk)
            saves = [pool.submit(save, client, f"By {n}") for n, client in enumerate(clients)]
            until_both_wait()
        answers = [done.result(60) for done in saves]

    assert sorted(answers) == [302, 422]
    meeting.refresh_from_db()
    assert meeting.notes == f"By {answers.index(302)}"
