"""Where inside the papers of a page of answers something was found."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from meetings.editions.registers import PublishedPaper
from portal.search.candidates import Candidate, Reading
from portal.search.extracts import marked_page, pages_with_extracts
from portal.search.models import SearchPage

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class FoundPages:
    """The best page of a paper: its `number` (0 where the file has no pages to open it at), the address of the paper
    opened there ("" where it is not held), an extract with marks; and how many `others` were found."""

    number: int
    url: str
    extract: SafeString
    others: int


def found_pages(candidates: Iterable[Candidate], reading: Reading) -> dict[int, FoundPages]:
    """The best pages by the entry of their paper, for the answers that were found inside; two queries, or none."""
    inside = {candidate.page: candidate for candidate in candidates if candidate.page is not None}
    if not inside:
        return {}
    rows = list(pages_with_extracts(SearchPage.objects.filter(pk__in=inside), reading).defer("text", "vector", "marks"))
    papers = _papers(rows)
    found = {}
    for row in rows:
        candidate, paper = inside[row.pk], papers.get((row.meeting_id, row.sha256))
        is_pdf = paper is not None and paper.media_type.lower() == PDF
        found[candidate.pk] = FoundPages(
            number=row.number if is_pdf else 0,
            url=(f"{paper.file_url}#page={row.number}" if is_pdf else paper.file_url) if paper else "",
            extract=marked_page(row),
            others=candidate.pages - 1,
        )
    return found


def _papers(rows: list[SearchPage]) -> dict[tuple[int, str], PublishedPaper]:
    papers = PublishedPaper.objects.filter(
        meeting__in={row.meeting_id for row in rows}, sha256__in={row.sha256 for row in rows}
    )
    return {(paper.meeting_id, paper.sha256): paper for paper in papers.select_related("meeting__committee")}
