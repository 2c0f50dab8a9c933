"""Two publishers at once, and a server that is killed: all of a stage or nothing of it."""

import datetime as dt
import signal
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection
from factories import ItemFactory, MeetingFactory, SeriesFactory, held_meeting

from actions.models import LedgerEntry
from meetings.editions.models import Edition, PublishedMeeting
from meetings.models import AgendaItem, Meeting
from meetings.workflow.approval import approve_minutes
from portal.publishing.door import ChangedMeanwhileError, NotPublishableError
from portal.publishing.stage import foresee, publish_stage
from portal.publishing.transitions import What
from portal.search.models import SearchEntry

from .test_kill import address_of_test_database, python, wait_until_blocked

PUBLISH_LATER_MEETING = """
import django; django.setup()
from meetings.models import Meeting
from portal.publishing.account import account_for
from portal.publishing.stage import publish_stage
from portal.publishing.transitions import What
by = account_for(None)
print("ready", flush=True)
publish_stage(meeting=Meeting.objects.order_by("date").last(), what=What.DRAFT_MINUTES, by=by, reason="Draft minutes")
print("done", flush=True)
"""
# In the order in which publishing comes to them.
TABLES = ["meetings_edition", "meetings_publishedmeeting", "actions_ledgerentry", "search_searchentry"]


def at_once(*deeds):
    """Runs each in a thread and a connection of its own; returns what they raised, by place."""

    def run(deed):
        try:
            deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [future.exception(60) for future in [pool.submit(run, deed) for deed in deeds]]


def two_meetings():
    first = MeetingFactory(date=dt.date(2026, 1, 6))
    second = MeetingFactory(date=dt.date(2026, 2, 3), committee=first.committee)
    SeriesFactory(committee=first.committee)
    for meeting in (first, second):
        for position in range(1, 6):
            ItemFactory(meeting=meeting, position=position)
    return first, second


@pytest.mark.django_db(transaction=True)
def test_two_meetings_published_at_once_share_no_number(publisher):
    meetings = two_meetings()

    raised = at_once(
        *(
            lambda meeting=meeting: publish_stage(
                meeting=meeting, what=What.DRAFT_MINUTES, by=publisher, reason="Draft"
            )
            for meeting in meetings
        )
    )

    assert raised == [None, None]
    numbers = AgendaItem.objects.values_list("minute_number", flat=True)
    assert sorted(map(int, numbers)) == list(range(1, 11))


@pytest.mark.django_db(transaction=True)
def test_two_publishers_of_one_meeting_publish_it_once(publisher):
    meeting, _ = two_meetings()
    seen = foresee(meeting=meeting, what=What.AGENDA, by=publisher).digest

    def press():
        publish_stage(meeting=meeting, what=What.AGENDA, by=publisher, reason="Agenda", seen=seen)

    raised = at_once(press, press)

    assert sorted(error is None for error in raised) == [False, True]
    assert isinstance(next(error for error in raised if error), ChangedMeanwhileError | NotPublishableError)
    assert Edition.objects.filter(meeting=meeting).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", TABLES)
def test_killing_the_server_while_publishing_a_stage_leaves_everything_old(table, publisher):
    earlier = held_meeting(date=dt.date(2026, 1, 6))
    publish_stage(meeting=Meeting.objects.get(), what=What.DRAFT_MINUTES, by=publisher, reason="Draft")
    later = MeetingFactory(committee=earlier.committee, date=dt.date(2026, 2, 3))
    item = ItemFactory(meeting=Meeting.objects.get(pk=later.pk), position=1, kind="minutes")
    approve_minutes(
        earlier=Meeting.objects.get(pk=earlier.pk),
        at=item,
        signed_by="Councillor Price",
        corrections=["x"],
        by=publisher,
    )
    before = state()
    url = address_of_test_database()
    with psycopg.connect(url) as holder, psycopg.connect(url, autocommit=True) as watcher:
        holder.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        server = python(PUBLISH_LATER_MEETING, DATABASE_URL=url)
        assert server.stdout.readline() == "ready\n"
        wait_until_blocked(watcher)
        server.send_signal(signal.SIGKILL)
        server.wait(10)
        holder.rollback()
    server.stdout.close()

    assert state() == before
    editions = publish_stage(
        meeting=Meeting.objects.get(pk=later.pk), what=What.DRAFT_MINUTES, by=publisher, reason="Draft"
    )
    assert [edition.number for edition in editions] == [1, 2]


def state():
    rows = [model.objects.count() for model in (Edition, PublishedMeeting, LedgerEntry, SearchEntry)]
    meetings = list(Meeting.objects.order_by("pk").values_list("status", "minutes_state", "ready_by"))
    return rows, meetings, list(AgendaItem.objects.order_by("pk").values_list("minute_number", flat=True))
