"""Bringing an older action log into the ledger: kept as it came, looked through, and brought in as a whole or not."""

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from django.core.files.base import File
from django.utils import timezone
from django.utils.text import slugify

from actions.bringing_in.choosing import Problem, why_not_yet
from actions.bringing_in.judging import Judged, JudgedRow, Was, days_cited, judge
from actions.bringing_in.known import Known, known_of
from actions.bringing_in.reading import ReadLog
from actions.bringing_in.rows import Log
from actions.models import LogImport
from actions.words import Origin
from actions.workflow.facts import RefusedUpdateError
from actions.workflow.many_actions import NewAction, NewFact, add_actions
from meetings.editions.models import PublishedCommittee
from meetings.editions.spelling import long_date
from meetings.paper_storage import OfficePapers
from meetings.workflow.paper_keeping import delete_after_commit, files_kept
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.context import deed

FOLDER = "action-logs"
ENDINGS = {".xlsx", ".csv"}
DONE = "This log was brought in already. What became of each row stands on its page."


class RefusedLogError(Exception):
    """A log that cannot be brought in as it stands; `problems` say why and where that is mended."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = list(problems)
        super().__init__(" ".join(problem.sentence for problem in problems))


def keep_log(
    *, committee: PublishedCommittee, read: ReadLog, source: BinaryIO | None, as_at: dt.date, by: User
) -> LogImport:
    """Keeps a log that was read, with its file, for the preview; nothing of it is in the ledger yet.

    `as_at` is the day as at which the log was written. The same log once more, with nothing brought in yet, is the
    preview that was begun. Raises NotPermittedError, or RefusedLogError where it was brought in before.
    """
    demand(by, Permission.UPDATE_LEDGER, scope=committee.code)
    if as_at > timezone.localdate():
        raise RefusedLogError(Problem("A log cannot have been written as at a day that has not come yet."))
    known = LogImport.objects.filter(committee=committee, sha256=read.sha256)
    done = known.filter(done_at__isnull=False).first()
    if done is not None and done.done_at is not None:
        when = long_date(timezone.localdate(done.done_at))
        raise RefusedLogError(Problem(f"The same log was brought in on {when}, as “{done.file_name}”."))
    rows = read.log.as_json()
    begun = known.filter(as_at=as_at, rows=rows).first()
    if begun is not None:
        return begun
    with files_kept() as kept, deed("read an older action log", by=by, subject=f"action log of {committee.code}"):
        name = _store(source, read.name, kept) if source is not None else ""
        return LogImport.objects.create(
            committee=committee, file_name=read.name, file=name, sha256=read.sha256, as_at=as_at, rows=rows, read_by=by
        )


def _store(source: BinaryIO, name: str, kept: list[str]) -> str:
    given = PurePosixPath(name)
    ending = given.suffix.lower() if given.suffix.lower() in ENDINGS else ""
    stem = slugify(given.stem)[:60] or "action-log"
    place = f"{FOLDER}/{timezone.localdate():%Y/%m}/{stem}-{secrets.token_hex(6)}{ending}"
    kept.append(place)
    source.seek(0)
    return OfficePapers().save(place, File(source))


def digest_of(log: Log) -> str:
    """The digest of a log that has no file of its own."""
    return hashlib.sha256(json.dumps(log.as_json(), sort_keys=True).encode()).hexdigest()


def judged(log_import: LogImport, choices: dict[str, Any] | None = None) -> Judged:
    """The log as it would be brought in now, by the choices that are kept or by those that are given."""
    log = Log.from_json(log_import.rows)
    known = known_of(log_import.committee, days_cited(log))
    chosen = log_import.choices if choices is None else choices
    return judge(log, code=log_import.committee.code, as_at=log_import.as_at, choices=chosen, known=known)


def save_choices(*, log_import: LogImport, choices: dict[str, Any], by: User) -> LogImport:
    """Keeps what the officer has decided so far. Raises NotPermittedError, RefusedLogError."""
    demand(by, Permission.UPDATE_LEDGER, scope=log_import.committee.code)
    with _open_import(log_import, "decided about an older action log", by=by) as kept:
        kept.choices = choices
        kept.save(update_fields=["choices"])
    return kept


def bring_in(*, log_import: LogImport, by: User) -> LogImport:
    """Makes every chosen row an action of the ledger with the facts that the log tells; all of them, or none.

    Raises NotPermittedError, or RefusedLogError where something is undecided or the log was brought in already.
    """
    demand(by, Permission.UPDATE_LEDGER, scope=log_import.committee.code)
    with _open_import(log_import, "brought in an older action log", by=by) as kept:
        # Before it is looked at what the ledger holds already, nobody else may open an action of the committee.
        committee = PublishedCommittee.objects.select_for_update(no_key=True).get(pk=kept.committee_id)
        log = Log.from_json(kept.rows)
        known = known_of(committee, days_cited(log))
        found = judge(log, code=committee.code, as_at=kept.as_at, choices=kept.choices, known=known)
        problems = why_not_yet(log.unknown, kept.choices, found)
        if LogImport.objects.filter(committee=committee, sha256=kept.sha256, done_at__isnull=False).exists():
            problems.append(Problem(DONE))
        if problems:
            raise RefusedLogError(*problems)
        new = [_new_action(row, kept, known) for row in found.brought]
        try:
            entries = add_actions(committee=committee, origin=Origin.LOG, actions=new, by=by)
        except RefusedUpdateError as refused:
            raise RefusedLogError(Problem(str(refused))) from refused
        made = {str(row.row.row): entry.reference for row, entry in zip(found.brought, entries, strict=True)}
        left_out = {str(row.row.row): row.why for row in found.rows if not row.bring}
        kept.outcome = {"made": made, "left_out": left_out, "no_meeting": _no_meeting(found)}
        kept.done_at, kept.done_by = timezone.now(), by
        kept.save(update_fields=["outcome", "done_at", "done_by"])
    return kept


def discard(*, log_import: LogImport, by: User) -> None:
    """Throws a preview away, with its file. Raises NotPermittedError, RefusedLogError where it was brought in."""
    demand(by, Permission.UPDATE_LEDGER, scope=log_import.committee.code)
    with _open_import(log_import, "threw away an older action log", by=by) as kept:
        if kept.file:
            delete_after_commit([kept.file.name])
        kept.delete()


@contextmanager
def _open_import(log_import: LogImport, verb: str, *, by: User) -> Iterator[LogImport]:
    """One deed on a log that was not brought in yet; gives it locked and fresh."""
    with deed(verb, by=by, subject=f"action log {log_import.pk} of {log_import.committee.code}"):
        kept = LogImport.objects.select_for_update(of=("self",)).filter(pk=log_import.pk).first()
        if kept is None:
            raise RefusedLogError(Problem("Somebody has thrown this log away. Bring it in anew."))
        if kept.is_done:
            raise RefusedLogError(Problem(DONE))
        yield kept


def _new_action(row: JudgedRow, log_import: LogImport, known: Known) -> NewAction:
    """The action of one row with its facts."""
    plan = row.plan
    if plan.made_on is None:
        raise RefusedLogError(Problem(f"Row {row.row.row} cannot be brought in. {row.must_stay_out}"))
    by_name = f"Action log as at {long_date(log_import.as_at)}"
    return NewAction(
        called=f"Row {row.row.row}",
        text=plan.text,
        made_on=plan.made_on,
        owner=plan.owner,
        directorate=plan.directorate,
        due_on=plan.due_on,
        meeting=known.meetings.get(plan.made_on),
        source_number=plan.number,
        cites_no_meeting=row.cites_no_meeting,
        facts=[NewFact(fact.kind, fact.on, fact.text, fact.evidence, by_name) for fact in plan.facts],
    )


def _no_meeting(found: Judged) -> list[str]:
    """The days of which the officer says that no meeting was held."""
    return [day.on.isoformat() for day in found.days if day.was is Was.NOT_HELD]
