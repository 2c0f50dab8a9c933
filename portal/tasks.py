"""Work of the machine for itself: jobs that were cut off are taken up again, old ones forgotten."""

from asgiref.sync import async_to_sync
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from portal.background.jobs import SOON
from portal.background.nightly import nightly

# A worker that has said nothing for so many seconds is dead; it says something every ten.
DEAD_AFTER = 30
# A job that was cut off so often takes its worker down with it. Tasks may give up earlier, and tell somebody.
MOST_CUT_OFF = 10
FAILED_JOBS_KEPT_FOR = 90  # days


@app.periodic(cron="* * * * *")
@app.task(name="take_up_again", queueing_lock="take_up_again", priority=SOON, pass_context=True)
async def take_up_again(context: JobContext, timestamp: int) -> None:
    """Gives the jobs of dead workers back to the living: after kill -9, a crash or a power cut."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
        if job.attempts >= MOST_CUT_OFF:
            await jobs.finish_job(job, status=Status.FAILED, delete_job=False)
        else:
            await jobs.retry_job(job)
    await jobs.prune_stalled_workers(DEAD_AFTER)


@nightly(hour=3, minute=30)
def forget_old_jobs() -> None:
    """Jobs that are done leave no row; those that failed for good stay for a while, to be looked at."""
    async_to_sync(app.job_manager.delete_old_jobs)(
        nb_hours=FAILED_JOBS_KEPT_FOR * 24, include_failed=True, include_cancelled=True, include_aborted=True
    )
