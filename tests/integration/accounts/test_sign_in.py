"""Signing in tells nobody who has an account, counts attempts, and leads back to where one was."""

import pytest
from django.core import mail
from django.urls import NoReverseMatch, reverse
from factories import UserFactory

from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db

WRONG = "The e-mail address or the password is not right."


def answer_of(response):
    """The page without what differs from request to request, or from address to address."""
    text = response.content.decode()
    for mark in ("csrfmiddlewaretoken", 'name="login"', 'name="email"'):
        text = "\n".join(line for line in text.splitlines() if mark not in line)
    return response.status_code, text


def test_the_right_password_leads_to_where_one_was(sign_in):
    response = sign_in(next="/office/meetings/")
    assert response.status_code == 302
    assert response["Location"] == "/office/meetings/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/office/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(sign_in, elsewhere):
    assert sign_in(next=elsewhere)["Location"] == "/office/"


def test_unknown_wrong_deactivated_and_waiting_are_answered_alike(sign_in, clerk, password):
    deactivated = UserFactory(is_active=False, email="gone@wexcombe.example")
    deactivated.set_password(password)
    deactivated.save()
    waiting = UserFactory(email="new@wexcombe.example")
    waiting.set_unusable_password()
    waiting.save()

    answers = {
        answer_of(sign_in(email="nobody@wexcombe.example")),
        answer_of(sign_in(password="wrong")),
        answer_of(sign_in(email="gone@wexcombe.example")),
        answer_of(sign_in(email="new@wexcombe.example")),
    }
    assert len(answers) == 1
    assert WRONG in answers.pop()[1]


def test_a_forgotten_password_is_answered_alike_and_always_by_one_mail(client, clerk, password):
    UserFactory(is_active=False, email="gone@wexcombe.example")
    answers = set()
    for address in ("clem@wexcombe.example", "nobody@wexcombe.example", "gone@wexcombe.example"):
        response = client.post("/accounts/password/forgotten/", {"email": address}, follow=True)
        answers.add(answer_of(response))
    assert len(answers) == 1
    assert [message.to for message in mail.outbox] == [
        ["clem@wexcombe.example"], ["nobody@wexcombe.example"], ["gone@wexcombe.example"]
    ]  # fmt: skip
    assert "/password/forgotten/" in mail.outbox[0].body
    assert "There is no account" in mail.outbox[1].body
    assert "There is no account" in mail.outbox[2].body


def test_a_mail_server_that_is_down_gives_nobody_away(client, password, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answers = {
        answer_of(client.post("/accounts/password/forgotten/", {"email": address}, follow=True))
        for address in ("clem@wexcombe.example", "nobody@wexcombe.example")
    }
    assert len(answers) == 1
    assert answers.pop()[0] == 200


def test_a_password_is_set_anew_by_the_link_of_the_mail_once(client, sign_in, clerk):
    client.post("/accounts/password/forgotten/", {"email": clerk.email}, headers={"host": "localhost"})
    link = next(line for line in mail.outbox[0].body.splitlines() if line.startswith("http"))
    assert link.startswith("http://localhost:8000/accounts/password/forgotten/")
    path = link.removeprefix("http://localhost:8000")
    form = client.get(path, follow=True)
    address = form.redirect_chain[-1][0]
    new = "walnut harbour kettle"

    done = client.post(address, {"password1": new, "password2": new}, follow=True)
    assert b"Your password is set" in done.content
    assert sign_in(password=new).status_code == 302
    assert b"no longer good" in client.get(path, follow=True).content
    assert AuditEvent.objects.filter(by=clerk, verb="reset the password by mail").exists()


def test_a_password_that_is_too_short_is_refused_with_a_sentence(client, clerk, password):
    client.force_login(clerk)
    response = client.post("/accounts/password/", {"oldpassword": password, "password1": "short", "password2": "short"})
    assert b"This password is too short" in response.content
    clerk.refresh_from_db()
    assert clerk.check_password(password)


def test_changing_the_password_ends_the_other_sessions(client, client_factory, clerk, password):
    elsewhere = client_factory()
    elsewhere.force_login(clerk)
    client.force_login(clerk)
    new = "walnut harbour kettle"
    client.post("/accounts/password/", {"oldpassword": password, "password1": new, "password2": new})

    assert client.get("/office/").status_code == 200
    assert elsewhere.get("/office/").status_code == 302
    assert AuditEvent.objects.filter(by=clerk, verb="changed the password").exists()
    assert [message.subject for message in mail.outbox] == ["Your password was changed"]


def test_ten_wrong_passwords_close_one_account_for_a_while_and_no_other(sign_in):
    for _ in range(10):
        assert WRONG.encode() in sign_in(password="wrong").content
    assert b"There were too many attempts" in sign_in().content
    assert sign_in(email="petra@wexcombe.example").status_code == 302


def test_attempts_on_a_deactivated_account_are_counted_as_on_any_other(sign_in, password):
    gone = UserFactory(is_active=False, email="gone@wexcombe.example")
    gone.set_password(password)
    gone.save()
    for _ in range(10):
        assert WRONG.encode() in sign_in(email="gone@wexcombe.example").content
    assert b"There were too many attempts" in sign_in(email="gone@wexcombe.example").content


def test_a_whole_council_signs_in_from_behind_one_address(sign_in, password, client_factory):
    for number in range(30):
        user = UserFactory(email=f"member{number}@wexcombe.example")
        user.set_password(password)
        user.save()
    for number in range(30):
        one = client_factory()
        told = {"login": f"member{number}@wexcombe.example", "password": "wrong"}
        one.post("/accounts/login/", told)
        assert one.post("/accounts/login/", {**told, "password": password}).status_code == 302


@pytest.mark.parametrize(
    "told",
    [
        {"login": "a\x00b@wexcombe.example", "password": "x"},
        {"login": "x" * 100_000, "password": "x"},
        {"login": "clem@wexcombe.example", "password": "y" * 100_000},
        {"login": "clem@wexcombe.example", "password": "\x00"},
        {},
    ],
)
def test_nonsense_is_answered_with_the_page(client, clerk, told):
    response = client.post("/accounts/login/", told)
    assert response.status_code == 200
    assert b"There is a problem" in response.content


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_inactive", "socialaccount_signup", "socialaccount_connections"]
)
def test_what_is_not_offered_does_not_exist(client, name):
    with pytest.raises(NoReverseMatch):
        reverse(name)
    assert client.get("/accounts/signup/").status_code == 404


def test_signing_out_takes_a_form(client, clerk):
    client.force_login(clerk)
    client.get("/accounts/logout/")
    assert client.get("/office/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/office/").status_code == 302
    assert AuditEvent.objects.filter(by=clerk, verb="signed out").exists()


def test_the_log_says_who_signed_in_and_not_whether_an_account_exists(sign_in, clerk):
    sign_in(password="wrong", email="petra@wexcombe.example")
    sign_in(password="wrong", email="nobody@wexcombe.example")
    sign_in()

    signed_in = AuditEvent.objects.get(verb="signed in")
    assert signed_in.by == clerk
    assert signed_in.after == {"from": "127.0.0.1"}
    failures = AuditEvent.objects.filter(verb="failed to sign in").order_by("pk")
    assert [(event.by, event.subject, event.after) for event in failures] == [
        (None, "account petra@wexcombe.example", {"from": "127.0.0.1"}),
        (None, "account nobody@wexcombe.example", {"from": "127.0.0.1"}),
    ]


def test_no_public_page_looks_at_the_cache_or_at_the_session(client, clerk, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/accessibility/")
    client.force_login(clerk)
    with django_assert_num_queries(0):
        client.get("/accessibility/")
