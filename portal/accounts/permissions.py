"""Who may do what: the one table of permissions, and the one question that views and deeds ask of it."""

from enum import StrEnum

from portal.accounts.models import Role, User


class Permission(StrEnum):
    """What can be permitted, in the words of the office."""

    EDIT_RECORD = "prepare agendas and take minutes"
    IMPORT_RECORD = "bring in documents"
    PUBLISH = "publish and withdraw editions"
    UPDATE_LEDGER = "record responses and updates"
    READ_EXEMPT = "read exempt papers"
    READ_AUDIT = "search the audit log"
    MANAGE_USERS = "invite users and grant roles"
    EDIT_REFERENCE = "keep committees, people and posts"


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(
        {Permission.MANAGE_USERS, Permission.READ_AUDIT, Permission.EDIT_REFERENCE},
    ),
    Role.PUBLISHER: frozenset(
        {
            Permission.EDIT_RECORD,
            Permission.IMPORT_RECORD,
            Permission.PUBLISH,
            Permission.UPDATE_LEDGER,
            Permission.READ_EXEMPT,
            Permission.EDIT_REFERENCE,
        }
    ),
    Role.CLERK: frozenset(
        {Permission.EDIT_RECORD, Permission.IMPORT_RECORD, Permission.UPDATE_LEDGER, Permission.READ_EXEMPT},
    ),
    Role.COUNCILLOR: frozenset({Permission.READ_EXEMPT}),
    Role.OWNER: frozenset(),
}


class NotPermittedError(Exception):
    """Raised by a deed whose doer may not do it; the text is a sentence for a person."""


def can(user: User | None, permission: Permission, *, scope: str = "") -> bool:
    """Whether `user` holds `permission` over `scope` (a committee's code; empty asks for all committees)."""
    if user is None or not user.is_authenticated or not user.is_active:
        return False
    return any(permission in PERMISSIONS[Role(grant.role)] and grant.scope in ("", scope) for grant in user.held_grants)


def demand(user: User | None, permission: Permission, *, scope: str = "") -> None:
    """Passes in silence, or raises NotPermittedError with the sentence to show."""
    if not can(user, permission, scope=scope):
        who = user.name if user is not None and user.is_authenticated else "Nobody who is signed out"
        where = f" for {scope}" if scope else ""
        raise NotPermittedError(f"{who} may not {permission.value}{where}.")
