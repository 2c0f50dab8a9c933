"""What members of the public have sent in and confirmed, and what waits for an officer of the demonstration council."""

import datetime as dt
import hashlib

from meetings.models import Submission, SubmissionKind
from portal.demonstration.book import Book, saved


def add_submissions(book: Book) -> None:
    """Each as many days ago as its file says, confirmed a quarter of an hour after it was sent.

    The key of its link is known to nobody: it has been used.
    """
    for number, told in enumerate(book.plan.council.submissions, start=1):
        sent_at = book.now - dt.timedelta(days=told.days_ago, hours=3)
        saved(
            Submission(
                kind=SubmissionKind.QUESTION if told.meeting else SubmissionKind.TOPIC,
                committee=book.committees[told.committee],
                meeting=book.meetings[told.meeting] if told.meeting else None,
                name=told.name,
                place=told.place,
                email=told.email,
                is_name_withheld=told.withheld,
                addressed_to=told.addressed_to,
                title=told.title,
                text=told.text.strip(),
                key_digest=hashlib.sha256(f"demonstration {number}".encode()).hexdigest(),
                sent_at=sent_at,
                confirmed_at=sent_at + dt.timedelta(minutes=15),
            )
        )
