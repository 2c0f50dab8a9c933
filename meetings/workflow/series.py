"""Making several meetings of a committee at once."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from meetings.models import Committee, Meeting, MeetingKind, MeetingStatus, Venue
from meetings.workflow.change import RefusedError
from meetings.workflow.meetings import new_meeting
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.context import deed

# More than a weekly meeting for a year.
AT_MOST = 60
Sitting = tuple[dt.date, dt.time | None]


def make_series(
    *,
    committee: Committee,
    sittings: Sequence[Sitting],
    by: User,
    status: str = MeetingStatus.PROVISIONAL,
    kind: str = MeetingKind.ORDINARY,
    venue: Venue | None = None,
    with_standing_items: bool = True,
) -> list[Meeting]:
    """Makes a meeting on each of these days, all or none, and gives them in their order.

    A sitting without a time begins when the committee usually does. What earlier meetings deferred is left for the
    agenda of the next one. Raises NotPermittedError, and RefusedError for days that have passed or that the committee
    meets on already.
    """
    demand(by, Permission.EDIT_RECORD, scope=committee.code)
    with deed("made a series of meetings", by=by, subject=f"committee {committee.slug}"):
        locked = Committee.objects.select_for_update(of=("self",)).get(pk=committee.pk)
        reasons = why_not_make(locked, [day for day, _ in sittings])
        if reasons:
            raise RefusedError(*reasons)
        return [
            new_meeting(
                committee=locked,
                date=day,
                by=by,
                start=start,
                kind=kind,
                status=status,
                venue=venue,
                with_standing_items=with_standing_items,
                with_deferred=False,
            )
            for day, start in sorted(sittings, key=lambda sitting: sitting[0])
        ]


def why_not_make(committee: Committee, days: Sequence[dt.date]) -> list[str]:
    """The reasons against a series on these days; none: it can be made."""
    if not days:
        return ["Choose at least one date."]
    if len(days) > AT_MOST:
        return [f"These are more than {AT_MOST} dates. Make them in two series."]
    reasons = [f"{_day(day)} has passed. Choose days to come." for day in days if day < timezone.localdate()]
    if len(set(days)) < len(days):
        reasons.append("A date stands twice. Choose each date once.")
    return [
        *reasons,
        *(f"{committee} meets on {_day(day)} already. Leave that day out." for day in taken(committee, days)),
    ]


def taken(committee: Committee, days: Sequence[dt.date]) -> list[dt.date]:
    """Those of the days on which the committee meets already."""
    lost = [MeetingStatus.CANCELLED, MeetingStatus.POSTPONED]
    rows = Meeting.objects.filter(committee=committee, date__in=days).exclude(status__in=lost)
    return sorted(set(rows.values_list("date", flat=True)))


def _day(day: dt.date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
