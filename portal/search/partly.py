"""The entries that hold some of the words of a question which finds too little: those with most of them first."""

import datetime as dt
from dataclasses import dataclass
from itertools import combinations

from django.conf import settings
from django.db import connection

from portal.search.asked import Asked
from portal.search.candidates import BEST_PAGE, PAGE_RANK, PAPER_OF_PAGE, RANK, YEARS, Candidate, ranking
from portal.search.models import CONFIG

# So many entries are enough of what holds only some of the words; a third of them may come from one set of words, so
# that the newest of a common word do not crowd out a rarer one.
ENOUGH = 300

# Of the newest pages of papers that hold one set of words, so many; then the best of them all.
ENOUGH_PAGES = 60

# Sets of the parts of the question are read, the largest first, until there is enough. What is left out stays left out.
# The count is of the parts that an entry, or one page of its paper, holds.
_HELD = "(SELECT count(*) FROM term WHERE found.vector @@ term.query)"
_FIND = f"""
WITH term AS MATERIALIZED (
    SELECT typed.text, term.query
    FROM unnest(%(terms)s::text[]) AS typed (text)
    CROSS JOIN websearch_to_tsquery(%(config)s::regconfig, typed.text) AS term (query)
    WHERE numnode(term.query) > 0
), wanted AS MATERIALIZED (
    SELECT websearch_to_tsquery(%(config)s::regconfig, piece.text)
        && websearch_to_tsquery(%(config)s::regconfig, %(exclusions)s) AS query, piece.place
    FROM unnest(%(pieces)s::text[]) WITH ORDINALITY AS piece (text, place)
    WHERE numnode(websearch_to_tsquery(%(config)s::regconfig, piece.text)) > 0
), asked AS MATERIALIZED (
    SELECT websearch_to_tsquery(%(config)s::regconfig, %(any)s) AS query
), entries AS MATERIALIZED (
    SELECT DISTINCT ON (enough.id) enough.*
    FROM (
        SELECT entry.*
        FROM (SELECT query FROM wanted ORDER BY place) AS piece
        CROSS JOIN LATERAL (
            SELECT of_year.*
            FROM ({YEARS}) AS year
            CROSS JOIN LATERAL (
                SELECT id, kind, date, vector, marks @> ARRAY[%(routine)s::text] AS is_routine
                FROM search_searchentry
                WHERE vector @@ piece.query AND marks @> (%(marks)s::text[] || year.mark)
                ORDER BY date DESC, id DESC
                LIMIT %(each)s
            ) AS of_year
            LIMIT %(each)s
        ) AS entry
        WHERE NOT entry.id = ANY(%(known)s::bigint[])
        LIMIT %(most)s
    ) AS enough
), sheets AS MATERIALIZED (
    SELECT DISTINCT ON (enough.id) enough.*
    FROM (
        SELECT sheet.*
        FROM (SELECT query FROM wanted ORDER BY place) AS piece
        CROSS JOIN LATERAL (
            SELECT of_year.*
            FROM ({YEARS}) AS year
            CROSS JOIN LATERAL (
                SELECT id, meeting_id, anchor, date, vector
                FROM search_searchpage
                WHERE vector @@ piece.query AND marks @> (%(marks)s::text[] || year.mark)
                ORDER BY date DESC, id DESC
                LIMIT %(each_pages)s
            ) AS of_year
            LIMIT %(each_pages)s
        ) AS sheet
        LIMIT %(most)s
    ) AS enough
), hit AS MATERIALIZED (
    SELECT found.id, found.kind, found.date, {RANK} AS rank, NULL::bigint AS page, {_HELD} AS held
    FROM entries AS found
    CROSS JOIN asked
    UNION ALL
    SELECT paper.id, paper.kind, found.date, {PAGE_RANK}, found.id, {_HELD}
    FROM sheets AS found
    JOIN search_searchentry AS paper ON {PAPER_OF_PAGE}
    CROSS JOIN asked
    WHERE NOT paper.id = ANY(%(known)s::bigint[])
)
SELECT id, kind, {BEST_PAGE}, count(page), ARRAY(
    SELECT term.text
    FROM term
    WHERE NOT EXISTS (SELECT FROM search_searchentry WHERE vector @@ term.query)
        AND NOT EXISTS (SELECT FROM search_searchpage WHERE vector @@ term.query)
)
FROM hit
GROUP BY id, kind, date
ORDER BY max(held) DESC, max(rank) DESC, date DESC, id
"""  # noqa: S608  # only constants are put in


@dataclass(frozen=True, slots=True)
class Partly:
    """Entries that hold some of the words, best first, and the words that stand nowhere in the whole record."""

    rows: list[Candidate]
    nowhere: list[str]


def find_partly(
    question: Asked, *, known: list[Candidate], marks: list[str], years: list[int], today: dt.date
) -> Partly:
    """The entries, other than those `known`, that hold some part of the question and nothing that it leaves out.

    One query, which reads at most ENOUGH entries; none for a question of one part.
    """
    terms = question.terms
    if len(terms) < 2:
        return Partly([], [])
    sizes = sorted({len(terms) - 1, min(2, len(terms) - 1), 1}, reverse=True)
    pieces = [" ".join(some) for size in sizes for some in combinations(terms, size)]
    most = min(settings.SEARCH_MOST, ENOUGH)
    values = ranking(marks=marks, years=years, today=today) | {
        "config": CONFIG,
        "terms": terms,
        "pieces": pieces,
        "exclusions": question.exclusions,
        "any": " or ".join(terms),
        "known": [row.pk for row in known],
        "most": most,
        "each": max(most // 3, 1),
        "each_pages": min(ENOUGH_PAGES, most),
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIND, values)
        rows = cursor.fetchall()
    nowhere = [term.strip('"') for term in rows[0][4]] if rows else []
    return Partly([Candidate(*row[:4]) for row in rows], nowhere)
