"""Sending what was released: once, again where that is safe, and never unseen where it is not."""

import datetime as dt

import pytest
from chasing import action_due, ago, committee_of, post, today
from django.utils import timezone
from owner_links import answer_by
from smtp import MailServer

from actions.answering.deeds import send_back
from actions.answering.links import link_for
from actions.chasing import outbox
from actions.chasing.outbox import RefusedMessageError
from actions.chasing.planning import NO_LONGER_OPEN, OVERTAKEN, plan
from actions.chasing.sending import LOST_TOUCH, message_id_of, send_released
from actions.chasing.wording import LINK_MARK, wrapped
from actions.models import Contact, Message, OwnerLink
from actions.workflow.facts import add_update


@pytest.fixture
def folder(tmp_path, settings):
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.EMAIL_BACKEND, settings.MAILS_ARE_FILES = "portal.mail_folder.EmailBackend", True
    return settings.EMAIL_FILE_PATH


@pytest.fixture
def server(settings):
    server = MailServer()
    settings.EMAIL_BACKEND, settings.MAILS_ARE_FILES = "portal.mail_server.EmailBackend", False
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = ""
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def message(publisher):
    """A reminder that an officer has released."""
    committee = committee_of(publisher)
    action_due(committee, publisher, ago(30))
    post(head=Contact.objects.create(name="Director", email="director@wexcombe.example"))
    plan()
    outbox.release(messages=Message.objects.all(), by=publisher)
    return Message.objects.get()


def pass_time(message, minutes):
    Message.objects.filter(pk=message.pk).update(claimed_at=timezone.now() - dt.timedelta(minutes=minutes))


def state_of(message):
    message.refresh_from_db()
    return message.state


def test_a_message_goes_out_with_its_link(message, folder):
    assert send_released().sent == 1
    assert state_of(message) == "sent"
    (file,) = folder.iterdir()
    text = file.read_text()
    link = OwnerLink.objects.get()
    assert link_for(message) in text.replace("=\n", "").replace("=3D", "=")
    assert LINK_MARK not in text
    assert LINK_MARK in message.body, "the signed link is kept in no row of the outbox"
    for header in (
        "Cc: director@wexcombe.example", "Reply-To: clerks@wexcombe.example", "Auto-Submitted: auto-generated",
        f"Message-ID: {message_id_of(message)}",
    ):  # fmt: skip
        assert header in text
    about_link = next(part for part in text.split("\n\n") if "The link opens" in part)
    assert f"{timezone.localdate(link.expires_at):%B %Y}" in " ".join(about_link.split())
    assert about_link == wrapped(" ".join(about_link.split())).strip(), "no line is broken before it is full"
    assert send_released().sent == 0


def test_what_nobody_released_stays(message, folder):
    Message.objects.update(state="planned")
    assert send_released().sent == 0
    assert not folder.exists()


def test_killed_after_the_file_was_written_it_lies_there_once(message, folder):
    send_released()
    (file,) = folder.iterdir()
    before = file.read_bytes()
    Message.objects.update(state="sending", sent_at=None)
    assert send_released().sent == 0, "whoever is sending it may be alive"
    pass_time(message, minutes=2)
    assert send_released().sent == 1
    assert [path.read_bytes() for path in folder.iterdir()] == [before]
    assert OwnerLink.objects.count() == 1


def test_killed_before_the_file_was_written_it_is_sent(message, folder):
    Message.objects.update(state="sending", attempts=1, claimed_at=timezone.now() - dt.timedelta(minutes=2))
    assert send_released().sent == 1
    assert len(list(folder.iterdir())) == 1


def test_cut_off_on_the_way_to_a_server_an_officer_decides(message, server, publisher):
    Message.objects.update(state="sending", attempts=1, claimed_at=timezone.now())
    pass_time(message, minutes=9)
    send_released()
    assert state_of(message) == "sending"
    pass_time(message, minutes=11)
    send_released()
    assert state_of(message) == "uncertain"
    assert server.taken == []
    outbox.has_arrived(message=message, by=publisher)
    assert state_of(message) == "sent"
    with pytest.raises(RefusedMessageError, match="Nobody is in doubt"):
        outbox.has_arrived(message=message, by=publisher)
    with pytest.raises(RefusedMessageError, match="waits to be sent already, or it was sent"):
        outbox.send_again(message=message, by=publisher)


def test_a_server_that_takes_it_gets_it_once(message, server):
    assert send_released().sent == 1
    assert send_released().sent == 0
    assert len(server.taken) == 1
    assert message_id_of(message) in server.taken[0]


