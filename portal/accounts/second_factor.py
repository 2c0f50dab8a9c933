"""The second factor: a code of the telephone beside the password. Who must have one, and how its secret is kept."""

import base64
import hashlib
import secrets
from typing import TYPE_CHECKING

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes

from portal.accounts.models import Role, User
from portal.accounts.permissions import PERMISSIONS, Permission

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

# What a stolen password must not be enough for.
GUARDED = frozenset({Permission.PUBLISH, Permission.MANAGE_USERS})


def has_second_factor(user: User) -> bool:
    """Whether signing in as `user` asks for a code."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def needs_second_factor(user: "User | AnonymousUser") -> bool:
    """Whether the setting asks it of this user: of whoever may publish or manage users, over any committee."""
    return (
        settings.REQUIRE_SECOND_FACTOR
        and isinstance(user, User)
        and any(GUARDED & PERMISSIONS[Role(grant.role)] for grant in user.held_grants)
    )


def must_set_up(user: "User | AnonymousUser") -> bool:
    """Whether this user has to set up a second factor before the office answers."""
    return needs_second_factor(user) and isinstance(user, User) and not has_second_factor(user)


class SecondFactor(DefaultMFAAdapter):
    """allauth's hook: keeps secrets encrypted, and does not let go of a second factor that the setting demands."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "The code is not right. Codes change every 30 seconds: wait for the next one.",
        "cannot_delete_authenticator": (
            "Your account may publish or manage users, so it needs a second factor. "
            "To move to another telephone, ask an administrator to reset it."
        ),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not needs_second_factor(authenticator.user)

    def get_totp_issuer(self) -> str:
        return f"{settings.COUNCIL_NAME} scrutiny records"

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; under another SECRET_KEY than it was kept under, a random one, so that no code is right."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _cipher() -> MultiFernet:
    """A copy of the database alone does not give away the secrets: their key follows from SECRET_KEY."""
    return MultiFernet([
        Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"second factor " + force_bytes(key)).digest()))
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ])  # fmt: skip
