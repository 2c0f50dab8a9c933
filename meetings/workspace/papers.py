"""The papers of the meeting, by item."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import timezone

from meetings.editions.papers import papers_of, withheld_papers_of
from meetings.editions.snapshot_paper import paper_key
from meetings.editions.writing import standing_edition
from meetings.forms.papers import AddForm, PaperForms
from meetings.models import AgendaItem, Document, ItemKind, ItemState, MeetingStatus, Reading
from meetings.paper_checks.kinds import ENDINGS, IN_WORDS
from meetings.workspace.paper_addresses import file_address, page_address
from meetings.workspace.record import Workspace

OF_THE_MEETING = "The meeting as a whole"


@dataclass(slots=True)
class Row:
    """A paper as the list shows it; `forms` where it stands open."""

    document: Document
    file_url: str
    page_url: str
    public: str
    is_public: bool
    forms: PaperForms | None = None
    is_first: bool = False
    is_last: bool = False

    @property
    def is_unread(self) -> bool:
        return self.document.reading in (Reading.WAITING, Reading.FAILED)


@dataclass(slots=True)
class Group:
    """The papers of one item, or of the meeting as a whole."""

    key: str
    title: str
    number: str = ""
    item: AgendaItem | None = None
    rows: list[Row] = field(default_factory=list)
    takes_action_log: bool = False

    @property
    def waits(self) -> bool:
        return self.item is not None and self.item.state == ItemState.TO_FOLLOW

    @property
    def may_wait(self) -> bool:
        return self.item is not None and not self.item.state


@dataclass(frozen=True, slots=True)
class Published:
    """What the standing edition has: papers that it shows, as digests by their marks, and marks of those it names."""

    shown: dict[str, str | None]
    named: frozenset[str]


def part(
    workspace: Workspace,
    *,
    opened: PaperForms | None = None,
    form: AddForm | None = None,
    problems: list[str] | None = None,
    taken: list[str] | None = None,
    **given: Any,
) -> dict[str, Any]:
    """What `office/parts/papers.html` shows. `opened` are the forms of the paper that stands open, `problems` say why
    files were refused, and `taken` what was brought in beside them."""
    groups = _groups(workspace, opened)
    return {
        "groups": groups,
        "last": max((row.document.position for group in groups for row in group.rows), default=0),
        "form": form or AddForm(items=workspace.items),
        "problems": problems or [],
        "taken": taken or [],
        "endings": ENDINGS,
        "kinds": IN_WORDS,
        "most_mb": settings.PAPER_MB,
        **given,
    }


def row_of(workspace: Workspace, document: Document, forms: PaperForms) -> Row:
    """One paper alone, with its forms."""
    return _row(workspace, document, _published(workspace), forms)


def _groups(workspace: Workspace, opened: PaperForms | None) -> list[Group]:
    groups = {0: Group("meeting", OF_THE_MEETING)}
    for item in workspace.items:
        groups[item.pk] = Group(str(item.pk), item.title, item.agenda_number, item)
        groups[item.pk].takes_action_log = _takes_action_log(workspace, item)
    published = _published(workspace)
    documents = workspace.meeting.documents.defer("text").order_by("position", "pk")
    for document in documents:
        document.item = groups[document.item_id or 0].item
        forms = opened if opened is not None and opened.document.pk == document.pk else None
        groups[document.item_id or 0].rows.append(_row(workspace, document, published, forms))
    for group in groups.values():
        if group.rows:
            group.rows[0].is_first = group.rows[-1].is_last = True
    return list(groups.values())


def _takes_action_log(workspace: Workspace, item: AgendaItem) -> bool:
    """Whether the ledger is put before the committee at this item, of a meeting that is still to come."""
    meeting = workspace.meeting
    coming = meeting.status in (MeetingStatus.PROVISIONAL, MeetingStatus.SCHEDULED)
    is_its_item = item.kind == ItemKind.ACTION_LOG and not item.is_exempt
    return is_its_item and coming and not meeting.is_past(timezone.localdate())


def _published(workspace: Workspace) -> Published:
    edition = standing_edition(committee=workspace.meeting.committee, meeting=workspace.meeting)
    if edition is None:
        return Published({}, frozenset())
    shown = {paper["key"]: paper["sha256"] for paper in papers_of(edition.content)}
    return Published(shown, frozenset(paper["anchor"] for paper in withheld_papers_of(edition.content)))


def _row(workspace: Workspace, document: Document, published: Published, forms: PaperForms | None) -> Row:
    meeting, key = workspace.meeting, paper_key(document)
    return Row(
        document,
        file_address(meeting, document) if document.file else "",
        page_address(meeting, document),
        _public(document, key, published),
        key in published.shown,
        forms,
    )


def _public(document: Document, key: str, published: Published) -> str:
    """What the public has of the paper, in a few words."""
    if key not in published.shown:
        named = "named to the public" if key in published.named else ""
        return named if document.is_restricted else "not public yet"
    if document.is_restricted:
        return "still public in the edition that stands"
    return "public" if (published.shown[key] or "") == document.sha256 else "newer than the public file"
