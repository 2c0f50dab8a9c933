"""How people sign in: allauth's hook. Nobody makes an account alone, and no answer tells whether one exists."""

import logging
import time
from smtplib import SMTPException
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.session_store import BEGAN
from portal.addresses import absolute

logger = logging.getLogger(__name__)


class SignIn(DefaultAccountAdapter):
    """Closes what this portal does not offer, and says what happens in plain words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "incorrect_password": "That is not your password.",
        "enter_current_password": "That is not your present password.",
        "incorrect_code": "The code is not right. Codes change every 30 seconds: wait for the next one.",
        "too_many_login_attempts": "There were too many attempts. Wait five minutes, then try again.",
        "rate_limited": "There were too many attempts. Wait five minutes, then try again.",
        "invalid_password_reset": "This link is no longer good.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The active user with these credentials. A deactivated account is answered, and counted, as a wrong password.

        allauth would tell whoever knows the password that the account is inactive.
        """
        user: User | None = super().authenticate(request, **credentials)
        if user is None or user.is_active:
            return user
        self.pre_authenticate(request, **credentials)
        return None

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return HttpResponseRedirect(reverse("account_login"))

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Whoever signed in within the last minutes is not asked for the password again."""
        if not super().is_reauthentication_required(app=app, **options):
            return False
        return bool(time.time() - self.request.session.get(BEGAN, 0) > app_settings.REAUTHENTICATION_TIMEOUT)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """On SITE_URL, and not on the name under which somebody asked."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return absolute(path.replace("UID-KEY", key))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail that cannot be sent is logged. A fault page would tell that there is somebody to write to."""
        try:
            super().send_mail(template_prefix, email, {**context, "sign_in_url": absolute(reverse("account_login"))})
        except (OSError, SMTPException) as error:
            logger.error("A mail (%s) could not be sent: %s", template_prefix, error)
