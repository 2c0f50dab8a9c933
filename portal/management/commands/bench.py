"""`make bench`: what each public page costs, on the demonstration and on a large record."""

import hashlib
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from tqdm import tqdm

from portal.benchmark import building, databases, report
from portal.benchmark.measuring import Measured, measure, measure_kept
from portal.benchmark.pages import page_types
from portal.launch.preparation import collect_static_files

SMALL, LARGE = "scrutiny_bench_small", "scrutiny_bench_large"
# What the two records are made by: they are built anew when any of this changes.
MADE_BY = (
    "portal/benchmark/building.py",
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
    """Builds both records where they are missing or out of date, measures them by turns, and prints one table."""

    help = (
        "Measures every public page type on the demonstration and on a large invented record, in databases of its own."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--meetings", type=int, default=5000, help="meetings of the large record (default: 5000)")
        parser.add_argument("--rounds", type=int, default=3, help="how often both records take turns (default: 3)")
        parser.add_argument("--runs", type=int, default=12, help="runs of a page in each turn (default: 12)")
        parser.add_argument("--only", default="", help="measure only page types whose name contains this")

    def handle(self, *args: Any, **options: Any) -> None:
        collect_static_files()
        meetings = options["meetings"]
        self.ready(SMALL, recipe(0), 0)
        self.ready(LARGE, recipe(meetings), meetings)
        with databases.inside(SMALL):
            pages = [page for page in page_types() if options["only"] in page.name]
        figures = [(page, Measured(), Measured()) for page in pages]
        turns = options["rounds"] * len(figures)
        with tqdm(total=turns, desc="Measuring", unit="turn", file=sys.stderr) as progress:
            for _ in range(options["rounds"]):
                for page, small, large in figures:
                    for name, into in ((SMALL, small), (LARGE, large)):
                        with databases.inside(name):
                            measure(page.address, into, runs=options["runs"])
                            if name == LARGE:
                                measure_kept(page.address, into, runs=options["runs"])
                    progress.update()
        for line in report.lines(figures):
            self.stdout.write(line)
        missed = sum(bool(report.missed(*figure)) for figure in figures)
        self.stdout.write(f"{len(figures) - missed} of {len(figures)} page types meet every aim.")

    def ready(self, name: str, recipe: str, meetings: int) -> None:
        """Builds the record unless it stands there, made by this very recipe."""
        if databases.exists_with(name, recipe):
            return
        databases.create(name)
        with databases.inside(name):
            if not meetings:
                self.stderr.write("Building the small record: the demonstration council.")
                building.build_small()
            else:
                with tqdm(
                    total=meetings, desc="Building the large record", unit="meeting", file=sys.stderr
                ) as progress:
                    building.build_large(meetings, progress.update)
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
