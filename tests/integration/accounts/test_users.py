"""The pages on which an administrator keeps the accounts."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories import CommitteeFactory, GrantFactory, UserFactory

from portal.accounts.models import Grant, Role, User
from portal.accounts.permissions import NotPermittedError
from portal.accounts.workflow.frame import RefusedError
from portal.accounts.workflow.keeping import change_roles, deactivate
from portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, administrator):
    client.force_login(administrator)
    return client


def some_users(count):
    for number in range(count):
        user = UserFactory(name=f"Nobody {number}")
        GrantFactory(user=user, role=Role.CLERK, scope="TRA")
        GrantFactory(user=user, role=Role.COUNCILLOR)


def queries_of(client, address):
    with CaptureQueriesContext(
        connection,
    ) as context:
        assert client.get(address).status_code == 200
    return len(context)


def test_the_list_costs_the_same_for_2_users_and_for_20(office):
    some_users(2)
    few = queries_of(office, "/office/users/")
    some_users(18)
    assert queries_of(office, "/office/users/") == few


def test_a_users_page_costs_the_same_for_2_roles_and_for_20(office):
    user = UserFactory()
    for number in range(2):
        GrantFactory(user=user, role=Role.CLERK, scope=f"A{number}")
    few = queries_of(office, f"/office/users/{user.pk}/")
    for number in range(2, 20):
        CommitteeFactory()
        GrantFactory(user=user, role=Role.CLERK, scope=f"A{number}")
    assert queries_of(office, f"/office/users/{user.pk}/") == few


def test_the_list_says_what_becomes_of_each_account(office, clerk, second_factor):
    second_factor(clerk)
    UserFactory(name="Dora Gone", is_active=False)
    User.objects.create_user("import@localhost", name="Import of documents")
    page = office.get("/office/users/").content.decode()
    rows = {row.split("</a>")[0].split(">")[-1]: row for row in page.split("<tr>")[2:]}
    assert "Clerk, all committees" in rows["Clem Clerk"]
    assert ">On<" in rows["Clem Clerk"]
    assert ">Active<" in rows["Clem Clerk"]
    assert ">Deactivated<" in rows["Dora Gone"]
    assert ">Nobody signs in<" in rows["Import of documents"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("text=clem", ["Clem Clerk"]),
        ("text=ADA+wexcombe", ["Ada Administrator"]),
        ("role=clerk", ["Clem Clerk"]),
        ("state=deactivated", ["Dora Gone"]),
        ("state=invited", []),
        ("text=%00", ["Ada Administrator", "Clem Clerk", "Dora Gone"]),
        ("state=nonsense&page=nonsense", ["Ada Administrator", "Clem Clerk", "Dora Gone"]),
    ],
)
def test_users_are_found(office, clerk, query, names):
    UserFactory(name="Dora Gone", is_active=False)
    found = [line.user.name for line in office.get(f"/office/users/?{query}").context["lines"]]
    assert found == names


def test_inviting_sends_a_mail_and_gives_the_roles(office, django_capture_on_commit_callbacks):
    CommitteeFactory(code="TRA", name="Transport")
    CommitteeFactory(code="EDU", name="Education")
    told = {"name": "Nia New", "email": "Nia@wexcombe.example", "role": "clerk", "scopes": ["TRA", "EDU"]}
    with django_capture_on_commit_callbacks(execute=True):
        response = office.post("/office/users/invite/", told, follow=True)
    assert b"Nia New is invited" in response.content
    user = User.objects.get(email="nia@wexcombe.example")
    assert set(user.grants.values_list("role", "scope")) == {("clerk", "TRA"), ("clerk", "EDU")}
    assert mail.outbox[0].to == ["nia@wexcombe.example"]
    assert f"/office/users/{user.pk}/" in response.content.decode()
    assert office.get("/office/users/?state=invited").context["lines"][0].user == user


def test_a_mail_that_cannot_go_out_is_told_and_the_account_stays(
    office, settings, django_capture_on_commit_callbacks, transactional_db
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    told = {"name": "Nia New", "email": "nia@wexcombe.example", "role": "clerk", "scopes": ["*"]}
    response = office.post("/office/users/invite/", told, follow=True)
    assert b"The mail could not be sent" in response.content
    assert b"Send the invitation again" in response.content


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"email": "ada@wexcombe.example"}, "already has an account: Ada Administrator"),
        ({"email": "nowhere"}, "Enter a valid email address"),
        ({"role": "administrator", "scopes": ["TRA"]}, "An administrator is one for all committees"),
        ({"role": "king"}, "Select a valid choice"),
        ({"scopes": ["NOWHERE"]}, "Select a valid choice"),
        ({"scopes": []}, "Choose all committees, or at least one."),
        ({"name": "\x00"}, "Null characters are not allowed"),
        ({"name": "x" * 100_000}, "at most 200 characters"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_lost(office, told, sentence):
    CommitteeFactory(code="TRA", name="Transport")
    right = {"name": "Nia New", "email": "nia@wexcombe.example", "role": "clerk", "scopes": ["TRA"]}
    response = office.post("/office/users/invite/", {**right, **told})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "Nia New" in response.content.decode() or "name" in told
    assert not User.objects.filter(name="Nia New").exists()


def test_roles_are_taken_away_and_given(office, administrator, clerk):
    CommitteeFactory(code="TRA", name="Transport")
    held = clerk.grants.get()
    office.post(
        f"/office/users/{clerk.pk}/change-roles/", {"take_away": [held.pk], "role": "publisher", "scopes": ["TRA"]}
    )
    assert list(clerk.grants.values_list("role", "scope")) == [("publisher", "TRA")]
    noted = AuditEvent.objects.filter(subject=f"account {clerk.email}", deed="changed the roles").order_by("pk")
    assert [(event.by, event.verb) for event in noted] == [
        (administrator, "removed role"), (administrator, "added role")
    ]  # fmt: skip


def test_the_roles_of_another_cannot_be_taken_away_by_number(office, clerk, publisher):
    foreign = publisher.grants.get()
    response = office.post(f"/office/users/{clerk.pk}/change-roles/", {"take_away": [foreign.pk]})
    assert response.status_code == 422
    assert Grant.objects.filter(pk=foreign.pk).exists()


def test_nobody_changes_the_own_roles_or_deactivates_the_own_account(office, administrator):
    held = administrator.grants.get()
    response = office.post(f"/office/users/{administrator.pk}/change-roles/", {"take_away": [held.pk]})
    assert response.status_code == 422
    assert b"Ask another administrator" in office.post(
        f"/office/users/{administrator.pk}/deactivate/", follow=True
    ).content  # fmt: skip
    administrator.refresh_from_db()
    assert administrator.is_active
    assert administrator.grants.count() == 1


def test_the_last_administrator_stays(administrator):
    with pytest.raises(RefusedError, match="is the last administrator"):
        deactivate(user=administrator, by=None)
    with pytest.raises(RefusedError, match="is the last administrator"):
        change_roles(user=administrator, take_away=[administrator.grants.get().pk], by=None)
    assert administrator.grants.exists()


def test_an_administrator_who_never_came_does_not_count(administrator):
    waiting = User.objects.create_user("new@wexcombe.example", name="New")
    GrantFactory(user=waiting, role=Role.ADMINISTRATOR)
    with pytest.raises(RefusedError, match="is the last administrator"):
        deactivate(user=administrator, by=None)
    waiting.set_password("lantern otter gravel")
    waiting.save()
    deactivate(user=administrator, by=None)


def test_a_deactivated_user_is_out_at_once_and_can_return(office, clerk, client_factory):
    theirs = client_factory()
    theirs.force_login(clerk)
    office.post(f"/office/users/{clerk.pk}/deactivate/")
    assert theirs.get("/office/").status_code == 302
    office.post(f"/office/users/{clerk.pk}/reactivate/")
    assert theirs.get("/office/").status_code == 302
    theirs.force_login(User.objects.get(pk=clerk.pk))
    assert theirs.get("/office/").status_code == 200


def test_sessions_of_a_user_are_ended(office, clerk, client_factory):
    theirs = client_factory()
    theirs.force_login(clerk)
    office.post(f"/office/users/{clerk.pk}/end-sessions/")
    assert theirs.get("/office/").status_code == 302
    assert AuditEvent.objects.filter(deed="ended all sessions", subject=f"account {clerk.email}").exists()


def test_a_lost_second_factor_is_reset(office, clerk, second_factor):
    second_factor(clerk)
    office.post(f"/office/users/{clerk.pk}/reset-second-factor/")
    assert not Authenticator.objects.exists()
    assert AuditEvent.objects.filter(deed="reset the second factor").exists()
    assert b"has no second factor" in office.post(f"/office/users/{clerk.pk}/reset-second-factor/", follow=True).content


def test_a_number_that_no_user_has_is_not_found(office):
    for number in ("0", "999999", "9" * 40):
        assert office.get(f"/office/users/{number}/").status_code == 404
        assert office.post(f"/office/users/{number}/deactivate/").status_code == 404


def test_the_deeds_ask_for_the_permission_themselves(clerk, publisher):
    with pytest.raises(NotPermittedError):
        deactivate(user=clerk, by=publisher)
