"""Mails about what the public sent in. None carries a word of a sender, who may be anybody, to somebody else."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from meetings.models import Submission
from portal.addresses import absolute

logger = logging.getLogger(__name__)


def tell_contact_officer(row: Submission) -> None:
    """One small mail without a word of the sender's; a mail that cannot be sent is logged, since it waits on the desk
    in any case.
    """
    to = row.committee.contact_email
    if not to:
        return
    what = "question" if row.is_question else "topic"
    link = absolute(reverse("office:submission", args=[row.pk]))
    context = {"what": what, "committee": row.committee, "meeting": row.meeting, "link": link}
    words = render_to_string("office/submissions/mail_waiting.txt", context)
    try:
        EmailMessage(f"A {what} from the public waits for you", words, to=[to]).send()
    except (OSError, SMTPException):
        logger.exception("The contact officer of %s could not be told of a submission", row.committee.slug)


def tell_sender(row: Submission) -> None:
    what = "question" if row.is_question else "suggestion"
    context = {"what": what, "row": row, "committee": row.committee, "council_name": settings.COUNCIL_NAME}
    words = render_to_string("office/submissions/mail_set_aside.txt", context)
    EmailMessage(f"Your {what} to the council’s scrutiny committees", words, to=[row.email]).send()
