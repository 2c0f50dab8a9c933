"""Signing in and out, passwords and second factors, written to the audit log.

The portal has no signals of its own. These are the libraries': the only place where allauth and Django tell what
happened, and accounts, which lie below, may not know of the log. Deeds of administrators upon accounts are not here:
the triggers of the tables note them.
"""

from typing import Any

from allauth.account import signals as account
from allauth.account.adapter import get_adapter
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.contrib.auth import signals as auth
from django.core.exceptions import PermissionDenied
from django.dispatch import Signal
from django.http import HttpRequest

from portal.accounts.models import User
from portal.audit.models import AuditEvent
from portal.audit.recording import record

# The receivers are kept by this module: Django holds them weakly.
SIMPLE: list[tuple[Signal, str]] = [
    (account.user_logged_in, "signed in"),
    (account.password_changed, "changed the password"),
    (account.password_set, "set a password"),
    (account.password_reset, "reset the password by mail"),
]
SECOND_FACTOR: list[tuple[Signal, str]] = [
    (mfa.authenticator_added, "added"),
    (mfa.authenticator_removed, "removed"),
    (mfa.authenticator_reset, "made new"),
]
WORDS = {Authenticator.Type.TOTP: "second factor", Authenticator.Type.RECOVERY_CODES: "recovery codes"}
_LONGEST_SUBJECT = 200


def connect() -> None:
    """Has every such event of the libraries noted."""
    for signal, verb in SIMPLE:
        signal.connect(_noting(verb), weak=False, dispatch_uid=f"audit {verb}")
    for signal, verb in SECOND_FACTOR:
        signal.connect(_noting_second_factor(verb), weak=False, dispatch_uid=f"audit second factor {verb}")
    auth.user_logged_out.connect(note_sign_out, dispatch_uid="audit sign-out")
    auth.user_login_failed.connect(note_failure, dispatch_uid="audit failure")
    mfa.authentication_failed.connect(note_wrong_code, dispatch_uid="audit wrong code")


def note_sign_out(sender: type[User], request: HttpRequest | None, user: User | None, **told: Any) -> None:
    """Somebody signed out, or was signed out because the session came to its end."""
    if user is not None:
        ended = getattr(request, "session_ended", None)
        _note("was signed out" if ended else "signed out", user, request, **({"because": str(ended)} if ended else {}))


def note_failure(
    sender: str, credentials: dict[str, Any], request: HttpRequest | None = None, **told: Any
) -> AuditEvent:
    """A wrong e-mail address or a wrong password; the row is the same for both, and names nobody as its doer."""
    address = str(credentials.get("email", ""))
    return record(by=None, verb="failed to sign in", subject=_subject(address), after=_from(request))


def note_wrong_code(sender: type[Authenticator], request: HttpRequest | None, user: User, **told: Any) -> None:
    """The password was right and the code was not."""
    _note("gave a wrong code", user, request)


class NotedSessions(DefaultUserSessionsAdapter):  # named in the settings
    """allauth's hook for “sign out everywhere”, which has no signal."""

    def end_sessions(self, sessions: list[UserSession]) -> None:
        super().end_sessions(sessions)
        if sessions:
            user = sessions[0].user
            record(
                by=user, verb="signed out everywhere else", subject=_subject(user.email), after={"ended": len(sessions)}
            )


def _noting(verb: str) -> Any:
    def receiver(sender: type[User], request: HttpRequest, user: User, **told: Any) -> None:
        _note(verb, user, request)

    return receiver


def _noting_second_factor(verb: str) -> Any:
    def receiver(
        sender: type[Authenticator], request: HttpRequest, user: User, authenticator: Authenticator, **told: Any
    ) -> None:
        _note(f"{verb} {WORDS[Authenticator.Type(authenticator.type)]}", user, request)

    return receiver


def _note(verb: str, user: User, request: HttpRequest | None, **more: str) -> None:
    record(by=user, verb=verb, subject=_subject(user.email), after={**_from(request), **more})


def _subject(address: str) -> str:
    return f"account {address}"[:_LONGEST_SUBJECT]


def _from(request: HttpRequest | None) -> dict[str, str]:
    """The network address from which it was done, as far as it is known."""
    try:
        return {} if request is None else {"from": get_adapter().get_client_ip(request)}
    except PermissionDenied:  # there is none: it came through a socket, or from no network at all
        return {}
