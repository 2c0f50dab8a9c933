"""Invitations: a link by e-mail with which somebody sets the first password of an account made for them."""

import datetime as dt

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from portal.accounts.models import User
from portal.addresses import absolute

LIFETIME = dt.timedelta(days=7)
_SALT = "portal.accounts.invitation"


def token_for(user: User) -> str:
    """A signed token that stands for this very invitation of `user`."""
    return signing.dumps({"user": user.pk, "state": _state(user)}, salt=_SALT)


def user_invited_by(token: str) -> User | None:
    """Whom the token invites; None where it is forged, older than seven days, used, or replaced by a later one."""
    try:
        told = signing.loads(token, salt=_SALT, max_age=LIFETIME)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=told["user"], is_active=True).first()
    return user if user is not None and constant_time_compare(_state(user), told["state"]) else None


def link_for(user: User) -> str:
    """The address, on SITE_URL, that the invitation leads to."""
    return absolute(reverse("invitation", args=[token_for(user)]))


def send(user: User) -> None:
    """Mails the invitation. Raises OSError or SMTPException where no mail can be sent."""
    context = {"user": user, "link": link_for(user), "council_name": settings.COUNCIL_NAME, "days": LIFETIME.days}
    EmailMessage(
        f"Your account for the scrutiny records of {settings.COUNCIL_NAME}",
        render_to_string("account/email/invitation.txt", context),
        to=[user.email],
    ).send()


def _state(user: User) -> str:
    """Changes when the invitation is used, is sent again, or is overtaken by a sign-in through the directory."""
    return salted_hmac(_SALT, f"{user.password} {user.email} {user.last_login} {user.invited_at}").hexdigest()
