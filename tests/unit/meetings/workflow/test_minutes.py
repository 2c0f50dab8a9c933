"""Saving minutes: every save is a version, nobody overwrites anybody, and nothing is written twice."""

import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, connection
from factories import GroupFactory, ItemFactory, held_meeting

from meetings.models import AgendaItem, MinutesVersion
from meetings.models.minutes_version import VersionCause
from meetings.workflow.change import RefusedError
from meetings.workflow.minutes import LONGEST, restore_minutes, save_minutes, settle_minutes
from portal.accounts.permissions import NotPermittedError
from portal.audit.models import AuditEvent

ROOT = Path(__file__).resolve().parents[4]

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    return ItemFactory(position=1)


@pytest.fixture
def save(item, clerk):
    def saving(html, based_on=0, **more):
        return save_minutes(item=item, html=html, based_on=based_on, by=more.pop("by", clerk), **more)

    return saving


def text_of(item):
    item.refresh_from_db()
    return item.minutes_html, item.minutes_revision


def test_a_save_stands_as_a_version_and_says_who(item, save, clerk):
    saved = save("<p>First.</p>")

    version = item.versions.get()
    assert (saved.number, saved.is_new, saved.is_beside) == (1, True, False)
    assert (version.html, version.saved_by, version.cause) == ("<p>First.</p>", clerk, "typed")
    assert text_of(item) == ("<p>First.</p>", 1)
    assert {event.by for event in AuditEvent.objects.filter(deed="saved the minutes")} == {clerk}


def test_what_is_saved_is_cleaned(item, save):
    save("<p onclick='x'>a<script>b</script></p><p><o:p>&nbsp;</o:p></p>")

    assert text_of(item)[0] == "<p>a</p>"


def test_the_same_text_again_makes_no_version(item, save):
    save("<ul><li>a</li></ul>")
    again = save("<ul><li><p>a</p></li></ul><p></p>", based_on=1)

    assert (again.number, again.is_new) == (1, False)
    assert item.versions.count() == 1


def test_a_save_that_is_sent_twice_makes_one_version(item, save):
    key = uuid.uuid4()
    first = save("<p>a</p>", save_key=key)
    save("<p>b</p>", based_on=1)
    again = save("<p>a</p>", save_key=key)

    assert again.number == first.number == 1
    assert not again.is_new
    assert text_of(item) == ("<p>b</p>", 2)


def test_a_key_of_another_item_is_refused(save, clerk):
    key = uuid.uuid4()
    save("<p>a</p>", save_key=key)

    with pytest.raises(RefusedError, match="another item"):
        save_minutes(item=ItemFactory(position=9), html="<p>b</p>", based_on=0, by=clerk, save_key=key)


def test_a_text_of_somebody_who_had_not_seen_the_last_one_is_kept_beside(item, save, publisher):
    save("<p>a</p>")
    save("<p>b</p>", based_on=1)
    beside = save("<p>c</p>", based_on=1, by=publisher)

    assert (beside.number, beside.is_beside) == (3, True)
    assert text_of(item) == ("<p>b</p>", 2)
    assert list(item.versions.waiting()) == [item.versions.get(number=3)]


def test_going_on_with_a_text_beside_keeps_one_text_to_settle(item, save, publisher):
    save("<p>a</p>")
    save("<p>c</p>", by=publisher)
    later = save("<p>c, d</p>", based_on=2, by=publisher)

    assert (later.number, later.is_beside) == (3, True)
    assert [version.number for version in item.versions.waiting()] == [3]
    assert save("<p>c, d</p>", based_on=3, by=publisher).is_new is False


def test_nothing_new_over_an_old_version_does_not_pass_for_the_one_that_stands(item, save, publisher):
    save("<p>a</p>")
    save("<p>b</p>", based_on=1)
    unchanged = save("<p>a</p>", based_on=1, by=publisher)

    assert (unchanged.number, unchanged.is_new) == (1, False)
    assert text_of(item) == ("<p>b</p>", 2)


