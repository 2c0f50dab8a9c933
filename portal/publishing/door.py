"""The one door between the office and the public.

`publish` writes the next edition of a meeting, opens or updates the ledger entries of its recommendations and actions,
and refreshes its search entries, in one transaction: all of it or nothing. Nothing else writes what the public reads.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from actions.opening import sync_ledger
from meetings.editions.canonical import canonical_json, digest
from meetings.editions.models import Edition, EditionWithdrawal, PublishedCommittee, PublishedMeeting, Stage
from meetings.editions.papers import PaperMismatchError, papers_of, put_paper
from meetings.editions.projection import project_committee, project_meeting
from meetings.editions.registering import register_committee, register_meeting
from meetings.editions.snapshot import committee_content, meeting_content, says_the_same
from meetings.editions.writing import last_moment, latest_edition, lock_register, now, standing_edition, write_edition
from meetings.models import Committee, Document, Meeting, MeetingStatus, MinutesState
from meetings.workflow.supplements import number_supplement
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.recording import record
from portal.publishing.reasons import Reason, why_not_publish
from portal.search.entries import refresh_entries, refresh_programme_entries


class NotPublishableError(Exception):
    """Raised with the reasons why a meeting may not be published; each is a sentence."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = list(reasons)
        super().__init__(" ".join(reasons))


class ChangedMeanwhileError(Exception):
    """The record is not what the publisher looked at; nothing was published."""


def content_digest(content: dict[str, Any]) -> str:
    """The digest of what a publisher is shown: the same only where every word is."""
    return digest(canonical_json(content))


@transaction.atomic
def publish(*, meeting: Meeting, by: User, reason: str, at: dt.datetime | None = None) -> Edition:
    """Publishes the meeting as it stands in the office and returns the new edition.

    `at` is the moment of publishing (default: now); a later moment than now is refused. Raises NotPermittedError,
    or NotPublishableError with the reasons of `why_not_publish`.
    """
    demand(by, Permission.PUBLISH, scope=meeting.committee.code)
    lock_register()
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("committee").get(pk=meeting.pk)
    moment = at or now()
    reasons = why_not_publish(meeting)
    if not reason.strip():
        reasons.append(Reason("Say why this edition is published."))
    reasons += _why_not_at(moment)
    if reasons:
        raise NotPublishableError(reasons)
    edition = write_meeting(meeting, stage=stage_of(meeting), by=by, reason=reason, at=moment)
    make_public(edition, by=by)
    return edition


def write_meeting(
    meeting: Meeting, *, stage: str, by: User, reason: str, at: dt.datetime, with_agenda: bool = True
) -> Edition:
    """Writes the next edition of the meeting as it stands, inside the transaction of a deed that asked whether it may.

    A committee of which nothing is public yet is published first.
    """
    _publish_committee_first(meeting.committee, by=by, at=at)
    if stage == Stage.SUPPLEMENT and with_agenda:
        number_supplement(meeting)
    return write_edition(
        committee=meeting.committee,
        meeting=meeting,
        content=meeting_content(meeting, with_agenda=with_agenda),
        stage=stage,
        by=by,
        reason=reason.strip(),
        at=at,
    )


def make_public(edition: Edition, *, by: User) -> None:
    """Papers, lists, registers, ledger and search follow the edition that was written in the same transaction."""
    meeting = edition.meeting
    if meeting is None:
        raise LookupError("The edition of a committee is made public by publishing the committee.")
    _put_papers(edition)
    _bring_in_line(meeting, PublishedCommittee.objects.get(slug=edition.committee.slug), by=by)
    record(by=by, verb="published", subject=f"meeting {meeting.committee.slug}/{meeting.slug}", after=_audit(edition))


@transaction.atomic
def publish_committee(
    *, committee: Committee, by: User, reason: str, at: dt.datetime | None = None, seen: str = ""
) -> Edition:
    """Publishes the committee as it stands, with its released work programmes, and returns the edition.

    Where nothing has changed since its current edition, that one is returned and nothing is written. `seen` is the
    digest of what the publisher looked at: where it would be published otherwise now, ChangedMeanwhileError is raised.
    """
    demand(by, Permission.PUBLISH, scope=committee.code)
    lock_register()
    content = committee_content(committee)
    if seen and seen != content_digest(content):
        raise ChangedMeanwhileError
    current = standing_edition(committee=committee, meeting=None)
    if current is not None and says_the_same(current.content, content):
        return current
    return _write_committee(committee, by=by, reason=reason, at=at or now())


def _write_committee(committee: Committee, *, by: User, reason: str, at: dt.datetime) -> Edition:
    edition = write_edition(
        committee=committee,
        meeting=None,
        content=committee_content(committee),
        stage=Stage.COMMITTEE,
        by=by,
        reason=reason,
        at=at,
    )
    row = project_committee(edition)
    register_committee(row, edition)
    refresh_programme_entries(committee=row, standing=edition)
    record(by=by, verb="published", subject=f"committee {committee.slug}", after=_audit(edition))
    return edition


