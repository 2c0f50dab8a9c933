"""The frame of every deed on an account, and the rules that all of them keep."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Q

from portal.accounts.acting import deed
from portal.accounts.models import Grant, Role, User
from portal.accounts.permissions import Permission, demand


class RefusedError(Exception):
    """A deed that cannot be done to this account; the text is a sentence for a person."""


def subject_of(email: str) -> str:
    """What the audit log calls an account."""
    return f"account {email}"


@contextmanager
def change(user: User, verb: str, *, by: User | None) -> Iterator[User]:
    """One transaction in which the account is changed by `by` (None: by a command); gives the user, locked and fresh.

    The administrators are locked with it, so that two of them cannot take each other away at once. Raises
    NotPermittedError.
    """
    if by is not None:
        demand(by, Permission.MANAGE_USERS)
    with deed(verb, by=by, subject=subject_of(user.email)):
        rows = User.objects.select_for_update().filter(Q(pk=user.pk) | Q(pk__in=_administrators()))
        locked = {row.pk: row for row in rows.order_by("pk")}
        yield locked[user.pk]


def refuse_own(user: User, by: User | None, sentence: str) -> None:
    """Raises RefusedError with the sentence where somebody would do this to the own account."""
    if by is not None and by.pk == user.pk:
        raise RefusedError(sentence)


def keep_an_administrator(without: User) -> None:
    """Raises RefusedError where nobody but `without` could still manage users. Asked inside `change`."""
    others = User.objects.filter(pk__in=_administrators(), is_active=True).exclude(pk=without.pk)
    if all(other.is_waiting for other in others):
        raise RefusedError(
            f"{without.name} is the last administrator who can sign in. Make somebody else an administrator first."
        )


def is_administrator(user: User) -> bool:
    return Grant.objects.filter(user=user, role=Role.ADMINISTRATOR, scope="").exists()


def _administrators() -> "list[int]":
    return list(Grant.objects.filter(role=Role.ADMINISTRATOR, scope="").values_list("user_id", flat=True))