def test_both_writers_with_the_same_text_agree(item, save, publisher):
    save("<p>a</p>")

    assert save("<p>a</p>", by=publisher).number == 1
    assert not item.versions.waiting()


def test_an_imported_text_becomes_the_first_version(item, save):
    AgendaItem.objects.filter(pk=item.pk).update(minutes_html="<p>From paper.</p>")
    saved = save("<p>From paper, mended.</p>")

    first, second = item.versions.order_by("number")
    assert (first.cause, first.html, first.saved_by) == ("brought in", "<p>From paper.</p>", None)
    assert (second.number, second.based_on, saved.is_beside) == (2, 1, False)


def test_a_text_imported_over_a_saved_one_is_not_overwritten(item, save):
    save("<p>a</p>")
    AgendaItem.objects.filter(pk=item.pk).update(minutes_html="<p>Imported again.</p>")
    saved = save("<p>a, b</p>", based_on=1)

    assert saved.is_beside
    assert text_of(item) == ("<p>Imported again.</p>", 2)


@pytest.mark.parametrize("based_on", [7, 10**9])
def test_a_version_that_never_was_is_refused(save, based_on):
    with pytest.raises(RefusedError, match="no version of that number"):
        save("<p>a</p>", based_on=based_on)


def test_a_text_without_end_is_refused(save):
    with pytest.raises(RefusedError, match="too long"):
        save("<p>" + "x" * (LONGEST + 1) + "</p>")


def test_a_councillor_saves_nothing(item, save, councillor):
    with pytest.raises(NotPermittedError):
        save("<p>a</p>", by=councillor)

    assert not item.versions.exists()


def test_saving_takes_back_that_the_meeting_is_ready_and_the_same_text_does_not(item, save, clerk):
    save("<p>a</p>")
    meeting = item.meeting
    meeting.ready_at, meeting.ready_by = item.versions.get().saved_at, clerk
    meeting.save()
    save("<p>a</p>", based_on=1)
    meeting.refresh_from_db()
    assert meeting.ready_at

    save("<p>b</p>", based_on=1)
    meeting.refresh_from_db()
    assert meeting.ready_at is None


def test_groups_of_outcomes_keep_their_place(item, save):
    save("<p>The buses were considered.</p><p>The drains were considered.</p>")
    group = GroupFactory(item=item, position=1, after_block=1)
    last = GroupFactory(item=item, position=2, after_block=None)
    save("<p>The chair opened.</p><p>The buses were considered.</p><p>The drains were considered.</p>", based_on=1)

    group.refresh_from_db()
    last.refresh_from_db()
    assert (group.after_block, last.after_block) == (2, None)


def test_settling_two_texts_makes_a_version_that_names_the_one_it_settles(item, save, clerk, publisher):
    save("<p>a</p>")
    save("<p>c</p>", by=publisher)
    settled = settle_minutes(item=item, html="<p>a, c</p>", number=2, based_on=1, by=clerk)

    version = item.versions.get(number=settled.number)
    assert (version.settles, version.cause, version.based_on) == (2, "settled", 1)
    assert text_of(item) == ("<p>a, c</p>", 3)
    assert not item.versions.waiting()


def test_settling_by_the_text_that_stands_settles_too(item, save, clerk, publisher):
    save("<p>a</p>")
    save("<p>c</p>", by=publisher)
    settle_minutes(item=item, html="<p>a</p>", number=2, based_on=1, by=clerk)

    assert not item.versions.waiting()


def test_settling_twice_or_over_a_newer_text_is_refused(item, save, clerk, publisher):
    save("<p>a</p>")
    save("<p>c</p>", by=publisher)
    save("<p>a, b</p>", based_on=1)
    with pytest.raises(RefusedError, match="saved anew"):
        settle_minutes(item=item, html="<p>a, c</p>", number=2, based_on=1, by=clerk)
    settle_minutes(item=item, html="<p>a, b, c</p>", number=2, based_on=3, by=clerk)
    with pytest.raises(RefusedError, match="settled already"):
        settle_minutes(item=item, html="<p>x</p>", number=2, based_on=4, by=clerk)


