"""All that the page of a search shows, gathered in at most twelve queries."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from operator import attrgetter
from uuid import UUID

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Subquery
from django.utils.safestring import SafeString

from actions.models import LedgerEntry
from meetings.editions.models import PublishedCommittee, PublishedMeeting
from meetings.editions.registers import PublishedPerson
from meetings.municipal_year import municipal_year_of
from portal.search.asked import MOST_NAMED, Asked
from portal.search.candidates import Candidate, Candidates, Reading, are_found, find, read
from portal.search.extracts import marked_text, marked_title, with_extracts
from portal.search.forms import SearchForm
from portal.search.found_pages import FoundPages, found_pages
from portal.search.marks import kind_mark, minute_mark
from portal.search.models import KIND_PLURALS, EntryKind, SearchEntry
from portal.search.names import committees_named, people_named
from portal.search.partly import Partly, find_partly
from portal.search.suggestions import suggestion

PAGE_SIZE = 15
# With fewer answers than these, a typing error is thought of, and what holds some of the words is shown as well.
FEW = 3


@dataclass(frozen=True, slots=True)
class Result:
    """One row of the page: the entry, its title and extract with marks, and where it stands in the ledger today.

    `pages` says where in the paper it was found, if it was found inside.
    """

    entry: SearchEntry
    title: SafeString
    extract: SafeString
    ledger: LedgerEntry | None
    pages: FoundPages | None


@dataclass(frozen=True, slots=True)
class Facet:
    """How many of the answers are of one kind."""

    kind: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found: by its exact name (`cards`, `items`, `people`, `committees`), by its words (`results`), by some
    of its words where these are few (`partial`), or what else could be asked (`suggestion`, and `is_found_unfiltered`
    where the filters alone stand in the way). `page` is of the results, or of those of some words where there are any;
    `nowhere` are words that stand nowhere in the record."""

    reading: Reading
    candidates: Candidates
    page: Page[Candidate]
    results: list[Result] = field(default_factory=list)
    partial: list[Result] = field(default_factory=list)
    nowhere: list[str] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    cards: list[LedgerEntry] = field(default_factory=list)
    items: list[SearchEntry] = field(default_factory=list)
    people: list[PublishedPerson] = field(default_factory=list)
    committees: list[PublishedCommittee] = field(default_factory=list)
    suggestion: str = ""
    is_found_unfiltered: bool = False

    @property
    def is_named(self) -> bool:
        """Whether something was found by its exact name or number."""
        return bool(self.cards or self.items or self.people or self.committees)

    @property
    def most(self) -> int:
        """Above this, answers are not counted."""
        return settings.SEARCH_MOST


def committees_and_years() -> tuple[list[PublishedCommittee], list[int]]:
    """The committees, and the municipal years from the first to the last of which something stands, the newest first.

    One query.
    """
    dates = PublishedMeeting.objects.standing().values("date")
    programmes = SearchEntry.objects.filter(programme__isnull=False).values("programme")
    committees = list(
        PublishedCommittee.objects.annotate(
            first_date=Subquery(dates.order_by("date")[:1]),
            last_date=Subquery(dates.order_by("-date")[:1]),
            first_programme=Subquery(programmes.order_by("programme")[:1]),
            last_programme=Subquery(programmes.order_by("-programme")[:1]),
        )
    )
    if not committees:
        return [], []
    *dated, first, last = attrgetter("first_date", "last_date", "first_programme", "last_programme")(committees[0])
    years = [municipal_year_of(date) for date in dated if date] + [year for year in (first, last) if year is not None]
    return committees, list(range(max(years), min(years) - 1, -1)) if years else []


