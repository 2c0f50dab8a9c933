"""The entries that answer a question, before they are sorted: never more than a fixed number of them.

A word like "committee" stands in most entries, and to read all of them for each search would take a third of a second.
So the entries are read by municipal year, the newest year first, until there are enough. The year, the other filters
and the words meet inside one index, so that a rare word costs a look into the index for each year and no more.
"""

import datetime as dt
import json
from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from portal.search.asked import Asked
from portal.search.marks import year_mark
from portal.search.models import CONFIG, EntryKind

# Of D, C, B and A; the title is A, the text B.
WEIGHTS = "{0.1, 0.2, 0.4, 1.0}"
# Divides by the logarithm of the length, so that a long paper does not win by its length alone.
BY_LENGTH = 1
# The title of a line is that of its item, where the item itself is the better answer.
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

# The inner part reads, the outer one sorts: by rank, by kind, and gently by age: an entry of today gains a half over an
# old one, an entry of last year a quarter.
_FIND = """
SELECT found.id, found.kind
FROM (
    SELECT entry.*
    FROM (SELECT mark FROM unnest(%(years)s::text[]) WITH ORDINALITY AS newest (mark, place) ORDER BY place) AS year
    CROSS JOIN LATERAL (
        SELECT id, kind, date, vector
        FROM search_searchentry
        WHERE vector @@ websearch_to_tsquery(%(config)s::regconfig, %(question)s)
            AND marks @> (%(marks)s::text[] || year.mark)
        ORDER BY date DESC, id DESC
        LIMIT %(most)s
    ) AS entry
    LIMIT %(most)s
) AS found
ORDER BY
    ts_rank_cd(%(weights)s::float4[], found.vector, websearch_to_tsquery(%(config)s::regconfig, %(question)s), %(by)s)
    * coalesce((%(kinds)s::jsonb ->> found.kind)::float4, 1)
    * (1 + 0.5 / (1 + greatest(%(today)s::date - found.date, 0) / 365.25)) DESC,
    found.date DESC,
    found.id
"""

_EXISTS = """
SELECT EXISTS (
    SELECT
    FROM search_searchentry
    WHERE vector @@ websearch_to_tsquery(%(config)s::regconfig, %(question)s) AND marks @> %(marks)s::text[]
)
"""


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
    """An entry that answers the question."""

    pk: int
    kind: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """The newest entries that answer, best first; `there_are_more` where the record holds more than were read."""

    rows: list[Candidate]
    there_are_more: bool

    def by_kind(self) -> dict[str, int]:
        return Counter(row.kind for row in self.rows)


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
    values: dict[str, Any] = {
        "config": CONFIG,
        "question": question,
        "years": [year_mark(year) for year in years],
        "marks": marks,
        "weights": WEIGHTS,
        "kinds": KIND_WEIGHTS,
        "by": BY_LENGTH,
        "today": today,
        "most": most + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIND, values)
        rows = [Candidate(*row) for row in cursor.fetchall()]
    return Candidates(rows[:most], len(rows) > most)


def is_found(question: str, *, marks: list[str]) -> bool:
    """Whether the question has any answer among the entries that carry all the marks; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_EXISTS, {"config": CONFIG, "question": question, "marks": marks})
        found: bool = cursor.fetchone()[0]
    return found