def test_restoring_writes_a_new_version(item, save, clerk):
    save("<p>a</p>")
    save("<p>b</p>", based_on=1)
    restored = restore_minutes(item=item, number=1, based_on=2, by=clerk)

    assert item.versions.get(number=restored.number).cause == VersionCause.RESTORED
    assert text_of(item) == ("<p>a</p>", 3)


def test_restoring_over_what_was_not_seen_is_refused(item, save, clerk):
    save("<p>a</p>")
    save("<p>b</p>", based_on=1)

    with pytest.raises(RefusedError, match="after you opened"):
        restore_minutes(item=item, number=1, based_on=1, by=clerk)
    with pytest.raises(RefusedError, match="no such version"):
        restore_minutes(item=item, number=9, based_on=2, by=clerk)


def test_a_version_can_never_be_changed(item, save):
    save("<p>a</p>")

    with pytest.raises(DatabaseError, match="append-only"):
        MinutesVersion.objects.update(html="<p>forged</p>")


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_lose_nothing(clerk, publisher):
    item = held_meeting().items.get()
    start = threading.Barrier(2)
    found = []

    def write(by):
        start.wait()
        try:
            based_on = 0
            for number in range(6):
                html = f"<p>{by.name} wrote sentence {number}.</p>"
                based_on = save_minutes(item=item, html=html, based_on=based_on, by=by).number
                found.append(html)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(by,)) for by in (clerk, publisher)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 12
    assert set(found) <= set(item.versions.values_list("html", flat=True))
    assert list(item.versions.order_by("number").values_list("number", flat=True)) == list(range(1, 14))
    assert item.versions.waiting().count() == 1
    item.refresh_from_db()
    assert item.minutes_html == item.versions.get(number=item.minutes_revision).html


SAVE_FIRST_ITEM = """
import django; django.setup()
import uuid
from meetings.models import AgendaItem
from meetings.workflow.minutes import save_minutes
from portal.accounts.models import User
item = AgendaItem.objects.order_by("pk").first()
by = User.objects.get(email="clem@wexcombe.example")
print("ready", flush=True)
save_minutes(item=item, html="<p>Typed.</p>", based_on=0, by=by, save_key=uuid.UUID(int=7))
print("done", flush=True)
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["meetings_minutesversion", "meetings_agendaitem"])
def test_killing_the_server_while_it_saves_leaves_all_old_and_the_same_save_goes_through_again(table, clerk):
    """The server stands still at a table that another session holds, half done, when the signal comes."""
    item = held_meeting().items.get()
    old = item.minutes_html
    info = connection.connection.info
    url = f"postgresql://{info.user}:{info.password}@/{info.dbname}?host={info.host}&port={info.port}"
    paths = f"{ROOT}:{ROOT / 'tests'}"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings", "PYTHONPATH": paths, "DATABASE_URL": url}
    with psycopg.connect(url) as holder, psycopg.connect(url, autocommit=True) as watcher:
        holder.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        server = subprocess.Popen(
            [sys.executable, "-c", SAVE_FIRST_ITEM], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )
        assert server.stdout.readline() == "ready\n"
        wait_until_blocked(watcher)
        server.send_signal(signal.SIGKILL)
        server.wait(10)
        holder.rollback()
    server.stdout.close()

    assert text_of(item) == (old, 0)
    assert not item.versions.exists()
    key = uuid.UUID(int=7)
    for _ in range(2):
        save_minutes(item=item, html="<p>Typed.</p>", based_on=0, by=clerk, save_key=key)
    assert text_of(item) == ("<p>Typed.</p>", 2)
    assert item.versions.count() == 2


def wait_until_blocked(watcher, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if watcher.execute("SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'relation'").fetchone():
            return
        time.sleep(0.05)
    raise AssertionError("the save never came to the lock")
