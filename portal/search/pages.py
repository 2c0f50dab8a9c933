"""The pages of published papers → rows of the search. The door calls this, and the worker when a paper has been read.

Which papers are public, and under which SHA-256, the standing edition says; the words of a file of that SHA-256 are
those that the worker read. A page is kept as long as the edition lists its paper, so that publishing minutes does not
write anew the thousand pages of their agenda.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, Q

from meetings.editions.models import Edition, PublishedMeeting
from meetings.editions.papers import papers_of
from meetings.models import PaperPage, PaperVersion
from meetings.municipal_year import municipal_year_of
from portal.search.marks import committee_mark, kind_mark, year_mark
from portal.search.models import EntryKind, SearchPage
from portal.search.vocabulary import change_words, words_in

# PostgreSQL keeps at most a megabyte of words to search a row by; a longer text is found by its beginning.
LONGEST_TEXT = 300_000
# Extracts are marked by control characters, which therefore never stand in the text itself.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class _Paper(NamedTuple):
    """What decides on the rows of a paper: the same of two papers, the same rows."""

    sha256: str
    pages: int
    date: dt.date
    marks: tuple[str, ...]


def refresh_pages(*, meeting: PublishedMeeting, standing: Edition | None) -> None:
    """Makes the search find the pages of the papers that the standing edition lists and that were read, and no others.

    Inside a transaction that holds the register, so that nothing is published or withdrawn meanwhile.
    """
    wanted, versions = _wanted(meeting, standing)
    kept = _kept(meeting)
    gone = [anchor for anchor, paper in kept.items() if wanted.get(anchor) != paper]
    come = {anchor: paper for anchor, paper in wanted.items() if kept.get(anchor) != paper}
    old = SearchPage.objects.filter(meeting=meeting, anchor__in=gone)
    lost = words_of_pages(old.only("anchor", "text")) if gone else Counter()
    old.delete()
    new = _rows(meeting, come, versions)
    SearchPage.objects.bulk_create(new, batch_size=200)
    change_words(lost=lost, gained=words_of_pages(new))


def pages_of(meeting: PublishedMeeting, standing: Edition) -> list[SearchPage]:
    """The pages that can be found of an edition, as rows that are not saved."""
    return _rows(meeting, *_wanted(meeting, standing))


def _wanted(meeting: PublishedMeeting, standing: Edition | None) -> tuple[dict[str, _Paper], dict[str, int]]:
    """The papers by the anchor of their entry, and the key of the version that holds the words of each SHA-256."""
    listed = {paper["key"]: paper["sha256"] for paper in papers_of(standing.content)} if standing else {}
    held = {sha256 for sha256 in listed.values() if sha256}
    if not held:
        return {}, {}
    read = PaperVersion.objects.filter(sha256__in=held).annotate(filled=Count("texts", filter=~Q(texts__text="")))
    found = read.filter(filled__gt=0).order_by("-pk").values_list("sha256", "pk", "filled")
    versions = {sha256: (pk, filled) for sha256, pk, filled in found}
    slug = meeting.committee.slug
    marks = (kind_mark(EntryKind.PAPER), committee_mark(slug), year_mark(municipal_year_of(meeting.date)))
    papers = {
        anchor: _Paper(sha256, versions[sha256][1], meeting.date, marks)
        for anchor, sha256 in listed.items()
        if sha256 in versions
    }
    return papers, {sha256: pk for sha256, (pk, _) in versions.items()}


def _kept(meeting: PublishedMeeting) -> dict[str, _Paper]:
    """What the search holds now. A paper whose rows do not agree is told as one that nobody wants."""
    rows = SearchPage.objects.filter(meeting=meeting).order_by().values_list("anchor", "sha256", "date", "marks")
    kept: dict[str, _Paper] = {}
    for anchor, sha256, date, marks, pages in rows.annotate(pages=Count("pk")):
        kept[anchor] = _Paper("" if anchor in kept else sha256, pages, date, tuple(marks))
    return kept


def _rows(meeting: PublishedMeeting, papers: dict[str, _Paper], versions: dict[str, int]) -> list[SearchPage]:
    texts: dict[int, list[PaperPage]] = {}
    wanted = {versions[paper.sha256] for paper in papers.values()}
    for page in PaperPage.objects.filter(version__in=wanted).exclude(text="").order_by("version", "number"):
        texts.setdefault(page.version_id, []).append(page)
    return [
        SearchPage(
            meeting=meeting,
            anchor=anchor,
            sha256=paper.sha256,
            number=page.number,
            text=CONTROLS.sub(" ", page.text)[:LONGEST_TEXT],
            date=paper.date,
            marks=list(paper.marks),
        )
        for anchor, paper in papers.items()
        for page in texts[versions[paper.sha256]]
    ]


def words_of_pages(pages: Iterable[SearchPage]) -> Counter[str]:
    """In how many of the papers each word stands."""
    by_paper: dict[str, list[str]] = {}
    for page in pages:
        by_paper.setdefault(page.anchor, []).append(page.text)
    counts: Counter[str] = Counter()
    for texts in by_paper.values():
        counts.update(words_in(texts))
    return counts