def test_a_server_that_falls_silent_may_have_it(message, server, publisher):
    server.manner = "falls silent"
    assert send_released().uncertain == 1
    message.refresh_from_db()
    assert (message.state, message.trouble) == ("uncertain", LOST_TOUCH)
    send_released()
    assert len(server.taken) == 1, "it is not sent again by itself"
    server.manner = "takes"
    outbox.send_again(message=message, by=publisher)
    assert send_released().sent == 1
    first, second = server.taken
    assert [message_id_of(message) in text for text in (first, second)] == [True, True]


def test_a_refusal_for_good_fails_at_once(message, server, publisher):
    server.manner = "refuses"
    assert send_released().failed == 1
    message.refresh_from_db()
    assert message.state == "failed"
    assert "refused it (550)" in message.trouble
    server.manner = "takes"
    outbox.send_again(message=message, by=publisher)
    assert send_released().sent == 1


def test_a_mailbox_that_is_refused_while_the_head_gets_the_copy_is_said(message, server):
    server.refused = b"transport@wexcombe.example"
    assert send_released().failed == 1
    assert state_of(message) == "failed"
    assert message.trouble.startswith("The mail server refused transport@wexcombe.example (550). The copy to director@")
    assert send_released().sent == 0
    assert len(server.taken) == 1  # the head has it, and does not get it again


def test_a_copy_that_is_refused_is_said_of_a_message_that_went_out(message, server):
    server.refused = b"director@wexcombe.example"
    assert send_released().sent == 1
    assert state_of(message) == "sent"
    assert "refused the copy to director@wexcombe.example (550)" in message.trouble


def test_an_address_that_no_mail_can_bear_fails_and_holds_nothing_up(message, server):
    Message.objects.update(to_address=f"a@{'ü' * 60}.example", key="asked x", kind="asked")
    assert send_released().failed == 1
    assert state_of(message) == "failed"
    assert server.taken == []


def test_a_busy_server_is_tried_again_with_growing_pauses(message, server):
    server.manner = "is busy"
    for tried, pause in enumerate((5, 30, 180), start=1):
        assert send_released().waiting == 1
        message.refresh_from_db()
        assert (message.state, message.attempts) == ("released", tried)
        assert send_released().waiting == 0, "not before its time"
        pass_time(message, minutes=pause + 1)
    assert send_released().failed == 1
    assert state_of(message) == "failed"
    assert server.taken == []


def test_a_server_that_is_not_there_is_tried_again(message, server, settings):
    settings.EMAIL_PORT = 1
    assert send_released().waiting == 1
    message.refresh_from_db()
    assert "could not be reached" in message.trouble


def test_a_folder_that_cannot_be_written_is_said(message, folder):
    folder.write_text("no folder")
    assert send_released().waiting == 1
    message.refresh_from_db()
    assert "folder of mails cannot be written" in message.trouble


def test_what_is_true_no_more_does_not_go_out(message, folder, publisher):
    add_update(entry=message.entry, kind="completed", on=today(), text="Counted.", by=publisher)
    assert send_released().dropped == 1
    message.refresh_from_db()
    assert (message.state, message.trouble) == ("dropped", NO_LONGER_OPEN)
    assert not folder.exists()


def test_an_address_that_changed_meanwhile_gets_nothing_old(message, folder):
    Contact.objects.filter(name="Head of Transport").update(email="new@wexcombe.example")
    send_released()
    message.refresh_from_db()
    assert (message.state, message.trouble) == ("dropped", OVERTAKEN)


def test_the_words_of_a_subject_make_no_header(message, folder):
    Message.objects.update(subject="One\r\nBcc: everybody@wexcombe.example")
    assert send_released().sent == 1
    assert "\nBcc:" not in next(folder.iterdir()).read_text()


def test_the_mail_of_a_returned_answer_gets_its_link_and_says_why_it_came(message, folder, clerk):
    send_released()
    answer = answer_by(OwnerLink.objects.get())
    returned = send_back(answer=answer, because="Which buses?", by=clerk)
    assert send_released().sent == 1
    text = (folder / f"{message_id_of(returned)[1:-1]}.eml").read_text().replace("=\n", "").replace("=3D", "=")
    assert link_for(message) in text, "the link by which it was given"
    for words in ("Which buses?", "WHY THIS CAME", "The link works until"):
        assert words in text
    assert OwnerLink.objects.count() == 1
