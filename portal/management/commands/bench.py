"""`make bench`: what each public page costs, on the demonstration and on a large record."""

import hashlib
import sys
from argparse import SUPPRESS, ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from tqdm import tqdm

from portal.benchmark import building, databases, downloads, report
from portal.benchmark.measuring import Measured, measure, measure_kept
from portal.benchmark.pages import page_types
from portal.launch.preparation import collect_static_files

# The record, its database, and how many older meetings it has beside the demonstration. The small one fills the pages
# of its lists, so that it shows the same as the large one, from a sixteenth of the rows.
DEMONSTRATION, SMALL, LARGE = "scrutiny_bench_demo", "scrutiny_bench_small", "scrutiny_bench_large"
SMALL_MEETINGS = 300
# What the records are made by: they are built anew when any of this changes.
MADE_BY = (
    "portal/benchmark/building.py",
    "portal/benchmark/histories.py",
    "portal/benchmark/ledger_rows.py",
    "portal/benchmark/minutes.py",
    "portal/benchmark/words.py",
    "meetings/editions",
    "meetings/migrations",
    "actions/migrations",
    "portal/search/entries.py",
    "portal/search/migrations",
    "fixtures/demo",
)


class Command(BaseCommand):
    """Builds the records that are missing or out of date, measures them by turns, and prints one table."""

    help = "Measures every page type on the demonstration and on a large invented record, in databases of its own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--meetings", type=int, default=5000, help="meetings of the large record (default: 5000)")
        parser.add_argument("--rounds", type=int, default=3, help="how often the records take turns (default: 3)")
        parser.add_argument("--runs", type=int, default=12, help="runs of a page in each turn (default: 12)")
        parser.add_argument(
            "--only", default="", help="measure only page types whose name contains this: “ledger”, “office”, “search”"
        )
        parser.add_argument("--no-files", action="store_true", help="leave out the files of 10,000 rows")
        # How the command calls itself: a file in a process of its own, of which it tells seconds and memory.
        parser.add_argument("--file", default="", help=SUPPRESS)
        parser.add_argument("--record", default=LARGE, help=SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["file"]:
            with databases.inside(options["record"]):
                self.stdout.write(downloads.as_json(downloads.fetch(options["file"])))
            return
        collect_static_files()
        records = {DEMONSTRATION: 0, SMALL: SMALL_MEETINGS, LARGE: options["meetings"]}
        for name, meetings in records.items():
            self.ready(name, recipe(meetings), meetings)
        with databases.inside(DEMONSTRATION):
            pages = [page for page in page_types() if options["only"] in page.name]
        rows = [report.Figures(page, Measured(), Measured(), Measured()) for page in pages]
        with tqdm(total=options["rounds"] * len(rows), desc="Measuring", unit="turn", file=sys.stderr) as progress:
            for _ in range(options["rounds"]):
                for row in rows:
                    self.measure(row, runs=options["runs"])
                    progress.update()
        for line in report.lines(rows):
            self.stdout.write(line)
        met = sum(not report.missed(row) for row in rows)
        self.stdout.write(f"{met} of {len(rows)} page types meet every aim.")
        if not options["no_files"]:
            with databases.inside(LARGE):
                files = downloads.addresses()
            for line in downloads.lines(LARGE, files):
                self.stdout.write(line)

    def measure(self, row: report.Figures, *, runs: int) -> None:
        """One turn of a page: in each record, one after the other, so that a busy machine slows all of them."""
        for name, into in ((DEMONSTRATION, row.demonstration), (SMALL, row.small), (LARGE, row.large)):
            with databases.inside(name):
                measure(row.page.address, into, runs=runs, signed_in=row.page.is_office)
                if name == LARGE and not row.page.is_office:
                    measure_kept(row.page.address, into, runs=runs)

    def ready(self, name: str, recipe: str, meetings: int) -> None:
        """Builds the record unless it stands there, made by this very recipe."""
        if databases.exists_with(name, recipe):
            return
        databases.create(name)
        with databases.inside(name), tqdm(total=meetings, desc=f"Building {name}", file=sys.stderr) as progress:
            building.build(meetings, progress.update)
        databases.mark(name, recipe)


def recipe(meetings: int) -> str:
    """A digest of everything that the record is made by."""
    hasher = hashlib.sha256(str(meetings).encode())
    for name in MADE_BY:
        made_by = Path(settings.BASE_DIR, name)
        for path in sorted(made_by.rglob("*")) if made_by.is_dir() else [made_by]:
            if path.is_file() and "__pycache__" not in path.parts:
                hasher.update(path.read_bytes())
    return hasher.hexdigest()
