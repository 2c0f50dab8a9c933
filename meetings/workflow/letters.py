"""What the public's forms do: a letter is sent in, and its sender confirms it by the link in a mail.

These are the only deeds through which a public page reaches the working record. They give back what the one who holds
the key of the link may see, and nothing else.
"""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q

from meetings.models import Committee, Meeting, Submission, SubmissionKind
from meetings.models.submission import SubmissionQuerySet
from meetings.workflow.submission_mail import tell_contact_officer
from portal.audit.context import deed

# The link in the mail is good for so long.
LINK_LIFETIME = dt.timedelta(days=3)
# The same words sent again so soon are a second click, and not a wish for a second mail.
SECOND_CLICK = dt.timedelta(minutes=10)
# Any number, the same in every process: whoever sends something in waits for the one before.
_LINE = 5_130_042
# What the audit log calls it: neither a name nor a key.
_SUBJECT = "what the public sent in"


class NotThereError(Exception):
    """What is published can be sent to, and the office no longer has it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody wrote: a question to a meeting (its committee's address and its own), or a topic to a committee."""

    committee: str
    meeting: str
    name: str
    place: str
    email: str
    phone: str
    is_name_withheld: bool
    addressed_to: str
    title: str
    text: str

    @property
    def kind(self) -> SubmissionKind:
        """Whatever is sent to a meeting is a question."""
        return SubmissionKind.QUESTION if self.meeting else SubmissionKind.TOPIC


@dataclass(frozen=True, slots=True)
class Received:
    """A letter as its sender may see it again by the link: without contact details."""

    kind: str
    committee: str
    meeting: str
    name: str
    place: str
    is_name_withheld: bool
    addressed_to: str
    title: str
    text: str
    sent_at: dt.datetime
    confirmed_at: dt.datetime | None

    @property
    def is_question(self) -> bool:
        return self.kind == SubmissionKind.QUESTION


def wait_in_line() -> None:
    """Lets one letter at a time be counted and written, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LINE])


def is_second_click(letter: Letter, *, at: dt.datetime) -> bool:
    """Whether the same words stand here already: confirmed, or sent a moment ago with their mail under way."""
    before = _same_words(letter)
    return before.confirmed().exists() or before.filter(sent_at__gt=at - SECOND_CLICK).exists()


def send_in(letter: Letter, *, at: dt.datetime) -> str:
    """Writes the letter down, unconfirmed, and returns the key of the link by which its sender confirms it.

    Only the SHA-256 of the key is kept. The same words sent again get a new key, and the earlier one is void. Raises
    NotThereError where the office no longer has the committee or the meeting.
    """
    committee = Committee.objects.filter(slug=letter.committee).first()
    meeting = Meeting.objects.filter(committee=committee, slug=letter.meeting).first() if letter.meeting else None
    if committee is None or (letter.meeting and meeting is None):
        raise NotThereError(f"{letter.committee}/{letter.meeting}")
    key = secrets.token_urlsafe(32)
    with deed("sent something in, by the public form", by=None, subject=f"committee {committee.slug}"):
        row = _same_words(letter).filter(confirmed_at__isnull=True).select_for_update().first()
        row = row or Submission(kind=letter.kind, committee=committee, meeting=meeting, text=letter.text)
        for name in ("name", "place", "email", "phone", "is_name_withheld", "addressed_to", "title"):
            setattr(row, name, getattr(letter, name))
        row.key_digest, row.sent_at = digest_of(key), at
        row.save()
    return key


def take_back(key: str) -> None:
    """Removes what was sent in with this key, where no mail could be sent for it."""
    with deed("removed it, as no mail could be sent", by=None, subject=_SUBJECT):
        Submission.objects.filter(key_digest=digest_of(key), confirmed_at__isnull=True).delete()


def received(key: str, *, at: dt.datetime) -> Received | None:
    """What was written by the holder of the key; None where the key is unknown, void, or older than three days."""
    row = _held_by(key, at).select_related("committee", "meeting").first()
    return _shown(row) if row else None


def confirm(key: str, *, at: dt.datetime) -> Received | None:
    """The sender has confirmed: from now on an officer sees it, and the committee's contact officer is told by mail.

    Confirming again changes nothing. None as for `received`. Whether it is still in time is asked beforehand, of what
    is published.
    """
    with deed("confirmed what was sent in", by=None, subject=_SUBJECT):
        row = _held_by(key, at).select_for_update(of=("self",)).select_related("committee", "meeting").first()
        if row is None:
            return None
        if row.confirmed_at is None:
            row.confirmed_at = at
            row.save(update_fields=["confirmed_at"])
            transaction.on_commit(lambda: tell_contact_officer(row))
    return _shown(row)


def digest_of(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def _same_words(letter: Letter) -> SubmissionQuerySet:
    to = Q(committee__slug=letter.committee)
    to &= Q(meeting__slug=letter.meeting) if letter.meeting else Q(meeting__isnull=True)
    return Submission.objects.filter(to, kind=letter.kind, email=letter.email, title=letter.title, text=letter.text)


def _held_by(key: str, at: dt.datetime) -> SubmissionQuerySet:
    return Submission.objects.filter(key_digest=digest_of(key), sent_at__gt=at - LINK_LIFETIME)


def _shown(row: Submission) -> Received:
    return Received(
        kind=row.kind,
        committee=row.committee.slug,
        meeting=row.meeting.slug if row.meeting else "",
        name=row.name,
        place=row.place,
        is_name_withheld=row.is_name_withheld,
        addressed_to=row.addressed_to,
        title=row.title,
        text=row.text,
        sent_at=row.sent_at,
        confirmed_at=row.confirmed_at,
    )
