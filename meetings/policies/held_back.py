"""Which papers are held back from the public, and from when on councillors have them before them.

Who may read exempt papers at all is a permission, held over a committee. This says in what state the paper must be.
"""

from meetings.editions.models import Edition, Stage
from meetings.models import Document

# At these an edition tells of no business yet, or of none any more.
_WITHOUT_BUSINESS = frozenset({Stage.NOTICE, Stage.COMMITTEE})


def is_held_back(paper: Document) -> bool:
    """Whether the paper is restricted: marked so itself, or a paper of an exempt item (LGA 1972 s.100B(2), s.100I)."""
    return paper.is_restricted or (paper.item is not None and paper.item.is_exempt)


def paragraph_of(paper: Document) -> int | None:
    """The paragraph of Schedule 12A that keeps it back: its own, else that of its item; None while none is named."""
    return paper.exempt_paragraph or (paper.item.exempt_paragraph if paper.item is not None else None)


def is_before_councillors(paper: Document, edition: Edition | None) -> bool:
    """Whether councillors may have it: the business to which it belongs stands in the meeting's published agenda.

    `edition` is the one that stands. Before the agenda is published, and after it was withdrawn, the paper is the
    office's working paper; so is a paper of an item that was added since.
    """
    if edition is None or edition.stage in _WITHOUT_BUSINESS:
        return False
    if paper.item is None:
        return bool(edition.content["items"])
    return any(item["anchor"] == paper.item.anchor for item in edition.content["items"])
