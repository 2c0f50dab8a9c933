"""Work in the background on the ledger: reminders and weekly summaries, and addresses that are forgotten."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from actions.answering.link_deeds import forget_old_addresses
from actions.chasing.digests import plan_digests
from actions.chasing.forgetting import forget_old_messages, forget_old_names
from actions.chasing.outbox import SEND
from actions.chasing.planning import plan
from actions.chasing.sending import send_released
from portal.background.jobs import defer
from portal.background.nightly import nightly

logger = logging.getLogger(__name__)


@app.periodic(cron="*/5 * * * *")
@app.task(name=SEND, queueing_lock=SEND)
def send_messages(timestamp: int) -> None:
    """Sends what was released, and tries again what failed. Done by two workers at once, each sends its own part."""
    told = send_released()
    if told.failed or told.uncertain:
        logger.warning("%s messages could not be sent, %s perhaps were", told.failed, told.uncertain)


@nightly(hour=5)
def chase() -> None:
    """Plans the reminders of the day, and once a week the summaries."""
    plan()
    plan_digests()
    defer(SEND, once=SEND, timestamp=0)


@nightly(hour=1, minute=45)
def forget_addresses_of_links() -> None:
    """Addresses to which links were sent are kept no longer than they are needed."""
    forget_old_addresses(today=timezone.localdate())


@nightly(hour=1, minute=50)
def forget_old_mail() -> None:
    """What went out long ago, and whom it went to, is kept no longer; that it went out is."""
    today = timezone.localdate()
    forget_old_messages(today=today)
    forget_old_names(today=today)
