"""Putting a list of the ledger on an agenda: frozen as at now, kept, made a PDF and brought in as a paper."""

import datetime as dt
import io
from dataclasses import dataclass, field

from django.utils import timezone

from actions.as_paper.freezing import frozen
from actions.as_paper.saying import Content, difference, title_of
from actions.as_paper.typesetting import TypesettingError, typeset
from actions.models import FrozenLog
from meetings.editions.models import PublishedCommittee
from meetings.models import AgendaItem, Document, DocumentKind, Meeting, MeetingStatus, PaperVersion
from meetings.paper_checks.examining import examine
from meetings.paper_checks.refusing import PaperRefusedError
from meetings.policies.papers import place_in_words
from meetings.workflow.change import RefusedError, change
from meetings.workflow.paper_facts import PaperFacts, save_paper_facts
from meetings.workflow.paper_keeping import files_kept
from meetings.workflow.papers import LONGEST_REASON, bring_in, replace_file
from portal.accounts.models import User
from portal.audit.recording import record

CLOSED = [MeetingStatus.CANCELLED, MeetingStatus.POSTPONED, MeetingStatus.HELD]
NO_LEDGER = "Nothing of the {committee} is published yet, so its ledger is empty."
AGENDA_CLOSED = "The agenda of the meeting of {day} is no longer open: the meeting is {status}. Choose another one."
EXEMPT_ITEM = "“{title}” is exempt, and the list is public. Choose another item, or the meeting as a whole."
UNCHANGED = "Nothing has changed since “{title}” was made, so its file stays as it is."


@dataclass(frozen=True, slots=True)
class Put:
    """The paper, whether a file was made, what to tell the officer, and what is wrong with the PDF ("": nothing)."""

    document: Document
    is_new: bool
    sentences: list[str] = field(default_factory=list)
    warning: str = ""


def put_on_agenda(*, meeting: Meeting, item: AgendaItem | None, kind: str, by: User, with_ended: bool = False) -> Put:
    """Freezes the list of the meeting's committee as at now, and makes it a paper of the item (None: of the meeting).

    `kind` is a FrozenKind. Where the meeting has a list of this kind already, that paper gets a new version, at the
    item that is named now; the difference is told, and stands as the reason where the version before was published.
    Raises RefusedError, NotPermittedError.
    """
    with files_kept() as kept, change(meeting, "put a list of the ledger on the agenda", by=by) as meeting:
        committee = _published(meeting)
        item = _open_item(meeting, item)
        now = timezone.localtime()
        address = f"{committee.slug}/{meeting.slug}"
        content = frozen(committee, kind, now.date(), but_for=address, with_ended=with_ended)
        standing, before = standing_list(meeting, committee, kind)
        if standing is not None and before == content:
            return _unchanged(standing, item, by=by)
        put = _paper(meeting, item, content, now, standing, before, by=by)
        kept.append(put.document.file.name)
        FrozenLog.objects.get_or_create(
            sha256=put.document.sha256,
            defaults={"committee": committee, "kind": kind, "as_at": now.date(), "made_at": now, "content": content},
        )
        counts = {part["kind"]: part["counts"] for part in content["lists"]}
        after = {"paper": put.document.title, "sha256": put.document.sha256, "counts": counts}
        record(by=by, verb="froze a list of the ledger", subject=f"meeting {address}", after=after)
        return put


def standing_list(meeting: Meeting, committee: PublishedCommittee, kind: str) -> tuple[Document | None, Content | None]:
    """The paper of the meeting that is a list of this kind, and what its latest version holds."""
    versions = PaperVersion.objects.filter(document__meeting=meeting)
    digests = dict(versions.order_by("document", "number").values_list("sha256", "document"))
    logs = FrozenLog.objects.filter(committee=committee, kind=kind, sha256__in=list(digests))
    latest = logs.order_by("-made_at", "-pk").first()
    if latest is None:
        return None, None
    document = Document.objects.select_related("item", "meeting__committee").get(pk=digests[latest.sha256])
    return document, latest.content if document.sha256 == latest.sha256 else None


def _unchanged(standing: Document, item: AgendaItem | None, *, by: User) -> Put:
    """The paper as it was, at the item that is named now."""
    sentences = [UNCHANGED.format(title=standing.title)]
    if standing.item_id != (item.pk if item else None):
        facts = PaperFacts(standing.title, standing.kind, standing.report_by, item)
        standing = save_paper_facts(document=standing, facts=facts, by=by)
        sentences.append(f"It stands {place_in_words(standing)} now.")
    return Put(standing, False, sentences)


def _published(meeting: Meeting) -> PublishedCommittee:
    if meeting.status in CLOSED:
        status = meeting.get_status_display().lower()
        raise RefusedError(AGENDA_CLOSED.format(day=meeting.long_date, status=status))
    committee = PublishedCommittee.objects.filter(slug=meeting.committee.slug).first()
    if committee is None:
        raise RefusedError(NO_LEDGER.format(committee=meeting.committee))
    return committee


def _open_item(meeting: Meeting, item: AgendaItem | None) -> AgendaItem | None:
    if item is None:
        return None
    found = meeting.items.filter(pk=item.pk).first()
    if found is None:
        raise RefusedError(f"The item “{item.title}” is no longer on this agenda. Choose another one.")
    if found.is_exempt:
        raise RefusedError(EXEMPT_ITEM.format(title=found.title))
    return found


def _paper(
    meeting: Meeting,
    item: AgendaItem | None,
    content: Content,
    now: dt.datetime,
    standing: Document | None,
    before: Content | None,
    *,
    by: User,
) -> Put:
    title = title_of(content)
    try:
        made = typeset(content, now)
        source = io.BytesIO(made.pdf)
        examined = examine(source, f"{title}.pdf")
    except TypesettingError as error:
        raise RefusedError(str(error)) from error
    except PaperRefusedError as refused:
        raise RefusedError(str(refused)) from refused
    told = difference(before, content) if before else []
    if standing is None:
        arrived = bring_in(meeting=meeting, item=item, examined=examined, source=source, by=by)
    else:
        reason = " ".join([f"As at {title.rpartition(' as at ')[2]}.", *told])[:LONGEST_REASON]
        arrived = replace_file(document=standing, examined=examined, source=source, reason=reason, by=by)
    facts = PaperFacts(title=title, kind=DocumentKind.ACTION_LOG, report_by="", item=item)
    document = save_paper_facts(document=arrived.document, facts=facts, by=by)
    where = place_in_words(document)
    if standing is None:
        first = f"“{title}” is on the agenda, {where}."
    else:
        first = f"“{title}” is version {document.version} of the paper {where}."
    return Put(document, arrived.is_new, [first, *told, *arrived.sentences[1:]], made.warning)
