"""Who has a meeting open: told every few seconds by each open page, and forgotten when a page falls silent."""

import datetime as dt
import uuid

from django.utils import timezone

from meetings.models import Meeting, Presence
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand

FORGOTTEN_AFTER = dt.timedelta(seconds=30)


def be_present(*, meeting: Meeting, by: User, page: uuid.UUID, item: int | None) -> None:
    """Notes that `by` has the page open, and at which item of the meeting (its number of row). Not a deed: no audit."""
    demand(by, Permission.EDIT_RECORD, scope=meeting.committee.code)
    here = meeting.items.filter(pk=item).first() if item is not None else None
    Presence.objects.update_or_create(
        meeting=meeting, page=page, defaults={"user": by, "item": here, "seen_at": timezone.now()}
    )
    Presence.objects.filter(meeting=meeting, seen_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()


def leave(*, meeting: Meeting, by: User, page: uuid.UUID) -> None:
    """Forgets the page at once, because it was closed."""
    Presence.objects.filter(meeting=meeting, user=by, page=page).delete()


def others_present(meeting: Meeting, *, page: uuid.UUID) -> list[Presence]:
    """The pages that have the meeting open beside this one, each with its user, in the order of their names."""
    since = timezone.now() - FORGOTTEN_AFTER
    rows = Presence.objects.filter(meeting=meeting, seen_at__gte=since).exclude(page=page)
    return list(rows.select_related("user").order_by("user__name", "pk"))
