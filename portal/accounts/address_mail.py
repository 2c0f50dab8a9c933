"""The mail that tells both addresses that an account's address was changed."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from portal.accounts.models import User
from portal.addresses import absolute


def tell(user: User, *, before: str) -> None:
    """One mail to each, so that neither learns the other. Raises OSError or SMTPException where none can be sent."""
    context = {
        "user": user,
        "council_name": settings.COUNCIL_NAME,
        "sign_in_url": absolute(reverse("account_login")),
    }
    for to in (before, user.email):
        words = render_to_string("account/email/address_changed.txt", {**context, "is_new": to == user.email})
        EmailMessage("The address of your account was changed", words, to=[to]).send()
