"""Writing an edition: numbering it, chaining it, and digesting it. Called by the door alone, inside its transaction."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from meetings.editions.canonical import FORMAT, canonical_json, digest, moment
from meetings.editions.models import Edition
from meetings.models import Committee, Meeting
from portal.accounts.models import User

# The register is one chain, so one edition is written at a time. The number is arbitrary and ours.
REGISTER_LOCK = 7_224_001


def lock_register() -> None:
    """Waits for its turn to write the register, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [REGISTER_LOCK])


def write_edition(
    *,
    committee: Committee,
    meeting: Meeting | None,
    content: dict[str, Any],
    stage: str,
    by: User,
    reason: str,
    at: dt.datetime,
) -> Edition:
    """Appends the next edition of the meeting (or of the committee, where `meeting` is None) and returns it."""
    lock_register()
    last = Edition.objects.order_by("-register_number").only("register_number", "sha256").first()
    edition = next_edition(
        committee=committee,
        meeting=meeting,
        content=content,
        stage=stage,
        by=by,
        reason=reason,
        at=at,
        previous=latest_edition(committee=committee, meeting=meeting),
        last=last,
    )
    edition.save(force_insert=True)
    return edition


def next_edition(
    *,
    committee: Committee,
    meeting: Meeting | None,
    content: dict[str, Any],
    stage: str,
    by: User,
    reason: str,
    at: dt.datetime,
    previous: Edition | None,
    last: Edition | None,
) -> Edition:
    """The edition that follows on `previous` of its subject and on `last` of the register, as a row not yet saved."""
    at = at.replace(microsecond=0)
    number = previous.number + 1 if previous else 1
    register_number = last.register_number + 1 if last else 1
    document = canonical_json(
        {
            "format": FORMAT,
            "council": settings.COUNCIL_NAME,
            "edition": {
                "number": number,
                "register_number": register_number,
                "stage": stage,
                "published_at": moment(at),
                "published_by": by.name,
                "reason": reason,
                "previous_sha256": previous.sha256 if previous else None,
                "register_sha256": last.sha256 if last else None,
            },
            **content,
        }
    )
    return Edition(
        register_number=register_number,
        meeting=meeting,
        committee=committee,
        address=f"{committee.slug}/{meeting.slug}" if meeting else committee.slug,
        number=number,
        stage=stage,
        published_at=at,
        published_by=by,
        reason=reason,
        document=document,
        sha256=digest(document),
        previous_sha256=previous.sha256 if previous else "",
        register_sha256=last.sha256 if last else "",
    )


def latest_edition(*, committee: Committee, meeting: Meeting | None) -> Edition | None:
    """The subject's last edition, withdrawn or not."""
    editions = Edition.objects.filter(committee=committee, meeting=meeting)
    return editions.order_by("-number").first()


def standing_edition(*, committee: Committee, meeting: Meeting | None) -> Edition | None:
    """The subject's last edition that has not been withdrawn."""
    editions = Edition.objects.filter(committee=committee, meeting=meeting, withdrawal__isnull=True)
    return editions.order_by("-number").first()


def last_moment() -> dt.datetime | None:
    """When the last edition of the register was published; None where there is none."""
    return Edition.objects.order_by("-register_number").values_list("published_at", flat=True).first()


def now() -> dt.datetime:
    """The moment of publishing; whole seconds, because the document carries no finer ones."""
    return timezone.now().replace(microsecond=0)
