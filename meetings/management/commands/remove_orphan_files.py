"""Removes files of papers that no paper names: what an upload leaves over where the machine stops in its middle."""

import argparse
import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand

from meetings.workflow.paper_keeping import orphans, remove_orphans


class Command(BaseCommand):
    help = "Removes files in the folders of papers that no paper names and that are older than a day."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--hours", type=int, default=24, help="how old a file is at least (default: 24)")
        parser.add_argument("--dry-run", action="store_true", help="show what would be removed, and remove nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        found = orphans(older_than=dt.timedelta(hours=options["hours"]))
        if not options["dry_run"]:
            remove_orphans(found)
        for name in found:
            self.stdout.write(f"{'Would remove' if options['dry_run'] else 'Removed'} {name}.")
        if not found:
            self.stdout.write("Every file belongs to a paper.")
