"""What the outbox and links keep of people, for how long, and that nothing is sent twice because it was forgotten."""

import datetime as dt

import pytest
from chasing import action_due, ago, committee_of, post, today
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from actions.answering.links import new_link
from actions.chasing import outbox
from actions.chasing.asking import chase_now, why_not_now
from actions.chasing.digests import plan_digests
from actions.chasing.forgetting import forget_old_messages, forget_old_names, forgotten_key
from actions.chasing.outbox import RefusedMessageError
from actions.chasing.planning import plan
from actions.chasing.sending import message_id_of, send_released
from actions.models import Contact, Message, OwnerLink
from portal import environment
from portal.audit.models import AuditEvent

ADDRESS = "transport@wexcombe.example"


@pytest.fixture
def entry(publisher, settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.EMAIL_BACKEND, settings.MAILS_ARE_FILES = "portal.mail_folder.EmailBackend", True
    post(head=Contact.objects.create(name="Director", email="director@wexcombe.example"))
    return action_due(committee_of(publisher), publisher, ago(30))


@pytest.fixture
def sent(entry, publisher):
    """A reminder that went out."""
    plan()
    outbox.release(messages=Message.objects.all(), by=publisher)
    assert send_released().sent == 1
    return Message.objects.get()


def later(days):
    return today() + dt.timedelta(days=days)


def kept(message):
    return " ".join(str(value) for value in Message.objects.filter(pk=message.pk).values().get().values())


def test_a_message_is_kept_whole_for_its_days_and_then_without_its_reader(sent, settings):
    settings.MESSAGE_DAYS = 40
    assert forget_old_messages(today=later(40)) == 0
    before = Message.objects.get()
    assert forget_old_messages(today=later(41)) == 1
    assert forget_old_messages(today=later(41)) == 0
    after = Message.objects.get()
    assert (after.to_name, after.to_address, after.copy_address, after.body, after.contact) == ("", "", "", "", None)
    for told in ("@wexcombe.example", "Ms Ferry"):
        assert told in kept(before) or told in before.body
        assert told not in kept(after)
    same = ("kind", "state", "entry_id", "for_day", "sent_at", "subject", "why")
    assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]
    assert after.key.startswith("late-21 TRA-2026-1 ")
    assert message_id_of(before)[1:41] == after.key.split()[-1]


def test_what_is_forgotten_is_not_planned_again(sent, entry, publisher, settings):
    settings.MESSAGE_DAYS = 0
    forget_old_messages(today=later(1))
    planned = plan(dry_run=True)
    assert (len(planned.messages), planned.known) == (0, 1)
    plan()
    assert Message.objects.count() == 1
    Contact.objects.filter(email=ADDRESS).update(email="other@wexcombe.example")
    assert len(plan().messages) == 1  # whoever has it now was never reminded


def test_what_was_asked_or_summed_up_is_not_sent_again(entry, publisher, settings):
    settings.MESSAGE_DAYS = 0
    chase_now(entries=[entry], by=publisher)
    publisher.set_password("x")
    publisher.save()
    assert plan_digests()
    send_released()
    count = Message.objects.count()
    assert forget_old_messages(today=later(1)) == count
    assert chase_now(entries=[entry], by=publisher) == []
    assert why_not_now([entry])
    assert plan_digests(dry_run=True) == []
    plan_digests()
    assert Message.objects.count() == count


@pytest.mark.parametrize("state", ["planned", "released", "sending"])
def test_what_may_still_go_out_keeps_its_address(sent, state):
    Message.objects.update(state=state, planned_at=timezone.now() - dt.timedelta(days=3000))
    assert forget_old_messages(today=later(3000)) == 0
    with pytest.raises(IntegrityError, match="goes_out_has_an_address"), transaction.atomic():
        Message.objects.update(to_address="")


def test_a_forgotten_message_says_so_and_cannot_be_sent(sent, client, publisher):
    Message.objects.update(state="uncertain", sent_at=None)
    forget_old_messages(today=later(3000))
    message = Message.objects.get()
    with pytest.raises(RefusedMessageError, match="whom it went to"):
        outbox.send_again(message=message, by=publisher)
    client.force_login(publisher)
    page = client.get(reverse("chasing:message-detail", args=[message.pk])).content.decode()
    assert "Nobody can tell any more" in page
    assert "were removed then" in page
    assert "Send it again" not in page
    assert "Not kept any more" in client.get(reverse("chasing:outbox"), {"state": "uncertain"}).content.decode()


def test_the_name_of_an_ended_link_is_forgotten_and_stands_in_no_log(entry, settings):
    settings.MESSAGE_DAYS = 40
    old, young = (new_link(entry=entry, contact=Contact.objects.get(email=ADDRESS)) for _ in range(2))
    OwnerLink.objects.filter(pk=old.pk).update(expires_at=timezone.now())
    assert forget_old_names(today=later(40)) == 0
    assert forget_old_names(today=later(41)) == 1
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.to_name, old.to_address, young.to_name, young.to_address) == ("", "", "Ms Ferry", ADDRESS)
    events = AuditEvent.objects.filter(record__startswith="link to an owner")
    assert events.exists()
    assert not any("Ms Ferry" in str((event.before, event.after)) for event in events)


def test_a_key_without_an_address_stays():
    assert forgotten_key("returned:12") == "returned:12"
    assert "@" not in forgotten_key("late-7 TRA-2026-1 2026-05-01 a@b.example")


def test_days_that_would_forget_what_is_under_way_are_refused(monkeypatch):
    monkeypatch.setenv("MESSAGE_DAYS", "7")
    with pytest.raises(ImproperlyConfigured, match="from 30 to 3650"):
        environment.whole_number("MESSAGE_DAYS", 730, least=30, most=3650)
