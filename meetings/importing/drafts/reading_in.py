"""Reading a text into the record: one transaction for each text, repeatable without effect."""

import datetime as dt
import hashlib

from django.db import transaction

from meetings.importing.drafts.attendance import add_attendance, add_membership
from meetings.importing.drafts.committees import (
    fill_facts,
    find_committee,
    find_or_make_committee,
    meetings_at,
    new_slug,
)
from meetings.importing.drafts.items import add_items
from meetings.importing.drafts.markings import note_markings
from meetings.importing.drafts.numbers import Numbers
from meetings.importing.drafts.people import PeopleBook
from meetings.importing.drafts.questions import add_action_log, add_questions, add_work_programme
from meetings.importing.drafts.report import ImportReport
from meetings.importing.drafts.work_programme import add_programme
from meetings.importing.parse import parse
from meetings.importing.records import ParsedRecord
from meetings.importing.source import normalise
from meetings.models import ImportedText, Meeting, MeetingStatus, MinutesState
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.recording import record as audit


class CannotReadInError(Exception):
    """The text was understood and still cannot become a draft; the sentence says what is missing."""


@transaction.atomic
def read_in(
    *, name: str, text: str, by: User, date: dt.date | None = None, committee: str | None = None, dry_run: bool = False
) -> ImportReport:
    """Makes drafts of the meetings that a text tells of, or completes them, and reports what was done and doubted.

    `date` and `committee` supply what the text does not say. With `dry_run` everything is done and taken back. A text
    that was read before changes nothing. Raises `NotARecord` (no meeting record), CannotReadInError or
    NotPermittedError.
    """
    demand(by, Permission.IMPORT_RECORD)
    records = parse(name, text, date=date, committee=committee)
    report = ImportReport(source=name)
    digest = hashlib.sha256(normalise(text).encode("utf-8")).hexdigest()
    book = PeopleBook(report)
    # Earlier meetings first, so that a pack's previous minutes know nothing of what came after.
    ordered = sorted(enumerate(records, start=1), key=lambda pair: (pair[1].date or dt.date.max, pair[0]))
    for place, record in ordered:
        known = ImportedText.objects.filter(sha256=digest, record=place).select_related("meeting").first()
        if known is not None:
            _check_same(known.meeting, name, date=date, committee=committee)
            note_markings(record.items, report)
            report.meetings.append(known.meeting)
            report.known = True
            continue
        for warning in record.warnings:
            report.doubt(warning.message[:1].upper() + warning.message[1:] + ".", warning.line)
        meeting = _draft(record, book=book, report=report)
        ImportedText.objects.create(sha256=digest, record=place, source=name[:300], meeting=meeting, by=by)
        audit(
            by=by, verb="imported", subject=f"meeting {meeting.committee.slug}/{meeting.slug}", after={"source": name}
        )
        report.meetings.append(meeting)
    if dry_run:
        transaction.set_rollback(True)
    return report


def _check_same(meeting: Meeting, name: str, *, date: dt.date | None, committee: str | None) -> None:
    """Refuses options that send a text elsewhere than where it was read in before."""
    other = find_committee(committee) if committee else meeting.committee
    if (date is not None and date != meeting.date) or other != meeting.committee:
        raise CannotReadInError(
            f"{name} was read before, for {meeting}. If that was wrong, mend the date or the committee of that draft."
        )


def _draft(record: ParsedRecord, *, book: PeopleBook, report: ImportReport) -> Meeting:
    if not record.committee:
        raise CannotReadInError(f"{record.source} does not name its committee. Name it with --committee.")
    if record.date is None:
        raise CannotReadInError(f"{record.source} does not say the date of its meeting. Give it with --date.")
    committee = find_or_make_committee(record.committee, report)
    standing = meetings_at(committee, record.date)
    if len(standing) > 1:
        raise CannotReadInError(
            f"{committee} has {len(standing)} meetings on {record.date:%d/%m/%Y}: it is not clear which."
        )
    if standing:
        meeting = standing[0]
    else:
        meeting = Meeting.objects.create(committee=committee, date=record.date, slug=new_slug(committee, record.date))
        report.did(f"New meeting: {meeting}")
    fill_facts(meeting, record, report)
    if any(item.minutes for item in record.items) and meeting.minutes_state == MinutesState.NONE:
        meeting.status, meeting.minutes_state = MeetingStatus.HELD, MinutesState.DRAFT
    meeting.save()
    note_markings(record.items, report)
    numbers = Numbers(meeting, record.items, report)
    add_membership(meeting, record.membership, book, report)
    add_attendance(meeting, record.attendance, book, report)
    add_items(meeting, record.items, numbers=numbers, book=book, report=report)
    add_questions(meeting, record.questions, report)
    add_action_log(meeting, record.action_log, report)
    add_work_programme(meeting, record.work_programme, report)
    add_programme(meeting, record, report)
    return meeting
