"""Print what the importer understands of documents, as JSON and without a database."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from meetings.importing.parse import parse
from meetings.importing.records import Json, NotARecord


def read_date(value: str) -> dt.date:
    """The date of the --date option, given as YYYY-MM-DD."""
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{value!r} is no date of the form YYYY-MM-DD") from error


class Command(BaseCommand):
    """``manage.py parse_record FILE...``: one JSON array, one object per file; exit code 1 if a file was no record."""

    help = "Print what is understood of the text of meeting records, as JSON; changes nothing."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="text of a meeting record; - is standard input")
        parser.add_argument("--date", type=read_date, help="date of the meeting (YYYY-MM-DD), where the text has none")
        parser.add_argument("--committee", help="name of the committee, where the text has none")

    def handle(self, *args: object, **options: object) -> None:
        files = [str(name) for name in options["files"]] if isinstance(options["files"], list) else []
        date, committee = options["date"], options["committee"]
        printed: list[Json] = []
        refused = 0
        for name in files:
            entry: Json = {"file": name, "records": []}
            try:
                records = parse(
                    name,
                    self.content(name),
                    date=date if isinstance(date, dt.date) else None,
                    committee=committee if isinstance(committee, str) else None,
                )
                entry["records"] = [record.as_json() for record in records]
            except (NotARecord, OSError) as error:
                refused += 1
                entry["error"] = str(error)
                self.stderr.write(f"{name}: {error}")
            printed.append(entry)
        self.stdout.write(json.dumps(printed, ensure_ascii=False, indent=2))
        if refused:
            raise CommandError(f"{refused} of {len(files)} files gave no meeting record.", returncode=1)

    @staticmethod
    def content(name: str) -> str:
        """The text of a file, or of standard input for ``-``; bytes that are no UTF-8 are read as Windows-1252."""
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            return raw.decode("cp1252", errors="replace")
