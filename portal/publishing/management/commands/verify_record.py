"""Checks the whole published record: digests, chains, public rows, ledger, papers."""

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand

from meetings.editions.models import Edition
from portal.publishing.verification import faults


class Command(BaseCommand):
    help = "Re-computes every SHA-256 and both chains of editions, and names the first broken row."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="name every broken row, not only the first")

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for fault in faults():
            found += 1
            self.stderr.write(self.style.ERROR(str(fault)))
            if not options["all"]:
                break
        if found:
            sys.exit(1)
        last = Edition.objects.order_by("-register_number").only("register_number", "sha256").first()
        if last is None:
            self.stdout.write("Nothing has been published yet.")
        else:
            self.stdout.write(
                f"The record is whole: {last.register_number} editions, the last with SHA-256 {last.sha256}."
            )
