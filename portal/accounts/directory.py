"""Sign-in through the council's own directory by OpenID Connect, where the settings name one."""

from urllib.parse import urlsplit

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from portal.accounts.models import User

PROVIDER = "council"


def directory_name() -> str:
    """What the button on the sign-in page calls the directory; empty where none is configured."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return str(apps[0]["name"]) if apps else ""


def directory_origin() -> str:
    """The directory's scheme and host, to which the sign-in form leads; empty where none is configured."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    if not apps:
        return ""
    issuer = urlsplit(apps[0]["settings"]["server_url"])
    return f"{issuer.scheme}://{issuer.netloc}"


class Directory(DefaultSocialAccountAdapter):
    """The directory says who somebody is; who may come in is said here. No account is ever made by it."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Finds the active account with an e-mail address that the directory has verified; refuses everybody else."""
        user = next((found for address in _verified(sociallogin) if (found := _active_account(address))), None)
        if user is None:
            raise ImmediateHttpResponse(
                render(request, "socialaccount/refused.html", {"directory": directory_name()}, status=403)
            )
        sociallogin.user = user


def _verified(sociallogin: SocialLogin) -> list[str]:
    # Some directories say "false" in quotation marks, which is true to Python.
    return [address.email for address in sociallogin.email_addresses if address.verified in (True, "true")]


def _active_account(address: str) -> User | None:
    return User.objects.filter(email=address.strip().lower(), is_active=True).first()
