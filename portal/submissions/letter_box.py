"""The slot between the public's pages and the office: all that a public page does to the working record is done here.

What may go through is what `meetings.workflow.letters` offers; an import contract lets no other module of this app, and
no other deed, reach the working record.
"""

import datetime as dt
from smtplib import SMTPException
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from meetings.editions.models import PublishedCommittee, PublishedMeeting
from meetings.workflow import letters
from meetings.workflow.letters import Letter, Received
from portal.submissions import limits, mail


class NotSentError(Exception):
    """Nothing could be taken in, most often because no mail could be sent; the text is a sentence for a person."""


def put_in(
    request: HttpRequest, words: dict[str, Any], *, committee: PublishedCommittee, meeting: PublishedMeeting | None
) -> None:
    """Takes the letter in and mails its sender the link; what was sent twice is taken in once, with one mail.

    `words` is the cleaned data of the form. Raises TooManyError or NotSentError.
    """
    now = timezone.now()
    letter = Letter(
        committee=committee.slug,
        meeting=meeting.slug if meeting else "",
        name=words["name"],
        place=words["place"],
        email=words["email"],
        phone=words["phone"],
        is_name_withheld=words.get("is_name_withheld", False),
        addressed_to=words.get("addressed_to", ""),
        title=words.get("title", ""),
        text=words["text"],
    )
    key = ""
    try:
        with transaction.atomic():
            letters.wait_in_line()
            if letters.is_second_click(letter, at=now):
                return
            limits.count(request, mailbox=letter.email, place=f"{letter.committee}/{letter.meeting}")
            key = letters.send_in(letter, at=now)
            transaction.on_commit(lambda: mail.ask_to_confirm(key, letter.email, committee, meeting))
    except letters.NotThereError as error:
        raise NotSentError("This can no longer be sent to. Write to the contact officer instead.") from error
    except (OSError, SMTPException) as error:
        letters.take_back(key)
        raise NotSentError(
            "The mail with the link could not be sent. Nothing is lost: try again in a few minutes, or write to the "
            "contact officer."
        ) from error


def opened(key: str) -> Received | None:
    """What the holder of the key wrote; None where the key is unknown, void or too old."""
    return letters.received(key, at=timezone.now())


def confirm(key: str, *, at: dt.datetime) -> Received | None:
    """As `letters.confirm`."""
    return letters.confirm(key, at=at)


LINK_DAYS = letters.LINK_LIFETIME.days
