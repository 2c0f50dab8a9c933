"""Editions → search entries. Publishing alone calls this; nothing else writes what can be found."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.dateformat import format as format_date

from meetings.editions.models import Edition, PublishedCommittee, PublishedMeeting
from meetings.editions.projection import outcome_blocks
from meetings.municipal_year import municipal_year_days, municipal_year_of
from meetings.rich_text import plain_text
from portal.search.marks import ROUTINE, committee_mark, kind_mark, minute_mark, person_mark, year_mark
from portal.search.models import EntryKind, SearchEntry, SearchPage, SearchWord
from portal.search.naming import NamesOfMeeting
from portal.search.pages import CONTROLS, LONGEST_TEXT, refresh_pages
from portal.search.vocabulary import change_words, words_of

Content = dict[str, Any]

LONGEST_TITLE = 500
# The kinds of items that every meeting has; nearly every word of the record stands in some of them.
_ROUTINE_KINDS = {
    "apologies",
    "named substitutes",
    "declarations of interest",
    "minutes",
    "minutes and action log",
    "exclusion of the public",
    "date of next meeting",
}
# How a line of minutes leads on to the next one.
_LEADS_ON = re.compile(r"[\s;,]+(?:and\s*)?\Z")


def refresh_entries(*, meeting: PublishedMeeting, standing: Edition | None) -> None:
    """Makes the search find what the meeting's standing edition says, and nothing that it does not say."""
    before = SearchEntry.objects.filter(meeting=meeting)
    lost = Counter(words_of(before.only("title", "text")))
    before.delete()
    entries = entries_of(meeting, standing) if standing else []
    SearchEntry.objects.bulk_create(entries)
    change_words(lost=lost, gained=Counter(words_of(entries)))
    refresh_pages(meeting=meeting, standing=standing)


def refresh_programme_entries(*, committee: PublishedCommittee, standing: Edition) -> None:
    """Makes the search find the rows of the work programmes that the committee's edition holds, and no others."""
    before = SearchEntry.objects.filter(committee=committee)
    lost = programme_words(before.only("programme", "title", "text"))
    before.delete()
    entries = programme_entries_of(committee, standing)
    SearchEntry.objects.bulk_create(entries)
    change_words(lost=lost, gained=programme_words(entries))


def clear_entries() -> None:
    """Makes the search find nothing, before all of it is made anew."""
    SearchEntry.objects.all().delete()
    SearchPage.objects.all().delete()
    SearchWord.objects.all().delete()


def entries_of(meeting: PublishedMeeting, standing: Edition) -> list[SearchEntry]:
    """What can be found of an edition, as rows that are not saved."""
    content = standing.content
    writer = _Writer(meeting, content)
    rows = [writer.meeting_row(content)]
    for item in content["items"]:
        rows += writer.rows_of_item(item)
    rows += [writer.question_row(question) for question in content["questions"]]
    rows += [writer.paper_row(paper) for paper in content["documents"]]
    rows += [writer.logged_row(row) for row in content["action_log"]]
    return rows


def programme_entries_of(committee: PublishedCommittee, standing: Edition) -> list[SearchEntry]:
    """The rows of its work programmes that can be found of a committee's edition, as rows that are not saved."""
    return [
        _programme_row(committee, programme["year"], row)
        for programme in standing.content.get("work_programmes", [])
        for row in programme["rows"]
    ]


def programme_words(entries: Iterable[SearchEntry]) -> Counter[str]:
    """In how many of the programmes each word stands."""
    by_year: dict[int | None, list[SearchEntry]] = {}
    for entry in entries:
        by_year.setdefault(entry.programme, []).append(entry)
    counts: Counter[str] = Counter()
    for rows in by_year.values():
        counts.update(words_of(rows))
    return counts


def _programme_row(committee: PublishedCommittee, year: int, row: Content) -> SearchEntry:
    """Its date is the day that it is planned for; without one in the municipal year, the first day of that."""
    first, last = municipal_year_days(year)
    planned = dt.date.fromisoformat(row["when"]["date"]) if row["when"]["date"] else first
    facts = (row["heading"], row["type_label"], row["when"]["words"], row["lead_officers"])
    parts = [
        row["description"],
        row["current_position"],
        "; ".join(part for part in facts if part),
        "; ".join(part for part in (row["origin_label"], row["reference"], row["origin_note"]) if part),
        *(f"{change['what']}: {change['reason']}" for change in row["history"]),
    ]
    return SearchEntry(
        committee=committee,
        programme=year,
        kind=EntryKind.PROGRAMME,
        anchor=f"row-{row['key']}",
        title=_cleaned(row["title"], LONGEST_TITLE),
        text=_cleaned("\n".join(part for part in parts if part), LONGEST_TEXT),
        date=min(max(planned, first), last),
        marks=[kind_mark(EntryKind.PROGRAMME), committee_mark(committee.slug), year_mark(year)],
    )


def _cleaned(text: str, most: int) -> str:
    return CONTROLS.sub(" ", text)[:most]


