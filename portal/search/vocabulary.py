"""The words of the public record, kept in step with its search entries."""

import re
from collections.abc import Iterable, Mapping

from django.db import connection

from portal.search.models import SearchEntry

# Letters alone, as the text search parts words; shorter ones are beyond guessing, longer ones are no words.
_WORD = re.compile(r"\b[^\W\d_]{3,40}\b")
_LONGEST = 40


def words_of(entries: Iterable[SearchEntry]) -> set[str]:
    """The words of the entries' titles and texts, in lower case."""
    found: set[str] = set()
    for entry in entries:
        found.update(word.lower() for part in (entry.title, entry.text) for word in _WORD.findall(part))
    return {word for word in found if len(word) <= _LONGEST}


def change_words(*, lost: set[str], gained: set[str]) -> None:
    """Counts one meeting less for the words that it has lost, one more for those that it has gained."""
    with connection.cursor() as cursor:
        if lost:
            cursor.execute("DELETE FROM search_searchword WHERE word = ANY(%s) AND meetings = 1", [sorted(lost)])
            cursor.execute("UPDATE search_searchword SET meetings = meetings - 1 WHERE word = ANY(%s)", [sorted(lost)])
    if gained:
        gain_words(dict.fromkeys(gained, 1))


def gain_words(meetings: Mapping[str, int]) -> None:
    """Counts for each word so many meetings more; in order, so that two who publish at once wait and do not lock."""
    words = sorted(meetings)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_searchword (word, plain, meetings) "
            "SELECT word, left(unaccent(word), 80), meetings "
            "FROM unnest(%s::text[], %s::int[]) AS gained (word, meetings) "
            "ON CONFLICT (word) DO UPDATE SET meetings = search_searchword.meetings + excluded.meetings",
            [words, [meetings[word] for word in words]],
        )
