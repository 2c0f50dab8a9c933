"""An invitation is a link that sets a password once, within seven days; looking at it changes nothing."""

import datetime as dt
import time

import pytest
from django.core import mail, signing
from factories import UserFactory

from portal.accounts import invitations
from portal.accounts.models import Grant, Role, User
from portal.accounts.workflow.frame import RefusedError
from portal.accounts.workflow.inviting import accept, invite
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
PASSWORD = {"password1": "walnut harbour kettle", "password2": "walnut harbour kettle"}


@pytest.fixture
def invited(administrator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return invite(
            email="Nia@Wexcombe.example", name="Nia New", grants=[(Role.CLERK, "TRA")], by=administrator
        )  # fmt: skip


def path_of(message):
    link = next(line for line in message.body.splitlines() if line.startswith("http"))
    assert link.startswith("http://localhost:8000/accounts/invitation/")
    return link.removeprefix("http://localhost:8000")


def test_the_invited_sets_a_password_and_signs_in(client, invited):
    path = path_of(mail.outbox[0])
    assert mail.outbox[0].to == ["nia@wexcombe.example"]
    for _ in range(3):
        assert b"Nia New" in client.get(path).content

    done = client.post(path, PASSWORD, follow=True)
    assert b"Your password is set. Sign in with it." in done.content
    assert client.post("/accounts/login/", {"login": "nia@wexcombe.example", "password": PASSWORD["password1"]})[
        "Location"
    ].endswith("/office/")


def test_a_link_is_good_once(client, client_factory, invited):
    path = path_of(mail.outbox[0])
    client.post(path, PASSWORD)
    again = client_factory().post(path, {"password1": "another long password", "password2": "another long password"})
    assert again.status_code == 410
    invited.refresh_from_db()
    assert invited.check_password(PASSWORD["password1"])


def test_a_link_is_good_for_seven_days(client, invited, monkeypatch):
    path = path_of(mail.outbox[0])
    now = time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + dt.timedelta(days=6, hours=23).total_seconds())
    assert invitations.user_invited_by(path.split("/")[3]) == invited
    monkeypatch.setattr(signing.time, "time", lambda: now + dt.timedelta(days=7, hours=1).total_seconds())
    assert invitations.user_invited_by(path.split("/")[3]) is None


def test_a_link_sent_later_makes_the_earlier_one_void(
    client, invited, administrator, django_capture_on_commit_callbacks
):
    client.force_login(administrator)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/office/users/{invited.pk}/invite-again/")
    client.logout()
    assert client.get(path_of(mail.outbox[0])).status_code == 410
    assert client.get(path_of(mail.outbox[1])).status_code == 200


def test_a_deactivated_account_has_no_invitation(client, invited):
    User.objects.filter(pk=invited.pk).update(is_active=False)
    assert client.get(path_of(mail.outbox[0])).status_code == 410


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "x" * 5000])
def test_a_forged_link_is_void(client, token):
    assert client.get(f"/accounts/invitation/{token}/").status_code == 410


def test_a_forgotten_password_does_not_stand_in_for_the_invitation(client, invited):
    client.post("/accounts/password/forgotten/", {"email": invited.email})
    assert "There is no account" in mail.outbox[-1].body


def test_two_that_use_the_link_at_once_are_told(invited):
    token = invitations.token_for(invited)
    accept(token=token, password=PASSWORD["password1"])
    with pytest.raises(RefusedError, match="no longer good"):
        accept(token=token, password="another long password")


def test_the_administrator_who_tries_the_link_is_signed_out_by_it(client, invited, administrator):
    client.force_login(administrator)
    client.post(path_of(mail.outbox[0]), PASSWORD)
    assert client.get("/office/").status_code == 302


def test_who_invited_whom_and_who_came_is_in_the_log(client, invited, administrator):
    client.post(path_of(mail.outbox[0]), PASSWORD)
    noted = list(
        AuditEvent.objects.filter(subject="account nia@wexcombe.example").order_by("pk").values_list("by", "deed")
    )
    assert noted == [
        (administrator.pk, "made an account"),
        (administrator.pk, "made an account"),
        (administrator.pk, "sent an invitation"),
        (invited.pk, "used the invitation"),
    ]


def test_a_taken_address_is_refused(administrator):
    UserFactory(email="nia@wexcombe.example", name="Nia Elder")
    with pytest.raises(RefusedError, match="already has an account: Nia Elder"):
        invite(email="NIA@wexcombe.example", name="Nia New", grants=[], by=administrator)


def test_an_administrator_is_one_for_everything(administrator):
    with pytest.raises(RefusedError, match="for all committees"):
        invite(email="nia@wexcombe.example", name="Nia", grants=[(Role.ADMINISTRATOR, "TRA")], by=administrator)
    assert not Grant.objects.filter(scope="TRA").exists()
