"""The entries that answer a question, before they are sorted: never more than a fixed number of them.

A word like "committee" stands in most entries, and to read all of them for each search would take a third of a second.
So the entries are read by municipal year, the newest year first, until there are enough. The year, the other filters
and the words meet inside one index, so that a rare word costs a look into the index for each year and no more.

The pages of papers are read in the same way from an index of their own, and fewer of them. All pages of a paper are one
answer, under its entry, with the best of them.
"""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from portal.search.asked import Asked
from portal.search.marks import ROUTINE, year_mark
from portal.search.models import CONFIG, EntryKind

# Of D, C, B and A; the title is A, the text B. Of an item that every meeting has, the text says little.
WEIGHTS = "{0.1, 0.2, 0.4, 1.0}"
ROUTINE_WEIGHTS = "{0.1, 0.2, 0.02, 1.0}"
# Divides by the logarithm of the length, so that a long paper does not win by its length alone.
BY_LENGTH = 1
# The title of a line is that of its item, where the item itself is the better answer; unless the line itself holds all
# that was asked for: then it is what came of it.
LINE_WEIGHT = 1.15
# A word of a page of a report says less than the same word of the minutes.
PAGE_WEIGHT = 0.7
# So many pages are read, sorted and counted, the newest papers first.
MOST_PAGES = 300
LINES = [EntryKind.RESOLUTION.value, EntryKind.RECOMMENDATION.value, EntryKind.ACTION.value]
KIND_WEIGHTS = json.dumps(
    {
        EntryKind.MEETING.value: 0.5,
        EntryKind.RESOLUTION.value: 0.6,
        EntryKind.RECOMMENDATION.value: 0.65,
        EntryKind.ACTION.value: 0.65,
        EntryKind.LOGGED.value: 0.5,
    }
)

_READ = """
SELECT numnode(query), querytree(query), replace(querytree(query), '&', '|'),
       tsvector_to_array(to_tsvector(%(config)s::regconfig, %(positive)s))
FROM websearch_to_tsquery(%(config)s::regconfig, %(question)s) AS query
"""

# By rank, by kind, and gently by age: an entry of today gains a half over an old one, an entry of last year a quarter.
_AGE = "(1 + 0.5 / (1 + greatest(%(today)s::date - found.date, 0) / 365.25))"
RANK = f"""
    ts_rank_cd(
        CASE WHEN found.is_routine THEN %(routine_weights)s::float4[] ELSE %(weights)s::float4[] END,
        found.vector, asked.query, %(by)s
    )
    * CASE
        WHEN found.kind = ANY(%(lines)s::text[]) AND ts_filter(found.vector, '{{b}}') @@ asked.query THEN %(line)s
        ELSE coalesce((%(kinds)s::jsonb ->> found.kind)::float4, 1)
    END
    * {_AGE}
"""
PAGE_RANK = f"%(page)s * ts_rank_cd(%(weights)s::float4[], found.vector, asked.query, %(by)s) * {_AGE}"
YEARS = "SELECT mark FROM unnest(%(years)s::text[]) WITH ORDINALITY AS newest (mark, place) ORDER BY place"
BEST_PAGE = "(array_agg(page ORDER BY rank DESC, page) FILTER (WHERE page IS NOT NULL))[1]"
# A page and the entry of its paper.
PAPER_OF_PAGE = "paper.meeting_id = found.meeting_id AND paper.kind = 'paper' AND paper.anchor = found.anchor"

