"""Asking for work in the background, by the name of the task, so that no app has to know where it is done."""

from typing import Any

from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager
from procrastinate.retry import RetryStrategy
from procrastinate.tasks import configure_task

# A job that fails is tried again after 4, 16, 64 and 256 seconds, and then no more.
MOST_ATTEMPTS = 5
BACKOFF = RetryStrategy(max_attempts=MOST_ATTEMPTS - 1, exponential_wait=4)

# Over Django's own connection, also inside a worker, whose app has one of its own: so a job that is asked for in a
# transaction is there when the transaction is, and not before.
_jobs = JobManager(DjangoConnector())


# What is done before everything else that waits.
SOON = 10


def defer(task: str, *, once: str = "", priority: int = 0, **arguments: Any) -> None:
    """Asks for the task of that name, as part of the transaction that is open.

    `once` names the job: while one of that name waits, no second one is asked for. `arguments` are numbers, digests
    and the like, never words of the record: whoever may read the table of jobs may read them.
    """
    deferrer = configure_task(name=task, job_manager=_jobs, queueing_lock=once or None, priority=priority)
    try:
        with transaction.atomic():  # a name that waits already undoes this step alone
            deferrer.defer(**arguments)
    except AlreadyEnqueued:
        return


def try_again(job: int) -> bool:
    """Has a job that failed for good done once more, from its first attempt.

    Whether it was: there may be no such job, or another one that does the same may wait already.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = 'todo', attempts = 0, scheduled_at = NULL "
                "WHERE id = %s AND status = 'failed'",
                [job],
            )
            return bool(cursor.rowcount)
    except IntegrityError:
        return False
