"""Publishing from the office: the deed, and what it would do, by one and the same way.

`foresee` does the deed in a transaction that is rolled back, so the page that a publisher looks at is what pressing the
button writes. `publish_stage` does it for good, where the record is still what was looked at.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from meetings.editions.models import Edition, PublishedCommittee
from meetings.editions.writing import lock_register, now, standing_edition
from meetings.models import AgendaItem, Meeting
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.context import deed as told_deed
from portal.publishing.door import (
    ChangedMeanwhileError,
    NotPublishableError,
    content_digest,
    make_public,
    write_meeting,
)
from portal.publishing.effects import EFFECTS, Deed, Details, Publication
from portal.publishing.lateness import Lateness, lateness_of
from portal.publishing.reasons import Reason, why_not_publish
from portal.publishing.transitions import TRANSITIONS, Situation, Transition, What, situation_of, today

Content = dict[str, Any]
# What an edition says of itself is no part of what was looked at.
_OF_ITSELF = frozenset({"edition", "format"})


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One edition that a deed writes, or would write, and what the public reads before it."""

    publication: Publication
    edition: Edition
    before: Content | None
    reasons: list[Reason]
    lateness: Lateness | None

    @property
    def meeting(self) -> Meeting:
        return self.publication.meeting

    @property
    def after(self) -> Content:
        return self.edition.content


@dataclass(slots=True)
class Outlook:
    """All that a deed writes, or would write. The first of `pages` is of the meeting itself."""

    what: What
    meeting: Meeting
    now: Situation
    pages: list[Foreseen] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    numbered: list[AgendaItem] = field(default_factory=list)
    is_committee_new: bool = False

    @property
    def transition(self) -> Transition:
        return TRANSITIONS[self.what]

    @property
    def seen(self) -> dict[str, Content]:
        """What the public would read, by address."""
        return {
            page.edition.address: {key: value for key, value in page.after.items() if key not in _OF_ITSELF}
            for page in self.pages
        }

    @property
    def digest(self) -> str:
        """The digest of what was looked at: the same only where every word would be the same."""
        return content_digest({"what": self.what.value, "pages": self.seen})

    @property
    def all_reasons(self) -> list[tuple[Meeting, Reason]]:
        """Every reason against the deed, each with the meeting in whose workspace it is mended."""
        own = [(self.meeting, reason) for reason in self.reasons]
        return own + [(self._kept(page.meeting), reason) for page in self.pages for reason in page.reasons]

    def _kept(self, meeting: Meeting) -> Meeting:
        """The meeting itself, where the other one is made by the deed and has no workspace yet."""
        return self.meeting if meeting.pk == self.meeting.replaced_by_id else meeting


def situation_now(meeting: Meeting) -> tuple[Situation, Edition | None]:
    """What decides which publications are open for the meeting, and the edition that the public reads."""
    current = standing_edition(committee=meeting.committee, meeting=meeting)
    return situation_of(meeting, current, has_items=meeting.items.exists(), today=today()), current


def foresee(*, meeting: Meeting, what: What, by: User, details: Details | None = None) -> Outlook:
    """What publishing would write now, and the reasons against it. Leaves nothing behind."""
    with transaction.atomic():
        outlook = _do(meeting, what, by=by, details=details or Details(), reason="(preview)", at=now())
        transaction.set_rollback(True)
    return outlook


def publish_stage(
    *,
    meeting: Meeting,
    what: What,
    by: User,
    reason: str,
    details: Details | None = None,
    seen: str = "",
    at: dt.datetime | None = None,
) -> list[Edition]:
    """Publishes `what` of the meeting, with all that goes with it, in one transaction, and returns the editions.

    The meeting's own edition is the first. `seen` is the digest of what the publisher looked at: where the record would
    now be published otherwise, ChangedMeanwhileError is raised and nothing is done. Raises NotPermittedError, and
    NotPublishableError with the reasons.
    """
    demand(by, Permission.PUBLISH, scope=meeting.committee.code)
    if not reason.strip():
        raise NotPublishableError([Reason("Say why this edition is published.")])
    moment = at or now()
    subject = f"meeting {meeting.committee.slug}/{meeting.slug}"
    with told_deed(f"published: {what.label.lower()}", by=by, subject=subject):
        outlook = _do(meeting, what, by=by, details=details or Details(), reason=reason, at=moment)
        if seen and seen != outlook.digest:
            raise ChangedMeanwhileError
        reasons = [reason for _, reason in outlook.all_reasons] + why_not_by(outlook.meeting, by)
        if reasons:
            raise NotPublishableError(reasons)
        for page in outlook.pages:
            make_public(page.edition, by=by)
            Meeting.objects.filter(pk=page.meeting.pk, ready_at__isnull=False).update(ready_at=None, ready_by=None)
    return [page.edition for page in outlook.pages]


def why_not_by(meeting: Meeting, by: User) -> list[Reason]:
    """Where preparer and publisher must differ: whether somebody else has said that the meeting is ready."""
    if not settings.PREPARER_AND_PUBLISHER_DIFFER:
        return []
    if meeting.ready_by_id is None:
        return [
            Reason("Nobody has said yet that this is ready to publish. Somebody else than the publisher does that.")
        ]
    if meeting.ready_by_id == by.pk:
        return [Reason("You said yourself that this is ready. Somebody else publishes it, or says that it is ready.")]
    return []


def _do(meeting: Meeting, what: What, *, by: User, details: Details, reason: str, at: dt.datetime) -> Outlook:
    """The deed up to its editions, inside the caller's transaction; what was wrong is told and not raised."""
    lock_register()
    locked = Meeting.objects.select_for_update(of=("self",)).select_related("committee", "venue", "ready_by")
    meeting = locked.get(pk=meeting.pk)
    now_is, _ = situation_now(meeting)
    outlook = Outlook(what, meeting, now_is)
    transition = TRANSITIONS[what]
    if not transition.is_open(now_is):
        outlook.reasons.append(Reason(f"{what.label} cannot be published of this meeting as it stands."))
        return outlook
    outlook.is_committee_new = not PublishedCommittee.objects.filter(slug=meeting.committee.slug).exists()
    deed = Deed(meeting, now_is, details, by)
    EFFECTS[what](deed)
    outlook.reasons += deed.reasons
    outlook.numbered = deed.numbered
    if outlook.reasons:
        return outlook
    own = Publication(meeting, transition.stage_in(now_is), transition.shows_agenda(now_is), reason)
    for publication in (own, *deed.also):
        outlook.pages.append(_write(publication, by=by, at=at))
    return outlook


def _write(publication: Publication, *, by: User, at: dt.datetime) -> Foreseen:
    """Writes the edition of one publication, and tells what stood before it and what speaks against it."""
    meeting = publication.meeting
    current = standing_edition(committee=meeting.committee, meeting=meeting)
    before = current.content if current else None
    reasons = why_not_publish(meeting, with_agenda=publication.with_agenda)
    edition = write_meeting(
        meeting,
        stage=publication.stage,
        by=by,
        reason=publication.reason,
        at=at,
        with_agenda=publication.with_agenda,
    )
    on = timezone.localdate(at)
    lateness = lateness_of(meeting, publication.stage, before, edition.content, published_on=on)
    reasons += lateness.reasons if lateness else []
    return Foreseen(publication, edition, before, reasons, lateness)
