"""What an administrator does to an account that is there: its roles, its end and its return, its second factor."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from portal.accounts import address_mail
from portal.accounts.models import Grant, Role, User
from portal.accounts.workflow.frame import RefusedError, change, is_administrator, keep_an_administrator, refuse_own
from portal.accounts.workflow.inviting import Scoped, refuse_taken, refuse_unfit


def change_roles(*, user: User, give: Iterable[Scoped] = (), take_away: Iterable[int] = (), by: User | None) -> None:
    """Gives roles, and takes away the grants with these numbers; grants that were not named stay as they are.

    Raises RefusedError for one's own account, and where the last administrator would go.
    """
    give = list(give)
    refuse_own(user, by, "You cannot change your own roles. Ask another administrator.")
    refuse_unfit(give)
    with change(user, "changed the roles", by=by) as locked:
        was_administrator = is_administrator(locked)
        Grant.objects.filter(user=locked, pk__in=list(take_away)).delete()
        for role, scope in dict.fromkeys(give):
            Grant.objects.get_or_create(user=locked, role=role, scope=scope)
        if was_administrator and not is_administrator(locked):
            keep_an_administrator(without=locked)


def deactivate(*, user: User, by: User | None) -> None:
    """Nobody signs in to the account any more; what its owner did stays in the record under the same name.

    Raises RefusedError for one's own account and for the last administrator.
    """
    refuse_own(user, by, "You cannot deactivate your own account. Ask another administrator.")
    with change(user, "deactivated the account", by=by) as locked:
        if not locked.is_active:
            raise RefusedError(f"The account of {locked.name} is already deactivated.")
        if is_administrator(locked):
            keep_an_administrator(without=locked)
        locked.is_active = False
        locked.sessions_ended_at = timezone.now()
        locked.save(update_fields=["is_active", "sessions_ended_at"])


def reactivate(*, user: User, by: User | None) -> None:
    """The account can be signed in to again, with the roles and the password that it had."""
    with change(user, "reactivated the account", by=by) as locked:
        if locked.is_active:
            raise RefusedError(f"The account of {locked.name} is active.")
        locked.is_active = True
        locked.save(update_fields=["is_active"])


def end_sessions(*, user: User, by: User | None) -> None:
    """Signs the user out on every device."""
    with change(user, "ended all sessions", by=by) as locked:
        locked.sessions_ended_at = timezone.now()
        locked.save(update_fields=["sessions_ended_at"])


def reset_second_factor(*, user: User, by: User | None) -> None:
    """Takes away a second factor that was lost, with its recovery codes, and ends all sessions.

    Raises RefusedError where there is none, and for one's own: whoever holds it removes it on the own page.
    """
    refuse_own(user, by, "You cannot reset your own second factor here. Ask another administrator.")
    with change(user, "reset the second factor", by=by) as locked:
        removed, _ = Authenticator.objects.filter(user=locked).delete()
        if not removed:
            raise RefusedError(f"{locked.name} has no second factor.")
        locked.sessions_ended_at = timezone.now()
        locked.save(update_fields=["sessions_ended_at"])


def roles_of(user: User) -> list[Grant]:
    """The grants of a user, in the order of the table of roles, those over all committees first."""
    order = list(Role.values)
    return sorted(user.grants.all(), key=lambda grant: (order.index(grant.role), grant.scope))


def change_details(*, user: User, name: str, email: str, by: User | None) -> None:
    """Sets the name as the record reads it, and the address that signs in.

    With the address every session ends, earlier invitations are void, and both addresses are told by mail. The mails
    go out when it is done; OSError and SMTPException are then raised after the fact. Raises RefusedError where somebody
    else has the address, and for the own one: a slip of the pen would lock its owner out.
    """
    address, before = email.strip().lower(), user.email
    if address != before:
        refuse_own(user, by, "You cannot change your own e-mail address. Ask another administrator.")
        refuse_taken(address)
    with change(user, "changed name or address", by=by) as locked:
        before = locked.email
        locked.name, locked.email = name.strip(), address
        if address != before:
            locked.sessions_ended_at = timezone.now()
            # What allauth has kept of the earlier address: it signs in no more.
            EmailAddress.objects.filter(user=locked).delete()
        locked.save(update_fields=["name", "email", "sessions_ended_at"])
        if address != before:
            transaction.on_commit(lambda: address_mail.tell(locked, before=before))