@transaction.atomic
def withdraw(*, edition: Edition, by: User, reason: str, at: dt.datetime | None = None) -> EditionWithdrawal:
    """Withdraws an edition of a meeting: its address becomes a tombstone, and the edition before it stands again.

    The withdrawn document stays in the database, chained as before, and out of every public page, the ledger and the
    search. Raises NotPermittedError or NotPublishableError.
    """
    demand(by, Permission.PUBLISH, scope=edition.committee.code)
    lock_register()
    meeting = edition.meeting
    reasons: list[str] = []
    if meeting is None:
        reasons.append("The edition of a committee is not withdrawn; publish a new one instead.")
    if EditionWithdrawal.objects.filter(edition=edition).exists():
        reasons.append("This edition has been withdrawn already.")
    if not reason.strip():
        reasons.append("Say why the edition is withdrawn.")
    if reasons or meeting is None:
        raise NotPublishableError(reasons)
    withdrawal = EditionWithdrawal.objects.create(edition=edition, by=by, reason=reason.strip(), at=at or now())
    _bring_in_line(meeting, PublishedCommittee.objects.get(slug=meeting.committee.slug), by=by)
    record(
        by=by,
        verb="withdrew",
        subject=f"meeting {meeting.committee.slug}/{meeting.slug}",
        after=_audit(edition) | {"withdrawn because": withdrawal.reason},
    )
    return withdrawal


def stage_of(meeting: Meeting) -> str:
    """The stage that an edition of the meeting as it stands would have."""
    before = latest_edition(committee=meeting.committee, meeting=meeting)
    if meeting.status == MeetingStatus.CANCELLED:
        return Stage.CANCELLATION
    if meeting.status == MeetingStatus.POSTPONED:
        return Stage.POSTPONEMENT
    if meeting.minutes_state == MinutesState.APPROVED:
        approved_before = before is not None and before.stage in (Stage.APPROVED_MINUTES, Stage.CORRECTION)
        return Stage.CORRECTION if approved_before else Stage.APPROVED_MINUTES
    if meeting.minutes_state == MinutesState.DRAFT:
        return Stage.DRAFT_MINUTES
    if not meeting.items.exists():
        return Stage.NOTICE
    agenda_before = before is not None and before.stage in (Stage.AGENDA, Stage.SUPPLEMENT)
    return Stage.SUPPLEMENT if agenda_before else Stage.AGENDA


def _why_not_at(moment: dt.datetime) -> list[Reason]:
    """The register runs forward in time, and not ahead of it."""
    if moment > now():
        return [Reason("An edition cannot be published at a moment that has not come yet.")]
    last = last_moment()
    if last is not None and moment < last:
        sentence = f"The last edition was published on {last:%d/%m/%Y at %H:%M}; another cannot be published before it."
        return [Reason(sentence)]
    return []


def _publish_committee_first(committee: Committee, *, by: User, at: dt.datetime) -> None:
    if not PublishedCommittee.objects.filter(slug=committee.slug).exists():
        _write_committee(committee, by=by, reason="First publication of a meeting of the committee", at=at)


def _bring_in_line(meeting: Meeting, committee: PublishedCommittee, *, by: User) -> PublishedMeeting:
    """Makes lists, registers, ledger and search say what the meeting's standing edition says."""
    standing = standing_edition(committee=meeting.committee, meeting=meeting)
    latest = latest_edition(committee=meeting.committee, meeting=meeting)
    if latest is None:
        raise LookupError("A meeting without an edition has nothing to bring in line.")
    row = project_meeting(committee, meeting.slug, standing=standing, latest=latest)
    register_meeting(row, standing)
    sync_ledger(meeting=row, standing=standing, by=by)
    refresh_entries(meeting=row, standing=standing)
    return row


def _put_papers(edition: Edition) -> None:
    """Copies the open papers that the edition lists; a copy that outlives a failed transaction is listed nowhere."""
    listed = {paper["sha256"]: paper["title"] for paper in papers_of(edition.content) if paper["sha256"]}
    documents = Document.objects.filter(meeting=edition.meeting, sha256__in=listed, is_restricted=False)
    for document in documents:
        try:
            with document.file.open("rb") as source:
                put_paper(source, sha256=document.sha256, title=document.title)
        except FileNotFoundError:
            raise NotPublishableError([f"The file of “{document.title}” is missing. Upload it again."]) from None
        except PaperMismatchError as error:
            raise NotPublishableError([str(error)]) from None


def _audit(edition: Edition) -> dict[str, object]:
    return {"edition": edition.number, "stage": edition.stage, "reason": edition.reason, "sha256": edition.sha256}
