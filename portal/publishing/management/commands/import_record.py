"""Reads meeting records into the office, and on request publishes them."""

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from meetings.importing.drafts.reading_in import CannotReadInError, read_in
from meetings.importing.drafts.report import ImportReport
from meetings.importing.records import NotARecord
from meetings.workflow.work_programme import release
from portal.accounts.models import User
from portal.accounts.permissions import NotPermittedError
from portal.publishing.account import UnknownAccountError, account_for
from portal.publishing.door import NotPublishableError, publish, publish_committee


class Command(BaseCommand):
    help = "Reads the text of meeting records and makes drafts of them. - reads standard input."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument(
            "--date", type=dt.date.fromisoformat, help="of the meeting, where the text does not say it: YYYY-MM-DD"
        )
        parser.add_argument("--committee", help="of the meeting, where the text does not name it")
        parser.add_argument("--publish", action="store_true", help="publish what was read as well")
        parser.add_argument("--reason", default="Published from an imported document", help="with --publish: why")
        parser.add_argument(
            "--despite-marks", action="store_true", help="with --publish: also what is marked as exempt"
        )
        parser.add_argument("--dry-run", action="store_true", help="show what would be made, and change nothing")
        parser.add_argument("--by", metavar="EMAIL", help="whose deed it is (default: the machine's own account)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            by = account_for(options["by"])
        except UnknownAccountError as error:
            raise CommandError(str(error)) from error
        failures = sum(not self._read(name, by, options) for name in options["files"])
        if failures:
            raise CommandError(f"{failures} of {len(options['files'])} could not be read in; they changed nothing.")

    def _read(self, name: str, by: User, options: dict[str, Any]) -> bool:
        """Reads one file in; False, with a sentence, where that failed."""
        try:
            label, text = _text(name)
            report = read_in(
                name=label,
                text=text,
                by=by,
                date=options["date"],
                committee=options["committee"],
                dry_run=options["dry_run"],
            )
            self._tell(report, dry_run=options["dry_run"])
            if options["publish"] and not options["dry_run"]:
                self._publish(report, by, options["reason"], despite_marks=options["despite_marks"])
        except OSError as error:
            self.stderr.write(self.style.ERROR(f"{name}: it cannot be read: {error.strerror}."))
            return False
        except UnicodeError:
            self.stderr.write(self.style.ERROR(f"{name}: it is no text. Save the document as text first."))
            return False
        except (NotARecord, CannotReadInError, NotPermittedError, NotPublishableError) as error:
            self.stderr.write(self.style.ERROR(f"{name}: {error}"))
            return False
        except DatabaseError as error:
            self.stderr.write(self.style.ERROR(f"{name}: the database refused it: {str(error).splitlines()[0]}"))
            return False
        return True

    def _tell(self, report: ImportReport, *, dry_run: bool) -> None:
        if not report.changed:
            places = ", ".join(str(meeting) for meeting in report.meetings)
            said = "read before; nothing changed" if report.known else "it holds nothing new; nothing changed"
            self.stdout.write(f"{report.source}: {said}. It belongs to: {places}.")
        for deed in report.deeds:
            self.stdout.write(f"{report.source}: {'would make: ' if dry_run else ''}{deed}")
        for doubt in report.doubts:
            self.stdout.write(self.style.WARNING(f"{report.source}: check: {doubt}"))

    def _publish(self, report: ImportReport, by: User, reason: str, *, despite_marks: bool) -> None:
        if report.held and not despite_marks:
            raise NotPublishableError(
                [
                    *report.held,
                    "It is a draft now and was not published. Decide in the office what the public may see, or publish "
                    "all of it with --despite-marks.",
                ]
            )
        for meeting in report.meetings:
            try:
                edition = publish(meeting=meeting, by=by, reason=reason)
            except NotPublishableError as error:
                if not report.changed and any("Nothing has changed" in text for text in error.reasons):
                    self.stdout.write(f"{report.source}: {meeting} is published already; nothing changed.")
                    continue
                raise
            self.stdout.write(self.style.SUCCESS(f"{report.source}: published {meeting}, edition {edition.number}"))
        for programme in report.programmes:
            release(programme=programme, by=by)
            edition = publish_committee(committee=programme.committee, by=by, reason=reason)
            self.stdout.write(self.style.SUCCESS(f"{report.source}: published {programme}, edition {edition.number}"))


def _text(name: str) -> tuple[str, str]:
    """The name to call the text by, and its words; UTF-8, or the Windows alphabet of older exports."""
    raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    label = "standard input" if name == "-" else Path(name).name
    try:
        return label, raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return label, raw.decode("cp1252")
