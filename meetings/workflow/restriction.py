"""Restricting papers and opening them again: one by one, or with the item to which they belong."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils import timezone

from meetings.models import AgendaItem, Document
from meetings.models.agenda_item import EXEMPT_PARAGRAPHS
from meetings.workflow.agenda_row import AgendaRow
from meetings.workflow.change import RefusedError, change
from meetings.workflow.paper_files import set_restricted
from portal.accounts.models import User

UNSETTLED = (
    "{count} of this item {are} restricted. Say what becomes of {them} now that the item is open: “stay restricted”, "
    "or “become open too”."
)


# When a restriction is looked at again, unless the officer says otherwise.
A_YEAR = dt.timedelta(days=365)


def usual_review_day() -> dt.date:
    """The day of review that a form offers."""
    return timezone.localdate() + A_YEAR


class PapersThen(models.TextChoices):
    """What becomes of the restricted papers of an item that is no longer exempt."""

    KEEP = "keep", "stay restricted"
    OPEN = "open", "become open too"


@dataclass(frozen=True, slots=True)
class Restriction:
    """Why something is not for publication (LGA 1972, Schedule 12A), and when that is looked at again."""

    paragraph: int | None = None
    reason: str = ""
    review_on: dt.date | None = None

    @classmethod
    def of(cls, row: AgendaItem | Document | AgendaRow) -> "Restriction":
        """As it stands on an item, a paper, or a row of the agenda's form."""
        return cls(row.exempt_paragraph, row.exempt_reason, row.exempt_review_on)

    @property
    def columns(self) -> dict[str, object]:
        return {
            "exempt_paragraph": self.paragraph,
            "exempt_reason": self.reason,
            "exempt_review_on": self.review_on,
        }

    def why_not(self) -> list[str]:
        """What is missing of it, in sentences."""
        missing = {
            "Name the paragraph of Schedule 12A under which it is exempt.": self.paragraph in EXEMPT_PARAGRAPHS,
            "Say why the public interest lies in not publishing.": self.reason.strip(),
            "Say when the restriction is to be reviewed.": self.review_on,
        }
        return [sentence for sentence, is_said in missing.items() if not is_said]


def restrict_paper(*, document: Document, restriction: Restriction, by: User) -> Document:
    """Keeps a paper from the public, and its files apart; changes paragraph, reason and date of one that is kept.

    Raises RefusedError, NotPermittedError.
    """
    if reasons := restriction.why_not():
        raise RefusedError(*reasons)
    verb = "changed the restriction of a paper" if document.is_restricted else "restricted a paper"
    with change(document.meeting, verb, by=by):
        _put_on(document, restriction)
        return set_restricted(document=document, restricted=True, by=by)


def open_paper(*, document: Document, by: User) -> Document:
    """Takes the restriction of a paper back; it is published with the next edition, and not before.

    Raises RefusedError where its item is exempt, NotPermittedError.
    """
    item = document.item
    if item is not None and item.is_exempt:
        raise RefusedError(
            f"This paper belongs to item {item}, which is exempt. Take the exemption of the item back, or put the "
            "paper to another item first."
        )
    with change(document.meeting, "opened a restricted paper", by=by):
        return set_restricted(document=document, restricted=False, by=by)


def restrict_with_item(*, document: Document, item: AgendaItem, by: User) -> Document:
    """A paper that comes to an exempt item is restricted as the item is; one that is restricted already stays so."""
    if not item.is_exempt or (document.is_restricted and document.exempt_paragraph):
        return document
    return restrict_paper(document=document, restriction=Restriction.of(item), by=by)


def papers_to_settle(items: Iterable[tuple[str, AgendaItem, AgendaRow]]) -> dict[str, str]:
    """By key: why an item cannot be made open yet, because nobody has said what becomes of its restricted papers."""
    asked = {item.pk: key for key, item, row in items if item.is_exempt and not row.is_exempt and not row.papers_then}
    counts: Mapping[int, int] = dict(
        Document.objects.filter(item__in=asked, is_restricted=True)
        .order_by()
        .values_list("item")
        .annotate(models.Count("pk"))
        if asked
        else ()
    )
    return {asked[pk]: _unsettled(count) for pk, count in counts.items()}


def settle_papers(item: AgendaItem, *, before: AgendaRow, row: AgendaRow, by: User) -> None:
    """Restricts the papers of an item that became exempt, and opens those of one that is no longer, where that is said.

    Where the restriction of an exempt item changes, papers that carry the same one follow it. Inside the caller's
    transaction; raises RefusedError where a file is missing.
    """
    was = Restriction.of(before)
    papers = list(item.documents.select_related("meeting__committee")) if before.is_exempt or row.is_exempt else []
    for paper in papers:
        if row.is_exempt and not paper.is_restricted:
            restrict_paper(document=paper, restriction=Restriction.of(row), by=by)
        elif row.is_exempt and before.is_exempt and Restriction.of(paper) == was:
            _put_on(paper, Restriction.of(row))
        elif before.is_exempt and not row.is_exempt and paper.is_restricted:
            if row.papers_then == PapersThen.OPEN:
                set_restricted(document=paper, restricted=False, by=by)
            elif not paper.exempt_paragraph:
                _put_on(paper, was)


def _put_on(paper: Document, restriction: Restriction) -> None:
    if Restriction.of(paper) != restriction:
        Document.objects.filter(pk=paper.pk).update(**restriction.columns)


def _unsettled(count: int) -> str:
    if count == 1:
        return UNSETTLED.format(count="One paper", are="is", them="it")
    return UNSETTLED.format(count=f"{count} papers", are="are", them="them")
