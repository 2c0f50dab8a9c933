"""Which minutes may be approved at which item of a later meeting, and when an approval may still be taken back."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone

from meetings.editions.models import PublishedMeeting
from meetings.models import AgendaItem, ItemKind, Meeting, MinutesState

APPROVING_KINDS = frozenset({ItemKind.MINUTES, ItemKind.ACTION_LOG})


def minutes_to_approve(meeting: Meeting) -> QuerySet[Meeting]:
    """Earlier meetings of the committee whose draft minutes are public and not approved yet; the oldest first."""
    public = PublishedMeeting.objects.standing().filter(
        committee__slug=meeting.committee.slug, minutes=MinutesState.DRAFT
    )
    waiting = Meeting.objects.filter(committee=meeting.committee, minutes_state=MinutesState.DRAFT)
    waiting = waiting.filter(_earlier_than(meeting), slug__in=public.values("slug")).exclude(pk=meeting.pk)
    return waiting.select_related("committee").order_by("date", "start", "pk")


def why_not_approve(earlier: Meeting, item: AgendaItem) -> list[str]:
    """The reasons against approving the minutes of `earlier` at `item`; none: they may be approved there.

    Minutes are signed at the same or the next suitable meeting of the body (LGA 1972, Schedule 12 paragraph 41).
    """
    at = item.meeting
    if earlier.committee_id != at.committee_id:
        return ["A committee approves its own minutes. Choose an earlier meeting of this committee."]
    if not _is_earlier(earlier, at):
        return [f"The meeting of {earlier.long_date} is not earlier than this one. Choose an earlier meeting."]
    if at.date > timezone.localdate():
        return [f"The meeting of {at.long_date} has not been held yet. Record the approval when it has approved them."]
    if item.kind not in APPROVING_KINDS:
        return ["Minutes are approved under an item of the kind “Minutes”. Change the kind of this item first."]
    if earlier.minutes_state == MinutesState.APPROVED:
        return [f"The minutes of {earlier.long_date} are approved already. Publish a correction of them instead."]
    if not minutes_to_approve(at).filter(pk=earlier.pk).exists():
        return [f"The minutes of {earlier.long_date} are not public. Publish the draft before it is approved."]
    return []


def why_not_take_back(earlier: Meeting, item: AgendaItem) -> list[str]:
    """The reasons against taking back the approval that was noted at `item`."""
    if earlier.minutes_approved_at_id != item.pk:
        return [f"The minutes of {earlier.long_date} were not approved at this item."]
    public = PublishedMeeting.objects.standing().filter(committee__slug=earlier.committee.slug, slug=earlier.slug)
    if public.filter(minutes=MinutesState.APPROVED).exists():
        return [f"The approved minutes of {earlier.long_date} are public. Withdraw that edition first."]
    return []


def _earlier_than(meeting: Meeting) -> Q:
    same_day = Q(date=meeting.date, start__lt=meeting.start) if meeting.start else Q(pk=None)
    return Q(date__lt=meeting.date) | same_day


def _is_earlier(one: Meeting, other: Meeting) -> bool:
    midnight = dt.time()
    return (one.date, one.start or midnight) < (other.date, other.start or midnight)
