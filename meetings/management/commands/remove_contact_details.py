"""Removes contact details that are kept no longer."""

import argparse
import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from meetings.workflow.contact_details import contact_details_due, remove_contact_details


class Command(BaseCommand):
    help = (
        "Removes the contact details of who asked a question, some months after the meeting (CONTACT_MONTHS), and what "
        "was sent in and not confirmed within a week."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--before", type=_day, metavar="YYYY-MM-DD", help="of meetings before this day, whatever the setting says"
        )
        parser.add_argument("--dry-run", action="store_true", help="tell what would be removed, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        before: dt.date | None = options["before"]
        if before is not None and before > today:
            raise CommandError(
                "That day has not come yet: contact details of coming meetings are needed still. Nothing was removed."
            )
        with transaction.atomic():
            lines = contact_details_due(today=today, before=before).lines()
            if not options["dry_run"]:
                remove_contact_details(today=today, before=before)
        for line in lines:
            self.stdout.write(line)
        count = f"{len(lines)} row{'' if len(lines) == 1 else 's'}"
        told = f"Would remove {count}." if options["dry_run"] else f"Removed {count}."
        self.stdout.write(self.style.SUCCESS(told))


def _day(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{value}” is not a day. Write it as 2026-04-26.") from None
