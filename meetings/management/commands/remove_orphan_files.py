"""Removes files that nothing names: what uploads and publications leave over where a machine stops in their middle."""

import argparse
import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand

from meetings.workflow.orphan_files import orphans, remove_orphans


class Command(BaseCommand):
    help = "Removes files that no paper names, and public copies that no edition names, older than a day."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--hours", type=int, default=24, help="how old a file is at least (default: 24)")
        parser.add_argument("--dry-run", action="store_true", help="show what would be removed, and remove nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        hours = options["hours"]
        found = orphans(older_than=dt.timedelta(hours=hours))
        names = [*found.of_office, *found.public] if options["dry_run"] else remove_orphans(found)
        for name in names:
            public = " (a public copy that no edition names)" if name in found.public else ""
            self.stdout.write(f"{'Would remove' if options['dry_run'] else 'Removed'} {name}{public}.")
        if found.young:
            what, them = ("1 file that nothing names is", "it") if found.young == 1 else (
                f"{found.young} files that nothing names are", "them"
            )  # fmt: skip
            self.stdout.write(f"{what} younger than {hours} hours and left alone: work on {them} may be under way.")
        elif not names:
            self.stdout.write("Every file belongs to a paper, and every public copy to an edition.")
