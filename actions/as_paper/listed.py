"""Which frozen lists the public has: those whose paper an edition lists that stands."""

import datetime as dt
from dataclasses import dataclass

from actions.as_paper.marks import Since
from actions.models import FrozenLog
from actions.models.frozen_log import FrozenKind
from actions.words import EntryKind
from meetings.editions.models import Edition, PublishedCommittee, PublishedMeeting
from meetings.editions.state import edition_of

HELD = "held"
# A list may have been made anew many times before one was published.
MOST_TRIED = 50
KINDS = {
    EntryKind.ACTION: (FrozenKind.ACTION_LOG, FrozenKind.BOTH),
    EntryKind.RECOMMENDATION: (FrozenKind.TRACKER, FrozenKind.BOTH),
}


@dataclass(frozen=True, slots=True)
class Listing:
    """The edition that lists the paper of a frozen list first, among those that stand or, with none, the others."""

    edition: Edition
    is_standing: bool


def listing_of(log: FrozenLog) -> Listing | None:
    """Where the public has the paper; None where no edition ever listed it."""
    # Editions are canonical JSON, so a digest stands in them in exactly these characters. None is older than its paper.
    since = log.made_at.replace(microsecond=0)  # editions tell whole seconds
    editions = Edition.objects.filter(
        edition_of(log.committee.slug), published_at__gte=since, document__contains=f'"sha256":"{log.sha256}"'
    )
    editions = editions.defer("document").order_by("register_number")
    for is_standing in (True, False):
        first = editions.filter(withdrawal__isnull=is_standing).first()
        if first is not None:
            return Listing(first, is_standing)
    return None


def since_last(committee: PublishedCommittee, kind: EntryKind, as_at: dt.date, *, but_for: str = "") -> Since | None:
    """With what the entries of a kind are compared as at a day; None for the first list of a committee.

    It is the last list of that kind that the public has of another meeting than the one at the address `but_for`
    ("transport/2026-02-03"), or else the last meeting that the committee held.
    """
    logs = FrozenLog.objects.filter(committee=committee, kind__in=KINDS[kind], as_at__lte=as_at)
    for log in logs.select_related("committee")[:MOST_TRIED]:
        listing = listing_of(log)
        if listing is not None and listing.is_standing and listing.edition.address != but_for:
            return Since(log.as_at, log.made_at, _shown(log, kind))
    held = PublishedMeeting.objects.standing().filter(committee=committee, status=HELD, date__lt=as_at)
    last = next((meeting for meeting in held.order_by("-date")[:2] if _address(committee, meeting) != but_for), None)
    return Since(last.date) if last else None


def _address(committee: PublishedCommittee, meeting: PublishedMeeting) -> str:
    return f"{committee.slug}/{meeting.slug}"


def _shown(log: FrozenLog, kind: EntryKind) -> dict[str, str]:
    return {
        row["reference"]: row["status"] for part in log.content["lists"] if part["kind"] == kind for row in part["rows"]
    }