class _Writer:
    """Writes the rows of one meeting, each with the marks of the meeting, of its kind and of the people named in it."""

    def __init__(self, meeting: PublishedMeeting, content: Content) -> None:
        self.meeting = meeting
        self.names = NamesOfMeeting(content["attendance"])
        self.marks = [committee_mark(content["committee"]["slug"]), year_mark(municipal_year_of(meeting.date))]

    def row(
        self,
        kind: EntryKind,
        anchor: str,
        title: str,
        parts: list[str],
        *,
        people: list[str] | None = None,
        marks: tuple[str, ...] = (),
        line_key: str | None = None,
    ) -> SearchEntry:
        title = _cleaned(title, LONGEST_TITLE)
        text = _cleaned("\n".join(part for part in parts if part), LONGEST_TEXT)
        if people is None:
            people = self.names.named_in(f"{title}\n{text}")
        return SearchEntry(
            meeting=self.meeting,
            kind=kind,
            anchor=anchor,
            line_key=line_key,
            title=title,
            text=text,
            date=self.meeting.date,
            marks=[kind_mark(kind), *self.marks, *marks, *map(person_mark, people)],
        )

    def meeting_row(self, content: Content) -> SearchEntry:
        facts, day = content["meeting"], self.meeting.date
        venue = facts["venue"] or {"name": "", "address": ""}
        attended = [
            "; ".join(part for part in (entry["name"], entry["role"], entry["body"]) if part)
            for group in content["attendance"]
            for entry in group["entries"]
        ]
        parts = [
            f"{facts['kind_label']}, {facts['status_label'].lower()}",
            facts["status_reason"],
            ", ".join(part for part in (venue["name"], venue["address"]) if part),
            facts["notes"],
            *(correction["text"] for correction in facts["corrections"]),
            *attended,
        ]
        title = f"{content['committee']['name']}, {format_date(day, 'j F Y')}"
        return self.row(EntryKind.MEETING, "", title, parts, people=self.names.everybody)

    def rows_of_item(self, item: Content) -> Iterator[SearchEntry]:
        number = item["minute_number"]
        restriction = item["restriction"] or {"description": "", "reason": ""}
        parts = [
            item["purpose"],
            item["state_note"],
            *(plain_text(block["html"]) for block in item["body"] if block["type"] == "prose"),
            *(_words_of_declaration(told) for told in item["declarations"]),
            restriction["description"],
            restriction["reason"],
            "; ".join(item["lead_officers"]),
        ]
        routine = (ROUTINE,) if item["kind"] in _ROUTINE_KINDS else ()
        marks = (minute_mark(number), *routine) if number else routine
        yield self.row(EntryKind.ITEM, item["anchor"], item["title"], parts, marks=marks)
        for block in outcome_blocks(item):
            moved = [f"Proposed by {block['proposer']}."] if block["proposer"] else []
            moved += [f"Seconded by {block['seconder']}."] if block["seconder"] else []
            for line in block["lines"]:
                yield self.row(
                    EntryKind(line["kind"]),
                    line["anchor"],
                    item["title"],
                    [*_words_of_line(line), *moved],
                    marks=routine,
                    line_key=line["key"],
                )
        for paper in item["documents"]:
            yield self.paper_row(paper, of=item["title"])

    def question_row(self, question: Content) -> SearchEntry:
        refusals = [question["disallowed"], question["supplementary_disallowed"]]
        parts = [
            plain_text(question["question_html"]),
            plain_text(question["response_html"]),
            plain_text(question["supplementary_html"]),
            *(plain_text(response["html"]) for response in question["supplementary_responses"]),
            *(refusal["reason"] for refusal in refusals if refusal),
            *(part for part in (question["addressed_to"], question["response_by"], question["place"]) if part),
            *(response["by"] for response in question["supplementary_responses"]),
        ]
        title = f"{question['number']}: {question['questioner']}"
        return self.row(EntryKind.QUESTION, question["anchor"], title, parts)

    def paper_row(self, paper: Content, *, of: str = "") -> SearchEntry:
        """`of`: the title of the item that the paper belongs to, by whose words it is found as well."""
        by = f"Report by {paper['report_by']}" if paper["report_by"] else ""
        belongs = f"For the item: {of}" if of else ""
        return self.row(EntryKind.PAPER, paper["key"], paper["title"], [by, belongs, plain_text(paper["text_html"])])

    def logged_row(self, row: Content) -> SearchEntry:
        title = f"Action log, number {row['number']}" if row["number"] else "Action log"
        return self.row(
            EntryKind.LOGGED,
            row["anchor"],
            title,
            [row["text"], row["progress"], row["owner"], row["directorate"], row["status"]],
        )


def _words_of_declaration(told: Content) -> str:
    return f"{told['name']}: {'; '.join(part for part in (told['nature'], told['about']) if part)}"


def _words_of_line(line: Content) -> list[str]:
    """The line as a sentence of its own, and whom it concerns in the words of its page."""
    text = _LEADS_ON.sub("", line["text"])
    concerns = [f"To {line['addressee']}."] if line["addressee"] else []
    owner = ", ".join(part for part in (line["owner"], line["directorate"]) if part)
    concerns += [f"For {owner}."] if owner else []
    return [text if text.endswith((".", "?", "!")) else f"{text}.", *concerns]
