"""How far a user's permissions reach: over which committees, and into which rooms of the office."""

from portal.accounts.models import Role, User
from portal.accounts.permissions import PERMISSIONS, Permission


def scopes_of(user: User, permission: Permission) -> frozenset[str] | None:
    """The codes of the committees over which `user` holds `permission`; None where it is all of them."""
    if not user.is_active:
        return frozenset()
    scopes = frozenset(grant.scope for grant in user.held_grants if permission in PERMISSIONS[Role(grant.role)])
    return None if "" in scopes else scopes


def holds_anywhere(user: User, permission: Permission) -> bool:
    """Whether `user` holds `permission` over any committee at all."""
    return scopes_of(user, permission) != frozenset()
