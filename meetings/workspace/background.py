"""What waits to be done in the background, and what failed, for whoever looks after it."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Max, QuerySet
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from meetings.models import Document, Reading

# So many rows are shown of each list; the rest is told as a number.
SHOWN = 100
# A worker says every ten seconds that it lives.
SILENT_AFTER = dt.timedelta(seconds=60)
# What failed with a paper is told with the paper.
_TOLD_ELSEWHERE = "read_paper"
_WORDS = {
    "show_words_of_paper": "Make the search find the words of a paper",
    "take_up_again": "Take up work that was cut off",
    "forget_old_jobs": "Forget work that was done long ago",
    "purge_ended_sessions": "Remove sessions that have ended",
    "purge_old_limits": "Remove old counts of attempts to sign in",
    "remove_old_contact_details": "Remove contact details that are kept no longer",
    "read_what_was_never_read": "Ask for papers that were never read",
}


@dataclass(frozen=True, slots=True)
class FailedJob:
    """Work other than the reading of papers that was tried several times in vain."""

    pk: int
    words: str
    attempts: int
    at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Background:
    """The page: papers within the reader's reach, the jobs of all, and when a worker was last heard from."""

    failed: list[Document]
    failed_count: int
    waiting: list[Document]
    waiting_count: int
    jobs: list[FailedJob]
    heard_at: dt.datetime | None
    is_working: bool


def papers_within(scopes: Collection[str] | None) -> QuerySet[Document]:
    """The papers of the committees of these codes; of all where `scopes` is None."""
    papers = Document.objects.select_related("meeting__committee").order_by("meeting__date", "pk")
    return papers if scopes is None else papers.filter(meeting__committee__code__in=scopes)


def background(scopes: Collection[str] | None) -> Background:
    """What the page shows to somebody who brings in the papers of these committees; six queries."""
    papers = papers_within(scopes).defer("text")
    failed, waiting = papers.filter(reading=Reading.FAILED), papers.filter(reading=Reading.WAITING)
    heard_at = ProcrastinateWorker.objects.aggregate(heard_at=Max("last_heartbeat"))["heard_at"]
    return Background(
        failed=list(failed[:SHOWN]),
        failed_count=failed.count(),
        waiting=list(waiting[:SHOWN]),
        waiting_count=waiting.count(),
        jobs=_failed_jobs(),
        heard_at=heard_at,
        is_working=heard_at is not None and timezone.now() - heard_at < SILENT_AFTER,
    )


def _failed_jobs() -> list[FailedJob]:
    jobs = ProcrastinateJob.objects.filter(status="failed").exclude(task_name=_TOLD_ELSEWHERE)
    latest = jobs.annotate(at=Max("procrastinateevent__at")).order_by("-pk")[:SHOWN]
    return [
        FailedJob(pk, _WORDS.get(name, name.replace("_", " ").capitalize()), attempts, at)
        for pk, name, attempts, at in latest.values_list("pk", "task_name", "attempts", "at")
    ]
