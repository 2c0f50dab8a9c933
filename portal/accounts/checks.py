"""System checks that stop a wrong deployment of signing in before the first page is served."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.module_loading import import_string


@register(Tags.security)
def sessions_end(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """A session of no length would let nobody in."""
    return [
        Error(f"{name} is 0, so that nobody could stay signed in.", hint="Write 1 or more.", id="accounts.E001")
        for name in ("SESSION_IDLE_MINUTES", "SESSION_HOURS")
        if getattr(settings, name) < 1
    ]


@register(Tags.security)
def directory_is_whole(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """A directory needs its address, a client and its secret, and in production an encrypted way."""
    told = [settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET]
    if any(told) and not all(told):
        return [
            Error(
                "Sign-in by directory is configured in part.",
                hint="Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, or none of them.",
                id="accounts.E002",
            )
        ]
    if settings.IS_PRODUCTION and settings.OIDC_ISSUER and not settings.OIDC_ISSUER.startswith("https://"):
        return [Error("OIDC_ISSUER does not begin with https://.", id="accounts.E003")]
    return []


@register()
def mail_has_a_sender(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Invitations and new passwords go out by mail, and a mail has a sender."""
    try:
        EmailValidator()(settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">"))
    except ValidationError:
        return [
            Error(
                f"DEFAULT_FROM_EMAIL is {settings.DEFAULT_FROM_EMAIL!r}.",
                hint="Write an address such as records@council.example, or Records <records@council.example>.",
                id="accounts.E004",
            )
        ]
    return []


@register()
def scopes_are_offered(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """The function that names the committees must be there."""
    try:
        import_string(settings.GRANT_SCOPES)
    except ImportError as error:
        return [Error(f"GRANT_SCOPES names no function: {error}", id="accounts.E005")]
    return []


@register(Tags.security, deploy=True)
def publishers_have_a_second_factor(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Without it one stolen password publishes in the council's name."""
    if settings.REQUIRE_SECOND_FACTOR:
        return []
    return [
        Warning(
            "Those who may publish or manage users need no second factor.",
            hint="Set REQUIRE_SECOND_FACTOR=1, unless the council's directory asks for one.",
            id="accounts.W001",
        )
    ]
