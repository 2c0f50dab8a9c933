"""A member of the public sends a question or a topic, and confirms it; robots and floods do not get through."""

import datetime as dt

import pytest
from asking import ASK, DEADLINE, QUESTION, SUGGEST, Clock, coming_meeting, committee_of, filled, last_link
from django.core import mail
from django.core.cache import cache

from meetings.models import Submission
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Two days before the deadline, at noon."""
    cache.clear()
    return Clock(monkeypatch, DEADLINE - dt.timedelta(days=2, hours=4))


@pytest.fixture
def meeting(publisher, clock):
    return coming_meeting(publisher, committee_of(publisher))


@pytest.fixture
def send(client, clock, django_capture_on_commit_callbacks):
    """Fills in a form, reads it over for ten seconds, and sends it."""

    def send(address=ASK, *, after=10, by="192.0.2.1", **changed):
        words = filled(client, address, **changed)
        clock.pass_by(seconds=after)
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, words, REMOTE_ADDR=by)

    return send


@pytest.fixture
def press(client, django_capture_on_commit_callbacks):
    """Presses the button of the page to which the link leads."""

    def press(link):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(link)

    return press


def test_a_stranger_sends_and_confirms_a_question(meeting, client, send, press):
    answer = send()
    assert (answer.status_code, answer["Location"]) == (302, f"{ASK}sent/")
    assert "Look for our mail" in client.get(f"{ASK}sent/").content.decode()
    row = Submission.objects.get()
    assert (row.meeting, row.text, row.email, row.confirmed_at) == (meeting, QUESTION["text"], QUESTION["email"], None)
    [message] = mail.outbox
    assert message.to == [QUESTION["email"]]
    link = last_link()
    assert link.split("/")[2] not in str(Submission.objects.values().get()), "only a digest of the key is kept"

    page = client.get(link).content.decode()
    assert QUESTION["text"] in page
    assert QUESTION["email"] not in page
    row.refresh_from_db()
    assert row.confirmed_at is None, "a program that follows links confirms nothing"

    answer = press(link)
    assert (answer.status_code, answer["Location"]) == (302, f"{ASK}thanks/")
    row.refresh_from_db()
    assert row.confirmed_at is not None
    assert client.get(f"{ASK}thanks/").status_code == 200


def test_a_topic_is_sent_and_confirmed(meeting, client, send, press):
    answer = send(SUGGEST)
    assert answer["Location"] == f"{SUGGEST}sent/"
    assert press(last_link())["Location"] == f"{SUGGEST}thanks/"
    row = Submission.objects.get()
    assert (row.kind, row.title, row.meeting, row.committee) == ("topic", "Buses on Sundays", None, meeting.committee)
    for page in (f"{SUGGEST}sent/", f"{SUGGEST}thanks/"):
        assert client.get(page).status_code == 200


def test_the_contact_officer_is_told_once_and_nothing_of_the_sender(meeting, client, send, press):
    send()
    link = last_link()
    press(link)
    press(link)
    told = [message for message in mail.outbox if message.to == ["clerk@wexcombe.example"]]
    assert len(told) == 1
    said = told[0].subject + told[0].body
    for word in ("Perpetua", "Marlebury", "perpetua", "01999", "42 bus"):
        assert word not in said
    assert f"/office/submissions/{Submission.objects.get().pk}/" in said


def test_the_mail_holds_no_word_of_the_sender(meeting, send):
    send(name="Buy gold at evil.example", text="Buy gold at evil.example")
    [message] = mail.outbox
    assert "evil.example" not in message.subject + message.body + str(message.message())


def test_the_audit_log_holds_no_word_of_the_sender(meeting, send, press):
    send(addressed_to="The Cabinet Member for Secrets")
    press(last_link())
    events = AuditEvent.objects.filter(record__startswith="submission")
    assert events.count() == 2
    noted = str(list(events.values()))
    for word in ("Perpetua", "Marlebury", "perpetua", "01999", "42 bus", "Secrets"):
        assert word not in noted


def test_an_unknown_key_and_an_old_one_confirm_nothing(meeting, client, clock, send, press):
    assert client.get("/confirm/no-such-key/").status_code == 410
    assert client.post("/confirm/no-such-key/").status_code == 410
    send(SUGGEST)
    link = last_link()
    clock.pass_by(days=2, hours=23)
    assert client.get(link).status_code == 200
    clock.pass_by(hours=2)
    assert client.get(link).status_code == 410
    assert press(link).status_code == 410
    assert Submission.objects.get().confirmed_at is None


def test_a_second_click_makes_one_row_and_one_mail(meeting, client, clock, send):
    words = filled(client, ASK)
    clock.pass_by(seconds=10)
    assert send(**words).status_code == send(**words).status_code == 302
    assert (Submission.objects.count(), len(mail.outbox)) == (1, 1)


def test_the_same_words_after_a_while_get_a_new_link_and_the_old_one_is_void(meeting, client, clock, send):
    send()
    first = last_link()
    clock.pass_by(minutes=15)
    send()
    assert (Submission.objects.count(), len(mail.outbox)) == (1, 2)
    assert client.get(first).status_code == 410
    assert client.get(last_link()).status_code == 200


def test_what_was_confirmed_is_not_taken_twice(meeting, clock, send, press):
    send()
    press(last_link())
    clock.pass_by(hours=1)
    assert send().status_code == 302
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("left_out", ["text", "name", "place", "email"])
def test_a_form_that_lacks_something_comes_back_with_what_was_written(meeting, send, left_out):
    answer = send(**{left_out: " "})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_{left_out}"' in page
    for name in {"text", "name", "place", "email"} - {left_out}:
        assert QUESTION[name] in page
    assert not Submission.objects.exists()


# Robots.


def test_a_robot_that_fills_every_field_is_answered_alike_and_kept_out(meeting, send):
    answer = send(website="https://evil.example")
    assert (answer.status_code, answer["Location"]) == (302, f"{ASK}sent/")
    assert not Submission.objects.exists()
    assert mail.outbox == []


def test_a_form_sent_at_once_is_to_be_sent_again_and_then_goes_through(meeting, client, clock, send):
    words = filled(client, ASK)
    answer = client.post(ASK, words)
    assert answer.status_code == 422
    assert "send it again" in answer.content.decode()
    assert QUESTION["text"] in answer.content.decode()
    assert words["stamp"] in answer.content.decode(), "its stamp stays, so that waiting helps"
    clock.pass_by(seconds=4)
    assert client.post(ASK, words).status_code == 302


@pytest.mark.parametrize(
    "stamp", ["", "forged", "WyIvIiwxXQ:1abcde:xyz", "a" * 5000], ids=["none", "word", "like", "long"]
)
def test_a_forged_stamp_gets_a_true_one(meeting, clock, client, stamp):
    answer = client.post(ASK, {**QUESTION, "stamp": stamp})
    assert answer.status_code == 422
    assert f'name="stamp" value="{stamp}"' not in answer.content.decode()
    assert not Submission.objects.exists()


def test_a_form_of_yesterday_is_to_be_sent_again(meeting, send, clock):
    assert send(after=25 * 3600).status_code == 422
    assert not Submission.objects.exists()


def test_a_stamp_of_another_form_is_none(meeting, client, clock):
    words = {**QUESTION, "title": "Buses", "stamp": filled(client, ASK)["stamp"]}
    clock.pass_by(seconds=10)
    assert client.post(SUGGEST, words).status_code == 422


def test_a_form_from_another_site_is_refused(meeting):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ASK, QUESTION).status_code == 403


# Floods.


def test_one_connection_sends_five_an_hour(meeting, clock, send):
    answers = [send(text=f"Question {n}?", email=f"p{n}@post.example").status_code for n in range(6)]
    assert answers == [302] * 5 + [429]
    assert send(text="From elsewhere?", email="q@post.example", by="192.0.2.2").status_code == 302
    clock.pass_by(hours=1)
    assert send(text="Question 6?", email="p6@post.example").status_code == 302


def test_one_mailbox_gets_three_mails_a_day_whatever_is_written_after_its_name(meeting, clock, send):
    spelt = ["victim@post.example", "VICTIM@post.example", "victim+1@post.example", "victim+2@post.example"]
    answers = [send(text=f"{n}?", email=email, by=f"192.0.2.{n}") for n, email in enumerate(spelt)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert len(mail.outbox) == 3
    assert "3?" in answers[-1].content.decode(), "what was written is kept"
    clock.pass_by(days=1)
    assert send(text="4?", email=spelt[0], by="192.0.2.9").status_code == 302


def test_a_flood_on_one_meeting_is_stopped(meeting, send, settings):
    answers = [send(text=f"{n}?", email=f"p{n}@post.example", by=f"198.51.100.{n}").status_code for n in range(32)]
    assert answers == [302] * 30 + [429] * 2
    assert Submission.objects.count() == len(mail.outbox) == 30


def test_what_a_limit_refused_counts_for_no_other_limit(meeting, send):
    for n in range(3):
        send(text=f"{n}?", email="victim@post.example")
    assert send(text="3?", email="victim@post.example").status_code == 429
    assert send(text="4?", email="other@post.example").status_code == 302
    assert send(text="5?", email="another@post.example").status_code == 302


def test_a_known_address_is_answered_like_an_unknown_one(meeting, publisher, send):
    send(text="First?", email="known@post.example")
    known, account, unknown = (
        send(text="Second?", email=email) for email in ("known@post.example", publisher.email, "new@post.example")
    )
    answers = {(one.status_code, one["Location"], one.content) for one in (known, account, unknown)}
    assert len(answers) == 1


# Whatever somebody pastes.


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\x00b\x07c", "abc"),
        ("pay \u202egnp.exe\u2066 now", "pay gnp.exe now"),
        ("👩‍👩‍👧 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👩‍👩‍👧 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿"),
        ("{{ 7|add:7 }} {% url 'home' %}", "{{ 7|add:7 }} {% url 'home' %}"),
    ],
)
def test_what_is_pasted_is_kept_as_plain_text_and_escaped(meeting, client, clerk, send, press, text, kept):
    assert send(text=text, name=text, place=text, addressed_to=text).status_code == 302
    row = Submission.objects.get()
    assert row.text == kept
    assert row.name == " ".join(kept.split())
    press(last_link())
    client.force_login(clerk)
    for page in (last_link_of_sender(), "/office/submissions/", f"/office/submissions/{row.pk}/"):
        shown = client.get(page)
        assert shown.status_code == 200
        assert b"<script>alert" not in shown.content
        if "{{" in kept:
            assert "{{ 7|add:7 }} {% url" in shown.content.decode()


def last_link_of_sender():
    from asking import link_in

    return next(link_in(message) for message in mail.outbox if "/confirm/" in message.body)


@pytest.mark.parametrize("length", [2001, 100_000])
def test_a_text_that_is_too_long_comes_back_whole(meeting, send, length):
    answer = send(text="x" * length)
    assert answer.status_code == 422
    assert f"{length - 2000:,} too many" in answer.content.decode()
    assert "x" * length in answer.content.decode()


def test_an_end_of_line_counts_once(meeting, send):
    assert send(text="\r\n".join(["x"] * 1000)).status_code == 302


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "x" * 201},
        {"email": "a\r\nBcc: victim@post.example"},
        {"email": "nobody"},
        {"email": "\x00@post.example"},
        {"phone": "9" * 41},
        {"place": "x" * 100_000},
        {"text": "\x00\x07\u202e"},
        {"addressed_to": "x" * 301},
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(meeting, send, changed):
    answer = send(**changed)
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize("address", [ASK, SUGGEST, "/confirm/no-such-key/"])
def test_other_methods_are_refused(meeting, client, address):
    assert client.put(address).status_code == client.delete(address).status_code == 405


@pytest.mark.parametrize("address", [ASK, SUGGEST, f"{ASK}sent/", f"{SUGGEST}thanks/", "/confirm/no-such-key/"])
def test_nothing_of_a_form_is_kept_anywhere(meeting, client, settings, address):
    settings.KEEP_PAGES_MB = 1
    for answer in (client.get(address), client.get(address)):
        assert "no-store" in answer["Cache-Control"]
        assert not answer.has_header("ETag")
        assert b"noindex" in answer.content


def test_every_reader_gets_a_form_of_their_own(meeting, client, settings):
    settings.KEEP_PAGES_MB = 1
    first, second = client.get(ASK).content, type(client)().get(ASK).content
    assert first != second


def test_a_form_posts_to_this_site_alone(meeting, client):
    assert "form-action 'self'" in client.get(ASK)["Content-Security-Policy"]


@pytest.mark.django_db(transaction=True)
def test_where_no_mail_can_be_sent_nothing_is_taken_and_nothing_is_lost(client, clock, publisher, settings):
    coming_meeting(publisher, committee_of(publisher))
    words = filled(client, ASK)
    clock.pass_by(seconds=10)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answer = client.post(ASK, words)
    assert answer.status_code == 503
    assert QUESTION["text"] in answer.content.decode()
    assert "could not be sent" in answer.content.decode()
    assert not Submission.objects.exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert client.post(ASK, words).status_code == 302
    assert Submission.objects.count() == len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_row_and_one_mail(client, clock, publisher):
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    coming_meeting(publisher, committee_of(publisher))
    words = filled(client, ASK)
    clock.pass_by(seconds=10)

    def click(_):
        try:
            return type(client)().post(ASK, words).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(click, range(4))) == [302] * 4
    assert Submission.objects.count() == len(mail.outbox) == 1
