"""Accounts by command: the first administrator's, and the way back for one who lost the telephone."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command
from factories import CommitteeFactory

from portal.accounts.models import User

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    out = io.StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


def test_an_account_is_made_and_its_link_is_good(client):
    out = run("create_user", "Ada@council.example", "--name", "Ada Lin", "--role", "administrator")
    link = out.splitlines()[-1]
    user = User.objects.get(email="ada@council.example")
    assert list(user.grants.values_list("role", "scope")) == [("administrator", "")]
    assert b"Ada Lin" in client.get(link.removeprefix("http://localhost:8000")).content


def test_roles_are_held_over_the_named_committees():
    CommitteeFactory(code="TRA")
    run(
        "create_user", "c@council.example", "--name", "C", "--role", "clerk", "--role", "publisher", "--scope", "TRA"
    )  # fmt: skip
    user = User.objects.get()
    assert set(user.grants.values_list("role", "scope")) == {("clerk", "TRA"), ("publisher", "TRA")}


def test_a_password_comes_from_standard_input_and_is_not_printed(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("lantern otter gravel\n"))
    out = run("create_user", "a@council.example", "--name", "A", "--role", "clerk", "--password-from-stdin")
    assert "lantern" not in out
    assert User.objects.get().check_password("lantern otter gravel")


@pytest.mark.parametrize(
    ("more", "typed", "sentence"),
    [
        (["--scope", "NOWHERE"], "", "No committee has the code NOWHERE."),
        (["--password-from-stdin"], "short\n", "This password is too short"),
        (["--role", "administrator", "--scope", "TRA"], "", "An administrator is one for all committees"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(monkeypatch, more, typed, sentence):
    CommitteeFactory(code="TRA")
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    with pytest.raises(CommandError, match=sentence):
        run("create_user", "a@council.example", "--name", "A", "--role", "clerk", *more)
    assert not User.objects.exists()


def test_a_second_factor_is_reset_by_command(administrator, second_factor):
    second_factor(administrator)
    assert "is removed" in run("reset_second_factor", administrator.email)
    with pytest.raises(CommandError, match="has no second factor"):
        run("reset_second_factor", administrator.email)
    with pytest.raises(CommandError, match="No account"):
        run("reset_second_factor", "nobody@council.example")
