"""Makes the search anew from the published editions."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand

from portal.publishing.refreshing import is_search_missing, refresh_search


class Command(BaseCommand):
    help = "Writes every search entry anew from the published editions."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--if-missing", action="store_true", help="only where there is no search entry at all")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_missing"] and not is_search_missing():
            return
        count = refresh_search()
        if options["verbosity"]:
            self.stdout.write(self.style.SUCCESS(f"The search holds {count} meeting{'' if count == 1 else 's'}."))
