"""What may have been meant, where a word was mistyped."""

from django.db import connection

from portal.search.asked import Asked
from portal.search.models import CONFIG

# Of a shorter word, too many others differ by a letter.
SHORTEST = 4
# So many words are looked at for each word that is not found; the nearest of them is taken.
LOOKED_AT = 40
MOST_WORDS = 6
# Without these, a word says the opposite.
_OPPOSITE = ("un", "in", "dis")

# A word that finds anything, in whatever form, is no typing error.
_NEAR = """
SELECT typed.word, near.word, near.plain, unaccent(typed.word), near.places
FROM unnest(%(words)s::text[]) AS typed (word)
CROSS JOIN LATERAL (
    SELECT word, plain, places
    FROM search_searchword
    WHERE plain %% unaccent(typed.word)
    ORDER BY similarity(plain, unaccent(typed.word)) DESC, places DESC, word
    LIMIT %(most)s
) AS near
WHERE NOT EXISTS (
    SELECT FROM search_searchentry WHERE vector @@ plainto_tsquery(%(config)s::regconfig, typed.word)
) AND NOT EXISTS (
    SELECT FROM search_searchpage WHERE vector @@ plainto_tsquery(%(config)s::regconfig, typed.word)
)
"""


def suggestion(question: Asked) -> str:
    """The question with each mistyped word exchanged for the nearest word of the record; "" where none is near.

    One query. Whether the better question finds anything is for the caller to ask.
    """
    words = sorted({word.lower() for word in question.words if len(word) >= SHORTEST})[:MOST_WORDS]
    if not words or question.has_stray_quotes:
        return ""
    best: dict[str, tuple[int, bool, int, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, {"words": words, "most": LOOKED_AT, "config": CONFIG})
        for typed, word, plain, typed_plain, places in cursor.fetchall():
            steps = distance(typed_plain, plain)
            if steps <= furthest(typed_plain):
                standing = (steps, is_opposite(typed_plain, plain), -places, word)
                best[typed] = min(best.get(typed, standing), standing)
    return question.with_words({typed: word for typed, (*_, word) in best.items()}) if best else ""


def is_opposite(typed: str, other: str) -> bool:
    """Whether the other word is the typed one without the prefix that turns its meaning: "closed" of "unclosed"."""
    return any(typed == prefix + other for prefix in _OPPOSITE)


def furthest(word: str) -> int:
    """How many slips of the fingers are believed in a word of this length."""
    return 1 if len(word) <= 5 else 2 if len(word) <= 9 else 3


def distance(first: str, second: str) -> int:
    """How many letters have to be put in, left out, exchanged, or swapped with the next, to make one of the other."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        before, last, row = row, before, [i]
        for j, other in enumerate(second, start=1):
            steps = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if last and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                steps = min(steps, last[j - 2] + 1)
            row.append(steps)
    return row[-1]
