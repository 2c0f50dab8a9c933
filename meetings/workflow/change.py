"""The frame of every deed upon a meeting."""

from collections.abc import Iterator
from contextlib import contextmanager

from meetings.models import Meeting
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.context import deed


class RefusedError(Exception):
    """A deed that the record does not take as it stands; `reasons` are sentences for a person."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = list(reasons)
        super().__init__(" ".join(reasons))


@contextmanager
def change(meeting: Meeting, verb: str, *, by: User) -> Iterator[Meeting]:
    """One transaction in which the meeting is changed by `by`; gives the meeting, locked and fresh.

    `verb` tells the audit log what the officer was doing ("saved the attendance"). Whoever had said that the meeting
    is ready to be published had not seen this change, so that is taken back. Raises NotPermittedError.
    """
    demand(by, Permission.EDIT_RECORD, scope=meeting.committee.code)
    with deed(verb, by=by, subject=f"meeting {meeting.committee.slug}/{meeting.slug}"):
        locked = Meeting.objects.select_for_update(of=("self",)).select_related("committee").get(pk=meeting.pk)
        if locked.ready_at is not None:
            locked.ready_at = locked.ready_by = None
            locked.save(update_fields=["ready_at", "ready_by"])
        yield locked
