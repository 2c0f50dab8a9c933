"""Publishing and withdrawing from the command line, and two publishers at once."""

import datetime as dt
import threading

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from factories import CommitteeFactory, GrantFactory, UserFactory, held_meeting

from meetings.editions.models import Edition
from portal.accounts.models import Role
from portal.publishing.door import publish
from portal.publishing.verification import faults


@pytest.fixture
def meeting(db):
    committee = CommitteeFactory(name="Transport", slug="transport", code="TRA")
    return held_meeting(committee=committee, date=dt.date(2026, 2, 3))


def test_publish_and_withdraw(meeting, capsys):
    call_command("publish_meeting", "transport/2026-02-03", "--reason=Draft minutes")
    assert "edition 1 (draft minutes)" in capsys.readouterr().out
    call_command("withdraw_edition", "transport/2026-02-03", "1", "--reason=It named a patient")
    assert "Withdrew edition 1" in capsys.readouterr().out
    assert Edition.objects.get(number=1, meeting=meeting).withdrawal.reason == "It named a patient"


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (
            ["publish_meeting", "transport/1999-01-01", "--reason=x"],
            "The office knows no meeting at transport/1999-01-01",
        ),
        (["publish_meeting", "transport/2026-02-03", "--reason= "], "Say why this edition is published"),
        (["publish_meeting", "transport/2026-02-03", "--reason=x", "--by=clem@wexcombe.example"], "Clem Clerk may not"),
        (["withdraw_edition", "transport/2026-02-03", "7", "--reason=x"], "There is no edition 7"),
    ],
)
def test_refusals_are_sentences(meeting, clerk, command, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command(*command)
    assert not Edition.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_publishers_at_once_write_one_chain():
    user = UserFactory(name="Petra Publisher")
    GrantFactory(user=user, role=Role.PUBLISHER)
    meetings = [held_meeting() for _ in range(6)]
    start, errors = threading.Barrier(len(meetings)), []

    def go(meeting):
        try:
            start.wait()
            publish(meeting=meeting, by=user, reason="Draft minutes")
        except Exception as error:  # noqa: BLE001  # whatever goes wrong in a thread must reach the test
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[meeting]) for meeting in meetings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert Edition.objects.count() == 12
    assert list(faults()) == []
