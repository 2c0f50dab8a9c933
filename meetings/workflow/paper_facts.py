"""What is said of a paper: its title, its kind, by whom it is, and the item to which it belongs."""

from dataclasses import dataclass

from django.db.models import Max

from meetings.models import AgendaItem, Document, DocumentKind
from meetings.workflow.change import RefusedError, change
from meetings.workflow.reports import begin_report
from meetings.workflow.restriction import restrict_with_item
from portal.accounts.models import User


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """`item` is None of a paper of the meeting as a whole."""

    title: str
    kind: str
    report_by: str
    item: AgendaItem | None


def save_paper_facts(*, document: Document, facts: PaperFacts, by: User) -> Document:
    """Saves them. A paper that is put to another item stands last there, and is restricted where that one is exempt.

    A paper that becomes a report gets its header, with the usual reviewers. Raises RefusedError, NotPermittedError.
    """
    with change(document.meeting, "changed what is said of a paper", by=by) as meeting:
        paper = (
            Document.objects.select_for_update(of=("self",)).select_related("meeting__committee").get(pk=document.pk)
        )
        if facts.item is not None and facts.item.meeting_id != meeting.pk:
            raise RefusedError("This item belongs to another meeting. Choose one of this meeting's agenda.")
        becomes_report = facts.kind == DocumentKind.REPORT and paper.kind != DocumentKind.REPORT
        if paper.item_id != (facts.item.pk if facts.item else None):
            paper.item = facts.item
            others = Document.objects.filter(meeting=meeting, item=facts.item)
            paper.position = (others.aggregate(last=Max("position"))["last"] or 0) + 1
        paper.title, paper.kind, paper.report_by = facts.title, facts.kind, facts.report_by
        paper.save(update_fields=["item", "position", "title", "kind", "report_by"])
        if becomes_report:
            begin_report(document=paper, by=by)
        if facts.item is not None:
            paper = restrict_with_item(document=paper, item=facts.item, by=by)
    return paper
