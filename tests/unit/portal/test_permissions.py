"""Who may do what."""

import pytest
from django.contrib.auth.models import AnonymousUser
from factories import GrantFactory, UserFactory

from portal.accounts.models import Role, User
from portal.accounts.permissions import PERMISSIONS, NotPermittedError, Permission, can, demand

pytestmark = pytest.mark.django_db


def test_every_role_has_its_row_in_the_table():
    assert set(PERMISSIONS) == set(Role)


def test_a_grant_for_one_committee_holds_there_alone():
    user = UserFactory()
    GrantFactory(user=user, role=Role.PUBLISHER, scope="CYP")
    assert can(user, Permission.PUBLISH, scope="CYP")
    assert not can(user, Permission.PUBLISH, scope="ENV")
    assert not can(user, Permission.PUBLISH)


def test_a_grant_without_scope_holds_everywhere(publisher):
    assert can(publisher, Permission.PUBLISH)
    assert can(publisher, Permission.PUBLISH, scope="ENV")


@pytest.mark.parametrize("user", [None, AnonymousUser()])
def test_nobody_may_do_nothing(user):
    assert not any(can(user, permission) for permission in Permission)


def test_who_has_left_may_do_nothing(publisher):
    publisher.is_active = False
    assert not can(publisher, Permission.PUBLISH)


def test_a_clerk_prepares_and_does_not_publish(clerk):
    assert can(clerk, Permission.EDIT_RECORD)
    with pytest.raises(NotPermittedError, match="Clem Clerk may not publish and withdraw editions for CYP"):
        demand(clerk, Permission.PUBLISH, scope="CYP")


def test_an_e_mail_address_signs_in_whatever_its_capital_letters():
    user = User.objects.create_user("Anna@Wexcombe.EXAMPLE", "a long enough password", name="Anna")
    assert user.email == "anna@wexcombe.example"
    assert User.objects.get_by_natural_key("ANNA@wexcombe.example") == user
    assert user.check_password("a long enough password")
