"""Work in the background on the record: reading the files of papers, and what is done with it at night."""

import logging

from django.db import transaction
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import JobAborted

from meetings.models import PaperVersion
from meetings.paper_arrival import remove_left_over
from meetings.reading.faults import ReaderStoppedError, UnreadableError
from meetings.reading.keeping import give_up, keep_fault, keep_words, words_of
from meetings.reading.reader import StoppedError
from meetings.reading_requests import request_missing_readings
from meetings.workflow.contact_details import remove_contact_details
from portal.background.jobs import BACKOFF, MOST_ATTEMPTS
from portal.background.nightly import nightly

logger = logging.getLogger(__name__)

TOO_MUCH = "The file could not be read: it takes too much time or memory. Bring in a smaller or simpler copy."
CUT_OFF = "The file was not read, because reading it was cut off several times. Try again, or bring in another copy."
UNKNOWN = (
    "The file could not be read, and the fault does not lie in it. Try again; if that fails, tell who runs the portal."
)


@app.task(name="read_paper", pass_context=True, retry=BACKOFF)
def read_paper(context: JobContext, *, version: int) -> None:
    """Reads the words of a version of a paper and keeps them; done twice, it does no harm.

    A fault of the file is told to the office at once. Anything else is tried again, and told when that does not help;
    so is a file that has taken its worker down several times.
    """
    found = PaperVersion.objects.filter(pk=version).first()
    if found is None:
        return
    attempts = context.job.attempts
    if attempts >= MOST_ATTEMPTS:
        give_up(found, CUT_OFF)
        return
    try:
        keep_words(found, words_of(found, should_stop=context.should_abort))
    except UnreadableError as fault:
        keep_fault(found, fault)
    except StoppedError as error:
        raise JobAborted from error
    except Exception as error:
        logger.warning("Version %s of a paper was not read, attempt %s: %s", version, attempts + 1, error)
        if attempts + 1 >= MOST_ATTEMPTS:
            give_up(found, TOO_MUCH if isinstance(error, ReaderStoppedError) else UNKNOWN)
        raise


@nightly(hour=1)
def read_what_was_never_read() -> None:
    """Files from before papers were read."""
    with transaction.atomic():
        request_missing_readings()


@nightly(hour=1, minute=30)
def remove_old_contact_details() -> None:
    """Contact details that are kept no longer, and what was sent in and never confirmed."""
    remove_contact_details(today=timezone.localdate())


@nightly(hour=2, minute=30)
def remove_uploads_left_over() -> None:
    """Files that were on their way when a server was killed; each machine that takes uploads needs a worker for it."""
    remove_left_over()
