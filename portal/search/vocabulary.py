"""The words of the public record, kept in step with its search entries."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import connection

from portal.search.models import SearchEntry

# Letters alone, as the text search parts words; shorter ones are beyond guessing, longer ones are no words.
_WORD = re.compile(r"\b[^\W\d_]{3,40}\b")
_LONGEST = 40


def words_of(entries: Iterable[SearchEntry]) -> set[str]:
    """The words of the entries' titles and texts, in lower case."""
    return words_in(part for entry in entries for part in (entry.title, entry.text))


def words_in(texts: Iterable[str]) -> set[str]:
    """The words of the texts, in lower case."""
    found: set[str] = set()
    for text in texts:
        found.update(word.lower() for word in _WORD.findall(text))
    return {word for word in found if len(word) <= _LONGEST}


def change_words(*, lost: Counter[str], gained: Counter[str]) -> None:
    """Counts so many places less, or more, for the words that some places have lost and others have gained."""
    lose_words(lost - gained)
    gain_words(gained - lost)


def lose_words(places: Mapping[str, int]) -> None:
    """Counts for each word so many places less; one that stands nowhere any more goes."""
    words = sorted(places)
    if not words:
        return
    values: list[list[str] | list[int]] = [words, [places[word] for word in words]]
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_searchword AS kept USING unnest(%s::text[], %s::int[]) AS lost (word, places) "
            "WHERE kept.word = lost.word AND kept.places <= lost.places",
            values,
        )
        cursor.execute(
            "UPDATE search_searchword AS kept SET places = kept.places - lost.places "
            "FROM unnest(%s::text[], %s::int[]) AS lost (word, places) WHERE kept.word = lost.word",
            values,
        )


def gain_words(places: Mapping[str, int]) -> None:
    """Counts for each word so many places more; in order, so that two who publish at once wait and do not lock."""
    words = sorted(places)
    if not words:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_searchword (word, plain, places) "
            "SELECT word, left(unaccent(word), 80), places "
            "FROM unnest(%s::text[], %s::int[]) AS gained (word, places) "
            "ON CONFLICT (word) DO UPDATE SET places = search_searchword.places + excluded.places",
            [words, [places[word] for word in words]],
        )
