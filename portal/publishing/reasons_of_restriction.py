"""Why business that is not for publication keeps a meeting from being published (LGA 1972 s.100A to s.100I)."""

from collections.abc import Sequence

from meetings.editions.papers import papers_of, withheld_papers_of
from meetings.editions.snapshot_paper import paper_key
from meetings.editions.writing import standing_edition
from meetings.models import AgendaItem, ItemKind, Meeting, OutcomeKind
from meetings.policies.exempt_words import paragraphs_named
from meetings.policies.public_title import why_no_public_title
from portal.publishing.reason import Reason
from portal.publishing.reasons_of_papers import paper_url


def restricted_paper_reasons(meeting: Meeting) -> list[Reason]:
    """Restricted papers of which nobody has said why; a paper of an exempt item is restricted for its item's reason."""
    papers = meeting.documents.filter(is_restricted=True, exempt_paragraph=None).exclude(item__is_exempt=True)
    return [
        Reason(
            f"The paper “{paper.title}” is restricted without a paragraph of Schedule 12A, a reason and a day of "
            "review. Give all three, or open it.",
            url=paper_url(meeting, paper, "restriction"),
        )
        for paper in papers.order_by("pk")
    ]


def public_title_reasons(meeting: Meeting) -> list[Reason]:
    """Restricted papers that would be named to the public by a title that nobody has chosen for it.

    Nothing is asked of a title under which the public knows the paper already.
    """
    known = _titles_known(meeting)
    papers = meeting.documents.filter(is_restricted=True).defer("text").prefetch_related("versions").order_by("pk")
    return [
        Reason(
            f"The public reads the title of a restricted paper, and “{paper.title}” {wrong}. Give the paper a public "
            "title, which says what it is about and does not itself disclose what is withheld.",
            url=paper_url(meeting, paper, "facts"),
        )
        for paper in papers
        if (paper_key(paper), paper.title) not in known and (wrong := why_no_public_title(paper))
    ]


def _titles_known(meeting: Meeting) -> set[tuple[str, str]]:
    """Marks and titles of the papers that the standing edition lists or names."""
    edition = standing_edition(committee=meeting.committee, meeting=meeting)
    if edition is None:
        return set()
    listed = {(paper["key"], paper["title"]) for paper in papers_of(edition.content)}
    return listed | {(paper["anchor"], paper["title"]) for paper in withheld_papers_of(edition.content)}


def exempt_reasons(items: Sequence[AgendaItem]) -> list[Reason]:
    """What minutes with exempt items lack: a summary where one is needed, and the resolution that excludes the public.

    `items` are in order, with their outcomes prefetched.
    """
    exempt = [item for item in items if item.is_exempt]
    if not exempt:
        return []
    reasons = [
        Reason(
            f"Item {item} is exempt and has no public summary. Write a fair and coherent record of it without "
            "disclosing what is exempt, or say that none is needed (LGA 1972 s.100C(2)).",
            part="agenda",
            item=item.pk,
        )
        for item in exempt
        if not item.public_summary and not item.needs_no_summary
    ]
    excluding = [item for item in items if item.kind == ItemKind.EXCLUSION]
    named = {
        number
        for item in excluding
        for group in item.outcome_groups.all()
        for line in group.lines.all()
        if line.kind == OutcomeKind.RESOLUTION
        for number in paragraphs_named(line.text)
    }
    place = excluding[0].pk if excluding else None
    reasons += [
        Reason(
            f"Item {item} is exempt, but no resolution to exclude the public names paragraph {item.exempt_paragraph} "
            "of Schedule 12A. Record it in an item of the kind “exclusion of the public” (LGA 1972 s.100A(4)).",
            part="minutes" if excluding else "agenda",
            item=place,
        )
        for item in exempt
        if item.exempt_paragraph not in named
    ]
    return reasons
