"""An administrator sets the name and the address of an account."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from portal.accounts.models import User
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def save(office, django_capture_on_commit_callbacks):
    def save(user, **told):
        words = {"name": user.name, "email": user.email, **told}
        with django_capture_on_commit_callbacks(execute=True):
            return office.post(f"/office/users/{user.pk}/change-details/", words)

    return save


def test_a_name_is_set_and_nobody_is_signed_out(save, clerk, administrator):
    assert save(clerk, name="Clementine Clerk").status_code == 302
    clerk.refresh_from_db()
    assert (clerk.name, clerk.sessions_ended_at) == ("Clementine Clerk", None)
    assert mail.outbox == []
    event = AuditEvent.objects.filter(deed="changed name or address").latest("pk")
    assert (event.by, event.before["name"], event.after["name"]) == (administrator, "Clem Clerk", "Clementine Clerk")


def test_an_address_ends_the_sessions_and_both_are_told(save, clerk):
    from django.test import Client

    theirs = Client()
    theirs.force_login(clerk)
    EmailAddress.objects.create(user=clerk, email=clerk.email, verified=True, primary=True)
    assert theirs.get("/office/").status_code == 200
    save(clerk, email=" New.Name@wexcombe.example ")
    clerk.refresh_from_db()
    assert clerk.email == "new.name@wexcombe.example"
    assert theirs.get("/office/").status_code == 302
    assert not EmailAddress.objects.filter(email="clem@wexcombe.example").exists()
    assert sorted(message.to[0] for message in mail.outbox) == ["clem@wexcombe.example", "new.name@wexcombe.example"]
    told = next(message for message in mail.outbox if message.to == ["clem@wexcombe.example"])
    assert "new.name" not in told.body


@pytest.mark.parametrize("email", ["PETRA@wexcombe.example", "nobody", "", "a\r\nBcc: x@y.example"])
def test_an_address_that_is_taken_or_none_is_refused(save, clerk, publisher, email):
    answer = save(clerk, email=email)
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert User.objects.get(pk=clerk.pk).email == "clem@wexcombe.example"


def test_nobody_locks_themselves_out(save, administrator):
    assert save(administrator, email="other@wexcombe.example").status_code == 422
    assert save(administrator, name="Ada A. Administrator").status_code == 302
    administrator.refresh_from_db()
    assert (administrator.name, administrator.email) == ("Ada A. Administrator", "ada@wexcombe.example")