# The inner parts read, the outer one puts the pages of a paper together and sorts.
_FIND = f"""
WITH asked AS MATERIALIZED (
    SELECT websearch_to_tsquery(%(config)s::regconfig, %(question)s) AS query
), hit AS MATERIALIZED (
    SELECT found.id, found.kind, found.date, {RANK} AS rank, NULL::bigint AS page
    FROM (
        SELECT entry.*
        FROM ({YEARS}) AS year
        CROSS JOIN LATERAL (
            SELECT id, kind, date, vector, marks @> ARRAY[%(routine)s::text] AS is_routine
            FROM search_searchentry
            WHERE vector @@ websearch_to_tsquery(%(config)s::regconfig, %(question)s)
                AND marks @> (%(marks)s::text[] || year.mark)
            ORDER BY date DESC, id DESC
            LIMIT %(most)s
        ) AS entry
        LIMIT %(most)s
    ) AS found
    CROSS JOIN asked
    UNION ALL
    SELECT paper.id, paper.kind, found.date, {PAGE_RANK}, found.id
    FROM (
        SELECT sheet.*
        FROM ({YEARS}) AS year
        CROSS JOIN LATERAL (
            SELECT id, meeting_id, anchor, date, vector
            FROM search_searchpage
            WHERE vector @@ websearch_to_tsquery(%(config)s::regconfig, %(question)s)
                AND marks @> (%(marks)s::text[] || year.mark)
            ORDER BY date DESC, id DESC
            LIMIT %(most_pages)s
        ) AS sheet
        LIMIT %(most_pages)s
    ) AS found
    JOIN search_searchentry AS paper ON {PAPER_OF_PAGE}
    CROSS JOIN asked
)
SELECT id, kind, {BEST_PAGE}, count(page), count(*) - count(page)
FROM hit
GROUP BY id, kind, date
ORDER BY max(rank) DESC, date DESC, id
"""  # noqa: S608  # only constants are put in

_EXISTS = """(
    EXISTS (
        SELECT
        FROM search_searchentry
        WHERE vector @@ websearch_to_tsquery(%s::regconfig, %s) AND marks @> %s::text[]
    ) OR EXISTS (
        SELECT
        FROM search_searchpage
        WHERE vector @@ websearch_to_tsquery(%s::regconfig, %s) AND marks @> %s::text[]
    )
)"""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the text search reads a question: `stems` are what it looks for, `marking` any of it, phrases kept whole."""

    has_words: bool
    leaves_something: bool
    stems: list[str]
    marking: str

    @property
    def can_be_searched(self) -> bool:
        return self.has_words and self.leaves_something


class Candidate(NamedTuple):
    """An entry that answers the question, itself or by `pages` pages of its paper, of which `page` is the best."""

    pk: int
    kind: str
    page: int | None = None
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Candidates:
    """The newest entries that answer, best first; `there_are_more` where the record holds more than were read."""

    rows: list[Candidate]
    there_are_more: bool


def read(question: Asked) -> Reading:
    """How PostgreSQL reads the question; one query."""
    values = {"config": CONFIG, "question": question.query, "positive": question.positive}
    with connection.cursor() as cursor:
        cursor.execute(_READ, values)
        nodes, tree, marking, stems = cursor.fetchone()
    return Reading(has_words=nodes > 0, leaves_something=tree != "T", stems=stems, marking=marking)


def find(question: str, *, marks: list[str], years: list[int], today: dt.date) -> Candidates:
    """The newest entries that answer the question and carry all the marks, best first; one query.

    `years` are the municipal years to look in, the newest first. At most `settings.SEARCH_MOST` entries are kept.
    """
    most: int = settings.SEARCH_MOST
    values = ranking(marks=marks, years=years, today=today) | {
        "question": question,
        "most": most + 1,
        "most_pages": MOST_PAGES + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIND, values)
        rows = cursor.fetchall()
    there_are_more = sum(row[4] for row in rows) > most or sum(row[3] for row in rows) > MOST_PAGES
    return Candidates([Candidate(*row[:4]) for row in rows[:most]], there_are_more)


def ranking(*, marks: list[str], years: list[int], today: dt.date) -> dict[str, Any]:
    """The values by which entries are narrowed and sorted, whatever was asked."""
    return {
        "config": CONFIG,
        "years": [year_mark(year) for year in years],
        "marks": marks,
        "weights": WEIGHTS,
        "routine_weights": ROUTINE_WEIGHTS,
        "routine": ROUTINE,
        "kinds": KIND_WEIGHTS,
        "lines": LINES,
        "line": LINE_WEIGHT,
        "by": BY_LENGTH,
        "page": PAGE_WEIGHT,
        "today": today,
    }


def are_found(*asked: tuple[str, list[str]]) -> list[bool]:
    """Whether each of the questions has any answer among the entries that carry all its marks; one query, or none."""
    if not asked:
        return []
    values = [value for question, marks in asked for value in (CONFIG, question, marks) * 2]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([_EXISTS] * len(asked))}", values)
        return list(cursor.fetchone())
