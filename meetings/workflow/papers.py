"""Deeds on the papers of a meeting: bringing in, a new file, another place, taking out."""

from dataclasses import dataclass, field
from typing import BinaryIO

from django.db.models import Max

from meetings.models import AgendaItem, Document, DocumentKind, ItemState, Meeting
from meetings.paper_checks.examining import Examined
from meetings.paper_titles import kind_of_file, title_of_file
from meetings.policies.papers import (
    REMOVED_WITHOUT_REASON,
    WITHOUT_REASON,
    file_was_published,
    other_meeting_with,
    place_in_words,
    same_file,
    was_published,
)
from meetings.workflow.change import RefusedError, change
from meetings.workflow.paper_keeping import delete_after_commit, files_kept, keep_version
from meetings.workflow.reports import begin_report
from meetings.workflow.restriction import Restriction, restrict_with_item
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.recording import record

LONGEST_REASON = 500
LEFT_OUT = "What was written into the picture beside what it shows (such as place, time, device, names) was left out."
TOO_LONG = f"Say it in at most {LONGEST_REASON} characters."


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of a file: the paper that holds it, whether anything was made, and what to tell the officer.

    `has_come` tells that its item waited for papers until this one came.
    """

    document: Document
    is_new: bool
    sentences: list[str] = field(default_factory=list)
    has_come: bool = False


def bring_in(
    *,
    meeting: Meeting,
    item: AgendaItem | None,
    examined: Examined,
    source: BinaryIO,
    by: User,
    position: int | None = None,
) -> Arrived:
    """Makes a paper of the file, last at the item (or at `position`), or of the meeting as a whole.

    Title and kind follow from the file's name. At an exempt item it is restricted from the beginning. An item that
    waited for papers waits no longer. A file that is here already makes nothing new. Raises RefusedError.
    """
    demand(by, Permission.EDIT_RECORD, scope=meeting.committee.code)
    if here := _here_already(meeting, examined):
        return here
    with files_kept() as kept, change(meeting, "brought in a paper", by=by) as meeting:
        if here := _here_already(meeting, examined):
            return here
        item = _item_of(meeting, item)
        title = title_of_file(examined.given_name)
        document = Document(
            meeting=meeting,
            item=item,
            kind=kind_of_file(title),
            title=title,
            position=position or _last(meeting, item) + 1,
        )
        if item is not None and item.is_exempt:
            document.is_restricted = True
            for column, value in Restriction.of(item).columns.items():
                setattr(document, column, value)
        keep_version(document, examined, source, by=by, kept=kept)
        if document.kind == DocumentKind.REPORT:
            begin_report(document=document, by=by)
        sentence = f"“{examined.shown}” is now “{title}”, {place_in_words(document)}."
        return _arrived(document, item, [sentence, *_left_out(examined)])


def replace_file(*, document: Document, examined: Examined, source: BinaryIO, reason: str, by: User) -> Arrived:
    """Gives the paper a new file, as its next version; `reason` is asked for where the one before was published.

    Every earlier file is kept, and a published one stays with its edition. Raises RefusedError.
    """
    reason = _reason(reason)
    with files_kept() as kept, change(document.meeting, "brought in a new file of a paper", by=by) as meeting:
        document = _fresh(document)
        if document.sha256 == examined.sha256:
            return Arrived(document, False, [f"“{examined.shown}” is the file of “{document.title}” already."])
        known = same_file(meeting, examined.sha256)
        if known is not None and known.document_id != document.pk:
            raise RefusedError(_known(examined, known.document))
        if not reason and file_was_published(document):
            raise RefusedError(WITHOUT_REASON.format(title=document.title))
        keep_version(document, examined, source, by=by, kept=kept, reason=reason)
        sentence = f"“{examined.shown}” is now version {document.version} of “{document.title}”."
        return _arrived(document, document.item, [sentence, *_left_out(examined)])


def place_paper(*, document: Document, item: AgendaItem | None, position: int | None, by: User) -> Document:
    """Puts the paper at the item (or with the meeting as a whole), before as many others as `position` says, or last.

    At an exempt item it becomes restricted; taken away from there it stays so. Raises RefusedError.
    """
    with change(document.meeting, "moved a paper", by=by) as meeting:
        document, item = _fresh(document), _item_of(meeting, item)
        others = list(meeting.documents.filter(item=item).exclude(pk=document.pk).order_by("position", "pk"))
        place = len(others) if position is None else max(0, min(position, len(others)))
        document.item = item
        document.save(update_fields=["item"])
        if item is not None:
            document = restrict_with_item(document=document, item=item, by=by)
        others.insert(place, document)
        for number, other in enumerate(others, start=1):
            if other.position != number:
                other.position = number
                other.save(update_fields=["position"])
        return document


def remove_paper(*, document: Document, reason: str = "", by: User) -> None:
    """Takes the paper out of the record that is being prepared, and after the commit its files out of the office.

    One that was published stays in the editions that list it, with the files that they list; its removal needs a
    reason, which the audit log keeps. Raises RefusedError.
    """
    reason = _reason(reason)
    with change(document.meeting, "removed a paper", by=by) as meeting:
        document = _fresh(document)
        if was_published(document):
            if not reason:
                raise RefusedError(REMOVED_WITHOUT_REASON.format(title=document.title))
            subject = f"meeting {meeting.committee.slug}/{meeting.slug}"
            after = {"paper": document.title, "reason": reason}
            record(by=by, verb="removed a published paper", subject=subject, after=after)
        files = {version.file.name for version in document.versions.all()} | {document.file.name or ""}
        delete_after_commit(files - {""})
        document.delete()


def wait_for_papers(*, item: AgendaItem, by: User) -> None:
    """Marks the item as waiting for papers (again), where nothing else is said of it. Raises RefusedError.

    What was noted of the papers stays with the item when they come, so it stands there again.
    """
    with change(item.meeting, "marked an item as waiting for papers", by=by):
        item = AgendaItem.objects.get(pk=item.pk)
        if item.state:
            raise RefusedError(f"The item is marked “{item.get_state_display()}” meanwhile. Change that in the agenda.")
        item.state = ItemState.TO_FOLLOW
        item.save(update_fields=["state"])


def _arrived(document: Document, item: AgendaItem | None, sentences: list[str]) -> Arrived:
    other = other_meeting_with(document.meeting, document.sha256)
    if other is not None:
        sentences.append(f"The same file is a paper of the meeting of {other.long_date} too.")
    if document.is_restricted:
        sentences.append("It is restricted: the public reads its title alone, which must not itself disclose anything.")
    if item is None or item.state != ItemState.TO_FOLLOW:
        return Arrived(document, True, sentences)
    item.state = ""
    item.save(update_fields=["state"])
    sentences.append("Its item is no longer marked “Papers to follow”; the list of papers can mark it so again.")
    return Arrived(document, True, sentences, has_come=True)


def _left_out(examined: Examined) -> list[str]:
    return [LEFT_OUT] if examined.is_cleaned else []


def _here_already(meeting: Meeting, examined: Examined) -> Arrived | None:
    known = same_file(meeting, examined.sha256)
    return Arrived(known.document, False, [_known(examined, known.document)]) if known else None


def _known(examined: Examined, document: Document) -> str:
    which = "is" if document.sha256 == examined.sha256 else "is an earlier file of"
    return f"“{examined.shown}” {which} “{document.title}”, which stands {place_in_words(document)} already."


def _fresh(document: Document) -> Document:
    """The paper as it stands now, under the lock of its meeting."""
    found = Document.objects.select_related("item", "meeting__committee").filter(pk=document.pk).first()
    if found is None:
        raise RefusedError(f"Somebody else removed “{document.title}” meanwhile.")
    return found


def _item_of(meeting: Meeting, item: AgendaItem | None) -> AgendaItem | None:
    if item is None:
        return None
    found = meeting.items.filter(pk=item.pk).first()
    if found is None:
        raise RefusedError(f"The item “{item.title}” is no longer on this agenda. Choose another one.")
    return found


def _last(meeting: Meeting, item: AgendaItem | None) -> int:
    last: int | None = meeting.documents.filter(item=item).aggregate(last=Max("position"))["last"]
    return last or 0


def _reason(reason: str) -> str:
    reason = reason.strip()
    if len(reason) > LONGEST_REASON:
        raise RefusedError(TOO_LONG)
    return reason
