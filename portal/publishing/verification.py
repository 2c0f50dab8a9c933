"""Checking the record against itself: every digest, both chains, the public rows, the ledger and the papers."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from actions.models import LedgerEntry, LedgerFile
from actions.opening import entry_values, ledger_lines, reference_of
from actions.projection import differences
from actions.words import Origin
from meetings.editions.canonical import FORMAT, canonical_json, digest, moment
from meetings.editions.models import Edition, PublishedCommittee, PublishedMeeting
from meetings.editions.papers import paper_path, papers_of, storage
from meetings.editions.projection import committee_values, meeting_values
from portal.publishing.register_faults import name_faults, register_faults_of_committee, register_faults_of_meeting
from portal.search.entries import entries_of, programme_entries_of, programme_words
from portal.search.models import SearchEntry, SearchPage, SearchWord
from portal.search.pages import pages_of, words_of_pages
from portal.search.vocabulary import words_of

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Fault:
    """One row that is not what the record says it should be, and what is wrong with it."""

    row: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.row}: {self.sentence}"


def faults() -> Iterator[Fault]:
    """Every fault, the register's first in its order; none: the record is whole.

    The standing edition of each address is taken from the editions themselves, so that a row which points
    elsewhere shows.
    """
    standing: dict[str, Edition] = {}
    latest: dict[str, Edition] = {}
    yield from _register_faults(standing, latest)
    yield from _row_faults(standing, latest)
    yield from _ledger_faults(standing)
    yield from _ledger_file_faults()
    yield from (Fault(row, sentence) for row, sentence in differences())


def _register_faults(standing: dict[str, Edition], latest: dict[str, Edition]) -> Iterator[Fault]:
    previous: Edition | None = None
    last_of: dict[str, tuple[int, str]] = {}
    checked: set[str] = set()
    editions = Edition.objects.select_related("withdrawal").order_by("register_number")
    for edition in editions.iterator(chunk_size=200):
        row = f"edition {edition.register_number} ({edition.address}, number {edition.number})"
        expected_number = (previous.register_number if previous else 0) + 1
        if edition.register_number != expected_number:
            yield Fault(row, f"the register goes on with {expected_number}, so an edition is missing before this one")
        if digest(edition.document) != edition.sha256:
            yield Fault(row, "its document does not have the SHA-256 that the row carries")
            previous = edition
            continue
        if not _is_readable(edition):
            yield Fault(row, "its document is not an edition of this record")
            previous = edition
            continue
        if edition.register_sha256 != (previous.sha256 if previous else ""):
            yield Fault(row, "it does not carry the SHA-256 of the edition before it in the register")
        if previous is not None and edition.published_at < previous.published_at:
            yield Fault(row, "it is dated before the edition before it in the register")
        number, sha256 = last_of.get(edition.address, (0, ""))
        if edition.number != number + 1 or edition.previous_sha256 != sha256:
            yield Fault(row, "it does not follow on the edition of the same address before it")
        yield from (Fault(row, sentence) for sentence in _document_faults(edition))
        yield from (Fault(row, sentence) for sentence in _paper_faults(edition, checked))
        last_of[edition.address] = (edition.number, edition.sha256)
        latest[edition.address] = edition
        if not hasattr(edition, "withdrawal"):
            standing[edition.address] = edition
        previous = edition


def _is_readable(edition: Edition) -> bool:
    """Whether the document has the shape of an edition, so that the other checks can read it."""
    try:
        content = edition.content
    except ValueError:
        return False
    needed = {"format", "edition", "committee", "kind"} | ({"meeting", "items"} if edition.meeting_id else set())
    return isinstance(content, dict) and needed <= content.keys() and content["format"] == FORMAT


def _document_faults(edition: Edition) -> Iterator[str]:
    """Whether the row says the same as the document that it carries."""
    content = edition.content
    if canonical_json(content) != edition.document:
        yield "its document is not canonical JSON"
    said = content["edition"]
    pairs = {
        "number": edition.number,
        "register_number": edition.register_number,
        "stage": edition.stage,
        "reason": edition.reason,
        "published_at": moment(edition.published_at),
        "previous_sha256": edition.previous_sha256 or None,
        "register_sha256": edition.register_sha256 or None,
    }
    for name, value in pairs.items():
        if said[name] != value:
            yield f"the row says {name.replace('_', ' ')} {value!r}, its document {said[name]!r}"
    if _address(content) != edition.address:
        yield f"its document belongs to {_address(content)}"


def _address(content: dict[str, Any]) -> str:
    slug: str = content["committee"]["slug"]
    return f"{slug}/{content['meeting']['slug']}" if content["kind"] == "meeting" else slug


def _paper_faults(edition: Edition, checked: set[str]) -> Iterator[str]:
    if edition.content["kind"] != "meeting" or hasattr(edition, "withdrawal"):
        return
    for paper in papers_of(edition.content):
        sha256 = paper["sha256"]
        if not sha256 or sha256 in checked:
            continue
        checked.add(sha256)
        if not storage().exists(paper_path(sha256)):
            yield f"the file of its paper “{paper['title']}” is missing"
        elif _file_digest(paper_path(sha256)) != sha256:
            yield f"the file of its paper “{paper['title']}” is not the one that was published"


def _ledger_file_faults() -> Iterator[Fault]:
    """Whether each file of the ledger lies under its digest; one that several facts list is read once."""
    checked: dict[str, str] = {}
    for file in LedgerFile.objects.select_related("update__entry").order_by("pk"):
        if file.sha256 not in checked:
            path = paper_path(file.sha256)
            if not storage().exists(path):
                checked[file.sha256] = "is missing"
            else:
                is_whole = _file_digest(path) == file.sha256
                checked[file.sha256] = "" if is_whole else "is not the one that was published"
        if wrong := checked[file.sha256]:
            row = f"ledger entry {file.update.entry.reference}"
            yield Fault(row, f"the file “{file.title}” of its fact of {file.update.on:%Y-%m-%d} {wrong}")


def _file_digest(path: str) -> str:
    hasher = hashlib.sha256()
    with storage().open(path) as file:
        while chunk := file.read(CHUNK):
            hasher.update(chunk)
    return hasher.hexdigest()


def _row_faults(standing: dict[str, Edition], latest: dict[str, Edition]) -> Iterator[Fault]:
    """Whether the public lists and the search show what the editions say."""
    meetings = {f"{m.committee.slug}/{m.slug}": m for m in PublishedMeeting.objects.select_related("committee")}
    committees = {committee.slug: committee for committee in PublishedCommittee.objects.all()}
    rows: dict[str, PublishedMeeting | PublishedCommittee] = {**meetings, **committees}
    words: Counter[str] = Counter()
    for address, last in latest.items():
        public = rows.pop(address, None)
        stands = standing.get(address)
        if public is None:
            yield Fault(f"address {address}", "it has editions, but no public row")
            continue
        if isinstance(public, PublishedCommittee):
            expected = committee_values(stands or last)
            wrong = register_faults_of_committee(public, stands)
            found = programme_entries_of(public, stands) if stands else []
            words.update(programme_words(found))
            yield from _search_faults(address, SearchEntry.objects.filter(committee=public), found)
        else:
            expected = meeting_values(standing=stands, latest=last)
            wrong = register_faults_of_meeting(public, stands)
            found = entries_of(public, stands) if stands else []
            pages = pages_of(public, stands) if stands else []
            words.update(words_of(found))
            words.update(words_of_pages(pages))
            yield from _search_faults(address, SearchEntry.objects.filter(meeting=public), found)
            yield from _page_faults(address, public, pages)
        yield from (Fault(f"address {address}", sentence) for sentence in wrong)
        for name, value in expected.items():
            if getattr(public, name) != value:
                yield Fault(
                    f"address {address}", f"the {name.replace('_', ' ')} of its public row is not its edition's"
                )
    for address in rows:
        yield Fault(f"address {address}", "it has a public row, but no edition")
    yield from (Fault(f"person {slug}", sentence) for slug, sentence in name_faults())
    yield from _word_faults(words)


def _search_faults(address: str, kept: QuerySet[SearchEntry], expected: list[SearchEntry]) -> Iterator[Fault]:
    if {_searched(entry) for entry in kept.defer("vector")} != {_searched(entry) for entry in expected}:
        yield Fault(f"address {address}", "what the search finds of it is not what its edition says")


def _page_faults(address: str, meeting: PublishedMeeting, expected: list[SearchPage]) -> Iterator[Fault]:
    """Whether the pages that can be found are those of its papers."""
    kept = {_page_said(page) for page in SearchPage.objects.filter(meeting=meeting).defer("vector")}
    wanted = {_page_said(page) for page in expected}
    if kept - wanted:
        yield Fault(f"address {address}", "the search finds pages of papers that its edition does not list so")
    elif wanted - kept:
        yield Fault(f"address {address}", "the search does not find all pages of its papers that have been read")


def _page_said(page: SearchPage) -> tuple[object, ...]:
    return page.anchor, page.sha256, page.number, page.text, page.date, tuple(page.marks)


def _searched(entry: SearchEntry) -> tuple[object, ...]:
    line_key = str(entry.line_key) if entry.line_key else None
    said = (entry.kind, entry.anchor, line_key, entry.title, entry.text, entry.date, tuple(entry.marks))
    return *said, entry.programme


def _word_faults(words: Counter[str]) -> Iterator[Fault]:
    """Whether the words that may be suggested are those of the record; `words`: in how many places each stands."""
    kept = dict(SearchWord.objects.values_list("word", "places"))
    for word in sorted(words.keys() | kept.keys()):
        if words[word] != kept.get(word, 0):
            yield Fault(f"search word {word}", "it is not kept for as many places as hold it")


def _ledger_faults(standing: dict[str, Edition]) -> Iterator[Fault]:
    """Whether the ledger holds the lines of the standing editions, in every column that follows from them."""
    lines: dict[tuple[str, str], dict[str, Any]] = {}
    for edition in standing.values():
        content = edition.content
        if content["kind"] != "meeting":
            continue
        made_on = dt.date.fromisoformat(content["meeting"]["date"])
        for item, block, line in ledger_lines(content):
            lines[line["key"], line["kind"]] = entry_values(made_on, item, block, line) | {"edition": edition}
    for entry in LedgerEntry.objects.select_related("committee").order_by("pk"):
        row = f"ledger entry {entry.reference}"
        if entry.reference != reference_of(entry.committee.code, entry.year, entry.kind, entry.number):
            yield Fault(row, "its reference does not follow from its committee, year and number")
        if entry.origin != Origin.MINUTES:
            continue
        expected = lines.pop((str(entry.line_key), entry.kind), None)
        if entry.edition_id is None and expected is not None:
            yield Fault(row, "its line stands in an edition, but the entry is struck")
        elif entry.edition_id is not None and (
            expected is None or any(getattr(entry, name) != value for name, value in expected.items())
        ):
            yield Fault(row, "it does not say what the standing edition says")
    for key, _ in lines:
        yield Fault(f"line {key}", "it stands in an edition, but has no ledger entry")
