"""The list of users as an administrator sees it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.accounts.models import Grant, User
from portal.accounts.scopes import Choices, held_role
from portal.accounts.workflow.keeping import roles_of

# As Django writes a password that none is.
_UNUSABLE = "!"
_WAITING = Q(last_login=None, password__startswith=_UNUSABLE)


class State(StrEnum):
    """What has become of an account."""

    ACTIVE = "Active"
    INVITED = "Invited"
    DEACTIVATED = "Deactivated"
    WITHOUT_SIGN_IN = "Nobody signs in"


@dataclass(frozen=True)
class UserLine:
    """A user as a line of the list, or as the facts at the head of the own page."""

    user: User
    state: State
    roles: list[str]
    has_second_factor: bool


def listed(asked: dict[str, Any]) -> QuerySet[User]:
    """Users who fit `asked` (the cleaned data of FindForm), by name."""
    users = User.objects.prefetch_related("grants").annotate(has_second_factor=_second_factor()).order_by("name", "pk")
    for word in asked.get("text", "").split()[:10]:
        users = users.filter(Q(name__icontains=word) | Q(email__icontains=word))
    if asked.get("role"):
        users = users.filter(Exists(Grant.objects.filter(user=OuterRef("pk"), role=asked["role"])))
    match asked.get("state"):
        case "active":
            users = users.filter(is_active=True).exclude(_WAITING)
        case "invited":
            users = users.filter(_WAITING, is_active=True, invited_at__isnull=False)
        case "deactivated":
            users = users.filter(is_active=False)
    return users


def line(user: User, offered: Choices) -> UserLine:
    """The line of a user that `listed` gave."""
    return UserLine(
        user=user,
        state=state_of(user),
        roles=[held_role(grant, offered) for grant in roles_of(user)],
        has_second_factor=user.has_second_factor,  # type: ignore[attr-defined]
    )


def state_of(user: User) -> State:
    if not user.is_active:
        return State.DEACTIVATED
    if user.is_waiting:
        return State.INVITED if user.invited_at else State.WITHOUT_SIGN_IN
    return State.ACTIVE


def _second_factor() -> Exists:
    return Exists(Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP))
