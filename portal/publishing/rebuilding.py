"""Makes anew every row that follows from the editions: after a release that reads more from them than the last one."""

from collections.abc import Callable

from django.db import transaction

from actions.opening import sync_ledger
from meetings.editions.models import Edition, PublishedCommittee, PublishedMeeting
from meetings.editions.projection import project_committee, project_meeting
from meetings.editions.registering import register_committee, register_meeting
from meetings.editions.writing import latest_edition, lock_register, standing_edition
from portal.accounts.models import User
from portal.search.entries import clear_entries, refresh_entries, refresh_programme_entries


@transaction.atomic
def rebuild(*, by: User, say: Callable[[str], None]) -> None:
    """Brings lists, registers, ledger and search in line with the editions; `say` is told each address when done.

    Nothing that was published changes: the editions are read and not written. One transaction, so that the public sees
    the rows of before until all are there.
    """
    lock_register()
    clear_entries()
    for committee in PublishedCommittee.objects.order_by("pk"):
        edition = Edition.objects.filter(address=committee.slug).order_by("-number")[0]
        row = project_committee(edition)
        register_committee(row, edition)
        refresh_programme_entries(committee=row, standing=edition)
        say(committee.slug)
    meetings = PublishedMeeting.objects.select_related("committee").order_by("date", "pk")
    for meeting in meetings.iterator(chunk_size=200):
        say(_rebuild_meeting(meeting, by=by))


def _rebuild_meeting(row: PublishedMeeting, *, by: User) -> str:
    address = f"{row.committee.slug}/{row.slug}"
    any_edition = Edition.objects.select_related("committee", "meeting").filter(address=address)[0]
    committee, meeting = any_edition.committee, any_edition.meeting
    standing = standing_edition(committee=committee, meeting=meeting)
    latest = latest_edition(committee=committee, meeting=meeting)
    if latest is None:
        raise LookupError(f"The meeting {address} has no edition.")
    row = project_meeting(row.committee, row.slug, standing=standing, latest=latest)
    register_meeting(row, standing)
    sync_ledger(meeting=row, standing=standing, by=by)
    refresh_entries(meeting=row, standing=standing)
    return address