def find_all(
    question: Asked,
    form: SearchForm,
    *,
    committees: list[PublishedCommittee],
    years: list[int],
    page: str | None,
    today: dt.date,
) -> Findings:
    """Everything that the record has to say to the question."""
    reading = read(question)
    marks, searched_years = form.marks(), form.chosen_years or years
    found = Candidates([], there_are_more=False)
    if reading.can_be_searched:
        found = find(question.query, marks=marks, years=searched_years, today=today)
    partly, better, is_found_unfiltered = Partly([], []), "", False
    if reading.can_be_searched and len(found.rows) < FEW and not question.references and not question.minute_number:
        partly = find_partly(question, known=found.rows, marks=marks, years=searched_years, today=today)
        better, is_found_unfiltered = _what_else(question, marks, is_in_the_way=not found.rows and form.is_narrowed)
    first = found.rows if partly.rows else []
    shown = Paginator(partly.rows or found.rows, PAGE_SIZE).get_page(page)
    results = _results([*first, *shown.object_list], reading, today)
    whole = {row.pk for row in first}
    in_full = [result for result in results if not partly.rows or result.entry.pk in whole]
    return Findings(
        reading=reading,
        candidates=found,
        page=shown,
        results=in_full,
        partial=results[len(in_full) :],
        nowhere=partly.nowhere,
        facets=_facets([*found.rows, *partly.rows]),
        cards=_cards(question, today),
        items=_items(question),
        people=people_named(question.words),
        committees=committees_named(question.words, committees),
        suggestion=better,
        is_found_unfiltered=is_found_unfiltered,
    )


def _what_else(question: Asked, marks: list[str], *, is_in_the_way: bool) -> tuple[str, bool]:
    """A better question that finds something, or ""; and whether something is found where no filter is in the way."""
    better = suggestion(question)
    checks = [(better, marks)] if better else []
    checks += [(question.query, [])] if is_in_the_way else []
    answers = are_found(*checks)
    return better if better and answers[0] else "", is_in_the_way and answers[-1]


def _results(candidates: list[Candidate], reading: Reading, today: dt.date) -> list[Result]:
    if not candidates:
        return []
    keys = [candidate.pk for candidate in candidates]
    entries = with_extracts(SearchEntry.objects.filter(pk__in=keys), reading)
    entries = entries.select_related("meeting__committee", "committee")
    entries = entries.defer("text", "vector", "marks", "meeting__titles")
    rows = {entry.pk: entry for entry in entries}
    ledger = _ledger([row.line_key for row in rows.values() if row.line_key], today)
    pages = found_pages(candidates, reading)
    return [
        Result(
            entry=rows[key],
            title=marked_title(rows[key]),
            extract=pages[key].extract if key in pages else marked_text(rows[key]),
            ledger=ledger.get((rows[key].line_key, rows[key].kind)),
            pages=pages.get(key),
        )
        for key in keys
        if key in rows  # one that was withdrawn between the two queries is gone
    ]


def _ledger(keys: list[UUID], today: dt.date) -> dict[tuple[UUID | None, str], LedgerEntry]:
    if not keys:
        return {}
    entries = LedgerEntry.objects.published().with_facts(today).filter(line_key__in=keys)
    return {(entry.line_key, entry.kind): entry for entry in entries}


def _cards(question: Asked, today: dt.date) -> list[LedgerEntry]:
    if not question.references:
        return []
    entries = LedgerEntry.objects.published().with_facts(today).filter(reference__in=question.references)
    return list(entries.select_related("committee", "meeting__committee"))


def _items(question: Asked) -> list[SearchEntry]:
    """The newest items of the minute number that was typed, of whatever committee."""
    if not question.minute_number:
        return []
    marks = [kind_mark(EntryKind.ITEM), minute_mark(question.minute_number)]
    items = SearchEntry.objects.filter(marks__contains=marks).defer("text", "vector")
    return list(items.select_related("meeting__committee").order_by("-date", "pk")[:MOST_NAMED])


def _facets(rows: list[Candidate]) -> list[Facet]:
    counts = Counter(row.kind for row in rows)
    return [Facet(kind.value, label, counts[kind]) for kind, label in KIND_PLURALS.items() if counts.get(kind)]
