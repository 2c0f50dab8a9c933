"""`manage.py chase`: plans the reminders of a day, and sends what was released."""

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from actions.chasing.digests import plan_digests
from actions.chasing.forms import WITHIN, YEARS
from actions.chasing.planning import plan
from actions.chasing.sending import send_released


class Command(BaseCommand):
    """What the worker does every night, for whoever wants it now or wants to look."""

    help = "Plans reminders and weekly summaries; with --send also sends what was released."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A day that is not today is only looked at."""
        parser.add_argument("--as-if", type=_day, metavar="DATE", help="As if today were 2026-04-26; with --dry-run.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be planned, and write nothing.")
        parser.add_argument("--send", action="store_true", help="Send what was released, too.")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each message; exit code 1 where one could not be sent."""
        day, dry_run = options["as_if"], options["dry_run"]
        if day and not dry_run:
            raise CommandError("Another day than today is only looked at. Add --dry-run.")
        if dry_run and options["send"]:
            raise CommandError("A dry run sends nothing. Leave out --send or --dry-run.")
        if settings.CHASING == "off":
            self.stdout.write("Nothing is planned: CHASING is off.")
        planned = plan(as_if=day, dry_run=dry_run)
        digests = plan_digests(as_if=day, dry_run=dry_run)
        for message in [*planned.messages, *digests]:
            self.stdout.write(f"{message.get_kind_display()}: {message.subject}, to {message.to_address}")
        for it in planned.unreachable:
            self.stdout.write(f"Nobody can be written to about {it.entry.reference}: {it.why}")
        verb = "would be planned" if dry_run else "planned"
        self.stdout.write(f"{len(planned.messages) + len(digests)} {verb}, {planned.known} known already.")
        if options["send"]:
            told = send_released()
            self.stdout.write(
                f"{told.sent} sent, {told.waiting} to be tried again, {told.failed} failed, {told.uncertain} in doubt, "
                f"{told.dropped} set aside."
            )
            if told.failed or told.uncertain or told.waiting:
                raise CommandError("Not every message was sent. The outbox says why.")


def _day(value: str) -> dt.date:
    """As on the page of the dry run: within the years of which there can be a ledger."""
    day = dt.date.fromisoformat(value)
    if abs(day.year - timezone.localdate().year) > YEARS:
        raise ArgumentTypeError(WITHIN)
    return day
