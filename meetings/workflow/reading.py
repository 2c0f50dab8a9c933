"""Opening a restricted paper: noted before it is shown, and marked with its reader's name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, cast

from django.db import transaction
from django.utils import timezone
from django.utils.dateformat import format as format_date

from meetings.models import AgendaItem, Document
from meetings.policies.held_back import paragraph_of
from meetings.stamp import Stamp, StampError, stamped
from meetings.workflow.change import RefusedError
from portal.accounts.models import User
from portal.accounts.permissions import Permission, can, demand
from portal.audit.recording import record

PDF = "application/pdf"
READ = "read a restricted paper"
READ_ITEM = "read an exempt item"


@dataclass(frozen=True, slots=True)
class RestrictedFile:
    """A file of a restricted paper: the version that stands, or an earlier one (`number` 0: it was never numbered)."""

    paper: Document
    number: int
    name: str
    filename: str
    media_type: str
    sha256: str

    @property
    def is_pdf(self) -> bool:
        return self.media_type == PDF


def file_of(paper: Document, number: int | None) -> RestrictedFile | None:
    """The version of that number, or the one that stands (None); None where there is no such file."""
    if number is None or number == paper.version:
        if not paper.sha256:
            return None
        held = (paper.version, paper.file.name, paper.filename, paper.media_type, paper.sha256)
        return RestrictedFile(paper, *held)
    version = paper.versions.filter(number=number).first()
    if version is None:
        return None
    held = (version.number, version.file.name, version.filename, version.media_type, version.sha256)
    return RestrictedFile(paper, *held)


def open_restricted(file: RestrictedFile, *, by: User, address: str) -> tuple[BinaryIO, int]:
    """The file as its reader gets it, and its size in bytes; that it was read is in the audit log from then on.

    A PDF has its reader's name on every page. What cannot be marked is for officers alone: a councillor asks the clerk
    for a PDF. Raises NotPermittedError, RefusedError with sentences, and FileNotFoundError.
    """
    code = file.paper.meeting.committee.code
    demand(by, Permission.READ_EXEMPT, scope=code)
    if not file.is_pdf and not can(by, Permission.EDIT_RECORD, scope=code):
        raise RefusedError(
            f"“{file.paper.title}” is no PDF, so it cannot be marked with its reader's name, and is not opened here."
        )
    source = cast("BinaryIO", file.paper.file.storage.open(file.name))
    if not file.is_pdf:
        _note(file, by=by, address=address)
        return source, file.paper.file.storage.size(file.name)
    with source, transaction.atomic():
        reading = _note(file, by=by, address=address)
        try:
            return stamped(source, stamp_of(file.paper, by=by, reading=reading), sha256=file.sha256)
        except StampError as error:
            raise RefusedError(
                f"“{file.paper.title}” cannot be marked with its reader's name, and is not opened without it: {error}"
            ) from error


def stamp_of(paper: Document, *, by: User, reading: int) -> Stamp:
    """What the pages say; `reading` is the number under which the audit log notes it."""
    paragraph = paragraph_of(paper)
    which = f"paragraph {paragraph} of Schedule 12A" if paragraph else "Schedule 12A"
    now = timezone.localtime()
    time = format_date(now, "g.ia").replace(".00", "").replace("a.m.", "am").replace("p.m.", "pm")
    return Stamp(
        warning=f"Not for publication — {which}",
        reader=by.name,
        reading=f"Read by {by.name} on {format_date(now, 'j F Y')} at {time} (reading {reading})",
    )


def _note(file: RestrictedFile, *, by: User, address: str) -> int:
    meeting = file.paper.meeting
    told = {
        "paper": file.paper.pk,
        "title": file.paper.title,
        "version": file.number,
        "sha256": file.sha256,
        "address": address,
    }
    event = record(by=by, verb=READ, subject=f"meeting {meeting.committee.slug}/{meeting.slug}", after=told)
    return event.pk


def note_items_read(items: Iterable[AgendaItem], *, with_minutes: bool, by: User, address: str) -> None:
    """Puts into the audit log that somebody had the content of exempt items on a page; before the page goes out."""
    with transaction.atomic():
        for item in items:
            meeting = item.meeting
            demand(by, Permission.READ_EXEMPT, scope=meeting.committee.code)
            told = {"item": item.pk, "title": item.title, "minutes": with_minutes, "address": address}
            record(by=by, verb=READ_ITEM, subject=f"meeting {meeting.committee.slug}/{meeting.slug}", after=told)
