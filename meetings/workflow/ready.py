"""Saying that a meeting is ready to be published."""

from django.utils import timezone

from meetings.models import Meeting
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.context import deed


def mark_ready(*, meeting: Meeting, by: User) -> Meeting:
    """Notes that `by` has looked the meeting over and gives it to a publisher; the next change takes that back.

    Raises NotPermittedError.
    """
    demand(by, Permission.EDIT_RECORD, scope=meeting.committee.code)
    subject = f"meeting {meeting.committee.slug}/{meeting.slug}"
    with deed("said that the meeting is ready to be published", by=by, subject=subject):
        locked = Meeting.objects.select_for_update(of=("self",)).select_related("committee").get(pk=meeting.pk)
        locked.ready_at, locked.ready_by = timezone.now(), by
        locked.save(update_fields=["ready_at", "ready_by"])
    return locked
