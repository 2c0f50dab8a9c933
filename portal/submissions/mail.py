"""The mail with the link. It goes to whoever was written down, so it holds no word of the one who wrote it."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from meetings.editions.models import PublishedCommittee, PublishedMeeting
from portal.addresses import absolute


def ask_to_confirm(key: str, to: str, committee: PublishedCommittee, meeting: PublishedMeeting | None) -> None:
    """Mails the link. Raises OSError or SMTPException where no mail can be sent."""
    context = {
        "committee": committee,
        "meeting": meeting,
        "link": absolute(reverse("submissions:confirm", args=[key])),
        "council_name": settings.COUNCIL_NAME,
    }
    EmailMessage(
        f"Confirm your {'question' if meeting else 'suggestion'} to {settings.COUNCIL_NAME}",
        render_to_string("public/submissions/mail_confirm.txt", context),
        to=[to],
    ).send()
