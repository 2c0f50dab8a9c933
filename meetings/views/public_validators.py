"""What the pages of meetings and committees follow from, so that a reader's copy is compared before a page is built.

Whatever a page comes to show must stand here: `tests/integration/public/test_conditional.py` does each deed that can
change a page, and looks whether its tag has changed with it.
"""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Count, Max
from django.utils import timezone

from meetings.editions.models import (
    Edition,
    PublishedCommittee,
    PublishedMeeting,
    PublishedMeetingQuerySet,
)
from meetings.editions.state import register_state
from portal.conditional import Validators, weak

# Two people may write at once, and the later number may be there first: so many of the last ones are compared.
LAST_UPDATES = 20


def with_ledger_facts(meetings: PublishedMeetingQuerySet) -> PublishedMeetingQuerySet:
    """Each meeting with how many entries and updates its ledger holds, and which is the last: for `of_meeting`."""
    return meetings.annotate(
        entry_count=Count("ledger", distinct=True),
        update_count=Count("ledger__updates"),
        last_update=Max("ledger__updates__pk"),
        last_recorded_at=Max("ledger__updates__recorded_at"),
    )


def of_meeting(meeting: PublishedMeeting, edition: Edition, editions: Sequence[Edition]) -> Validators:
    """Of the page of an edition: which one, which others there are, and how its ledger stands today.

    `meeting` comes with `with_ledger_facts` and its committee's edition; `editions` are all of the meeting's, with
    their withdrawals.
    """
    entries, updates, last_update, recorded_at = (
        getattr(meeting, name) for name in ("entry_count", "update_count", "last_update", "last_recorded_at")
    )
    withdrawals = [other.withdrawal for other in editions if hasattr(other, "withdrawal")]
    moments = [other.published_at for other in editions] + [withdrawal.at for withdrawal in withdrawals]
    today, now = timezone.localdate(), timezone.now()
    if meeting.questions_until is not None:
        # The way to the form for questions goes with the committee's decision, and at the hour of the deadline.
        moments.append(meeting.committee.edition.published_at)
        moments += [meeting.questions_until] if meeting.questions_until <= now else []
    return weak(
        edition.sha256,
        meeting.edition_id,
        len(editions),
        len(withdrawals),
        (entries, updates, last_update),
        meeting.takes_questions(now),
        at=max([*moments, recorded_at] if recorded_at else moments),
        # Without entries there is nothing to be late.
        on=today if entries or meeting.date >= today else None,
    )


def of_committee(committee: PublishedCommittee) -> Validators:
    """Of the page of a committee: its own editions, its meetings' and its ledger, as they stand today."""
    state = register_state(committee.slug)
    updates = list(
        PublishedCommittee.objects.filter(pk=committee.pk, ledger__updates__isnull=False)
        .order_by("-ledger__updates__pk")
        .values_list("ledger__updates__pk", "ledger__updates__recorded_at")[:LAST_UPDATES]
    )
    moments: list[dt.datetime] = [recorded_at for _, recorded_at in updates]
    if state.at is not None:
        moments.append(state.at)
    return weak(state.facts, [pk for pk, _ in updates], at=max(moments, default=None), on=timezone.localdate())
