"""Making an account for somebody, and how that person takes it over."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from portal.accounts import invitations
from portal.accounts.acting import deed
from portal.accounts.models import Grant, Role, User
from portal.accounts.permissions import Permission, demand
from portal.accounts.workflow.frame import RefusedError, change, subject_of

# A role, and the code of the committee over which it is held; empty for all.
Scoped = tuple[Role, str]


def make_account(
    *, email: str, name: str, grants: Iterable[Scoped], by: User | None, password: str | None = None
) -> User:
    """An account with these roles; without a password nobody can sign in to it yet.

    `by` is None for a command. Raises RefusedError where the address is taken, NotPermittedError, ValidationError.
    """
    address = email.strip().lower()
    grants = list(grants)
    if by is not None:
        demand(by, Permission.MANAGE_USERS)
    refuse_taken(address)
    refuse_unfit(grants)
    with deed("made an account", by=by, subject=subject_of(address)):
        user = User.objects.create_user(address, password, name=name.strip())
        for role, scope in dict.fromkeys(grants):
            Grant.objects.create(user=user, role=role, scope=scope)
    return user


def invite(*, email: str, name: str, grants: Iterable[Scoped], by: User) -> User:
    """Makes an account and mails its owner the link with which to set a password. Raises as `make_account`.

    The mail goes out when the account is there; OSError and SMTPException are then raised after the fact.
    """
    with transaction.atomic():
        user = make_account(email=email, name=name, grants=grants, by=by)
        _mark_and_mail(user, "sent an invitation", by=by)
    return user


def invite_again(*, user: User, by: User) -> None:
    """Mails a new link; earlier ones are void. Raises RefusedError for an account that is in use or deactivated."""
    with transaction.atomic():
        with change(user, "sent the invitation again", by=by) as locked:
            if not locked.is_active:
                raise RefusedError(f"The account of {locked.name} is deactivated. Reactivate it first.")
            if not locked.is_waiting:
                raise RefusedError(f"{locked.name} has already used the account, and can reset the password alone.")
        _mark_and_mail(locked, "sent the invitation again", by=by)


def mark_invited(user: User, *, by: User | None, verb: str = "wrote an invitation link") -> None:
    """Notes that an invitation goes out now, which makes every earlier link void."""
    with deed(verb, by=by, subject=subject_of(user.email)):
        user.invited_at = timezone.now()
        user.save(update_fields=["invited_at"])


def accept(*, token: str, password: str) -> User:
    """Sets the first password. Raises RefusedError where the link is void, or was used in the same moment."""
    invited = invitations.user_invited_by(token)
    with transaction.atomic():
        if invited is not None:
            User.objects.select_for_update().get(pk=invited.pk)
        user = invitations.user_invited_by(token)
        if user is None:
            raise RefusedError("This invitation is no longer good. Ask an administrator to send it again.")
        with deed("used the invitation", by=user, subject=subject_of(user.email)):
            user.set_password(password)
            user.invitation_used_at = timezone.now()
            user.save(update_fields=["password", "invitation_used_at"])
    return user


def refuse_taken(address: str) -> None:
    """Raises RefusedError where somebody has an account with this address."""
    existing = User.objects.filter(email=address).first()
    if existing is not None and existing.is_active:
        raise RefusedError(f"{address} already has an account: {existing.name}.")
    if existing is not None:
        raise RefusedError(f"{address} has an account that is deactivated: {existing.name}. Reactivate that one.")


def refuse_unfit(grants: Iterable[Scoped]) -> None:
    """Raises RefusedError for an administrator of one committee: users and the audit log belong to no committee."""
    if any(role == Role.ADMINISTRATOR and scope for role, scope in grants):
        raise RefusedError("An administrator is one for all committees. Choose “All committees”.")


def _mark_and_mail(user: User, verb: str, *, by: User) -> None:
    mark_invited(user, by=by, verb=verb)
    transaction.on_commit(lambda: invitations.send(user))
