"""The second factor: set up, asked for, lost, and demanded of those who may publish or manage users."""

import pytest
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from django.core import mail
from factories import GrantFactory, UserFactory

from portal.accounts.models import Role
from portal.accounts.second_factor import needs_second_factor
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db

SET_UP = "/accounts/second-factor/set-up/"
CODE = "/accounts/second-factor/code/"


@pytest.fixture
def set_up(client, code_of, django_capture_on_commit_callbacks):
    """Goes through the page as somebody who is signed in does; gives the secret and the last answer."""

    def go():
        page = client.get(SET_UP)
        secret = page.context["form"].secret
        with django_capture_on_commit_callbacks() as after:
            done = client.post(SET_UP, {"code": code_of(secret)})
        with request_context(done.wsgi_request):  # in which they would be called, were the test not one transaction
            for call in after:
                call()
        return secret, done

    return go


def test_setting_up_shows_recovery_codes_and_tells_by_mail(client, clerk, set_up):
    client.force_login(clerk)
    _, done = set_up()
    assert done["Location"] == "/accounts/recovery-codes/"
    assert len(client.get(done["Location"]).context["unused_codes"]) == 10
    assert [message.subject for message in mail.outbox] == ["A second factor was set up"]
    assert set(AuditEvent.objects.filter(by=clerk).values_list("verb", flat=True)) >= {"added second factor"}


def test_a_wrong_code_sets_nothing_up(client, clerk):
    client.force_login(clerk)
    client.get(SET_UP)
    assert b"The code is not right" in client.post(SET_UP, {"code": "abcdef"}).content
    assert not Authenticator.objects.exists()


def test_only_this_page_may_show_an_image_that_is_its_own_address(client, clerk):
    client.force_login(clerk)
    page = client.get(SET_UP)
    assert "img-src 'self' data:" in page["Content-Security-Policy"]
    assert "data:image/svg+xml" in page.content.decode()
    assert "data:" not in client.get("/accounts/second-factor/")["Content-Security-Policy"]


def test_the_secret_is_not_in_the_database_in_clear(clerk, second_factor):
    secret = second_factor(clerk)
    kept = Authenticator.objects.get(user=clerk)
    assert secret not in str(kept.data)


def test_under_another_key_no_code_is_right_and_the_page_still_stands(
    client, sign_in, clerk, second_factor, code_of, settings
):
    secret = second_factor(clerk)
    assert sign_in()["Location"] == CODE
    Authenticator.objects.update(data={"secret": "kept under another key"})
    for code in (code_of(secret), code_of("")):
        assert b"The code is not right" in client.post(CODE, {"code": code}).content


def test_the_password_alone_does_not_sign_in(client, sign_in, clerk, second_factor, code_of):
    secret = second_factor(clerk)
    assert sign_in(next="/office/meetings/")["Location"] == CODE
    assert client.get("/office/").status_code == 302
    assert b"The code is not right" in client.post(CODE, {"code": "000000x"}).content
    assert AuditEvent.objects.filter(by=clerk, verb="gave a wrong code").exists()

    assert client.post(CODE, {"code": code_of(secret)})["Location"] == "/office/meetings/"
    assert client.get("/office/").status_code == 200


def test_a_code_is_good_once(client_factory, password, clerk, second_factor, code_of):
    secret = second_factor(clerk)
    code = code_of(secret)
    first, second = client_factory(), client_factory()
    for browser in (first, second):
        browser.post("/accounts/login/", {"login": clerk.email, "password": password})
    assert first.post(CODE, {"code": code}).status_code == 302
    assert second.post(CODE, {"code": code}).status_code == 200


def test_a_recovery_code_signs_in_once(client, sign_in, clerk, set_up, client_factory, password):
    client.force_login(clerk)
    set_up()
    code = client.get("/accounts/recovery-codes/").context["unused_codes"][0]
    answers = []
    for _ in range(2):
        browser = client_factory()
        browser.post("/accounts/login/", {"login": clerk.email, "password": password})
        answers.append(browser.post(CODE, {"code": code}).status_code)
    assert answers == [302, 200]


def test_ten_wrong_codes_close_the_account_for_a_while(client, sign_in, clerk, second_factor, code_of):
    secret = second_factor(clerk)
    sign_in()
    for _ in range(10):
        client.post(CODE, {"code": "nonsense"})
    assert b"There were too many attempts" in client.post(CODE, {"code": code_of(secret)}).content


def test_whoever_may_publish_or_manage_users_is_led_to_set_it_up(client, publisher, administrator, settings, set_up):
    settings.REQUIRE_SECOND_FACTOR = True
    for user in (publisher, administrator):
        client.force_login(user)
        assert client.get("/office/users/")["Location"] == SET_UP
        assert b"The office opens when this is done" in client.get(SET_UP).content
        assert client.get("/office/", headers={"HX-Request": "true"}).status_code == 403
        set_up()
        assert client.get("/office/").status_code == 200
        assert b"so it needs a second factor" in client.get("/accounts/second-factor/remove/").content
        client.post("/accounts/second-factor/remove/")
        assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_others_are_not(client, clerk, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    client.force_login(clerk)
    assert client.get("/office/").status_code == 200


def test_publishing_for_one_committee_is_enough_to_need_one(settings):
    settings.REQUIRE_SECOND_FACTOR = True
    user = UserFactory()
    GrantFactory(user=user, role=Role.PUBLISHER, scope="TRA")
    assert needs_second_factor(user)


def test_without_the_setting_nobody_has_to(client, publisher, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(publisher)
    assert client.get("/office/").status_code == 200


def test_it_can_be_removed_where_nothing_demands_it(client, clerk, set_up):
    client.force_login(clerk)
    set_up()
    client.post("/accounts/second-factor/remove/")
    assert not Authenticator.objects.exists()
    assert AuditEvent.objects.filter(by=clerk, verb="removed second factor").exists()


def test_after_a_while_the_password_is_asked_for_again(client, clerk, password):
    client.force_login(clerk)
    session = client.session
    session["session_began_at"] -= 600
    session.save()
    asked = client.get(SET_UP)
    assert asked["Location"].startswith("/accounts/confirm/?next=")
    assert b"That is not your password" in client.post(asked["Location"], {"password": "wrong"}).content
    assert client.post(asked["Location"], {"password": password})["Location"] == SET_UP
    assert client.get(SET_UP).status_code == 200
