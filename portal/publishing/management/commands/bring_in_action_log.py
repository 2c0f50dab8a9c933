"""Brings an older action log, a workbook or a CSV file, into the ledger."""

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from actions.bringing_in.judging import Judged, Unknown
from actions.bringing_in.reading import ReadLog, read_file
from actions.models import LogImport
from actions.workflow.log_imports import RefusedLogError, bring_in, judged, keep_log, save_choices
from meetings.editions.models import PublishedCommittee
from meetings.paper_checks.refusing import PaperRefusedError
from portal.accounts.models import User
from portal.accounts.permissions import NotPermittedError
from portal.publishing.account import UnknownAccountError, account_for


class Command(BaseCommand):
    help = "Reads an older action log (XLSX or CSV), tells everything that is wrong with it, and brings it in."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--committee", required=True, metavar="CODE", help="whose log it is")
        parser.add_argument(
            "--as-at", required=True, type=dt.date.fromisoformat, help="the day as at which it was written: YYYY-MM-DD"
        )
        parser.add_argument("--sheet", default="", help="the sheet, where it is not the first with an action log")
        parser.add_argument(
            "--unknown", choices=list(Unknown), default="", help="what becomes of columns that are not understood"
        )
        parser.add_argument("--dry-run", action="store_true", help="tell what would be made, and change nothing")
        parser.add_argument("--by", metavar="EMAIL", help="whose deed it is (default: the machine's own account)")

    def handle(self, *args: Any, **options: Any) -> None:
        committee = PublishedCommittee.objects.filter(code=options["committee"]).first()
        if committee is None:
            known = ", ".join(PublishedCommittee.objects.order_by("code").values_list("code", flat=True))
            raise CommandError(f"No published committee has the code {options['committee']}. There are: {known}.")
        try:
            self._read(committee, account_for(options["by"]), options)
        except OSError as error:
            raise CommandError(f"{options['file']}: it cannot be read: {error.strerror}.") from error
        except (UnknownAccountError, PaperRefusedError, RefusedLogError, NotPermittedError) as error:
            raise CommandError(f"{error} Nothing was changed.") from error

    def _read(self, committee: PublishedCommittee, by: User, options: dict[str, Any]) -> None:
        path = Path(options["file"])
        choices = {"unknown": options["unknown"]} if options["unknown"] else {}
        with path.open("rb") as source:
            read = read_file(source, path.name, sheet=options["sheet"])
            if options["dry_run"]:
                self._tell(_unsaved(committee, read, options["as_at"], choices), dry_run=True)
                return
            kept = keep_log(committee=committee, read=read, source=source, as_at=options["as_at"], by=by)
        if choices:
            kept = save_choices(log_import=kept, choices={**kept.choices, **choices}, by=by)
        self._tell(judged(kept), dry_run=False)
        done = bring_in(log_import=kept, by=by)
        made, left_out = len(done.outcome["made"]), len(done.outcome["left_out"])
        self.stdout.write(self.style.SUCCESS(f"{done.file_name}: brought in {made}; left out {left_out}."))

    def _tell(self, found: Judged, *, dry_run: bool) -> None:
        for row in found.rows:
            for defect in row.defects:
                column = f"{defect.column}: " if defect.column else ""
                self.stdout.write(self.style.WARNING(f"row {row.row.row}: {column}{defect.sentence}"))
            if not row.bring:
                self.stdout.write(f"row {row.row.row}: left out. {row.why}")
            elif dry_run:
                status = row.standing.status.label.lower()
                self.stdout.write(f"row {row.row.row}: would make {row.reference}, {status}: {row.plan.text[:80]}")
        for kind, count in found.counts():
            self.stdout.write(f"{count} {kind}")


def _unsaved(committee: PublishedCommittee, read: ReadLog, as_at: dt.date, choices: dict[str, Any]) -> Judged:
    return judged(
        LogImport(
            committee=committee, file_name=read.name, sha256=read.sha256, as_at=as_at, rows=read.log.as_json(),
            choices=choices,
        )
    )  # fmt: skip
