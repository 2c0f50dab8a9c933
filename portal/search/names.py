"""Committees and people whose names were typed."""

import re
import unicodedata
from collections.abc import Iterable

from django.db.models import Q
from django.utils.text import slugify

from meetings.editions.models import PublishedCommittee
from meetings.editions.registers import PublishedPerson

MOST = 5
LONGEST_NAME = 6  # words
_TITLES = {"councillor", "councillors", "cllr", "cllrs", "mr", "mrs", "ms", "miss", "mx", "dr", "professor", "canon"}
_WORD = re.compile(r"[^\W\d_]+")
# Words that stand in the name of many a committee and so name none.
_COMMON = {"and", "the", "of", "for", "committee", "scrutiny", "board", "group", "panel", "select", "task", "finish"}


def committees_named(words: Iterable[str], committees: Iterable[PublishedCommittee]) -> list[PublishedCommittee]:
    """The committees whose name holds every word that was typed, or whose telling words were all typed."""
    typed = {word.casefold() for word in words}
    if not typed - {"and", "the", "of", "for"}:
        return []
    found = []
    for committee in committees:
        whole = set(slugify(committee.name).split("-")) | {committee.code.casefold()}
        telling = set(slugify(committee.name).split("-")) - _COMMON
        if typed <= whole or (telling and telling <= typed):
            found.append(committee)
    return found[:MOST]


def people_named(words: Iterable[str]) -> list[PublishedPerson]:
    """The people of whose names every word that was typed is a part, titles apart; at most MOST. One query."""
    typed = [word for word in words if len(word) > 1 and word.casefold() not in _TITLES]
    if not typed or len(typed) > LONGEST_NAME:
        return []
    people = PublishedPerson.objects.named()
    for word in typed:
        people = people.filter(_has_word(word))
    return list(people[:MOST])


def person_called(typed: str) -> PublishedPerson | None:
    """The one person of this slug, or whose name alone holds all these words; None where there is none, or several."""
    people = list(PublishedPerson.objects.named().filter(Q(slug=slugify(typed)) | _has_all(typed))[:MOST])
    exact = [person for person in people if person.slug == slugify(typed)]
    if exact:
        return exact[0]
    return people[0] if len(people) == 1 else None


def _has_all(typed: str) -> Q:
    words = [word for word in _WORD.findall(typed) if word.casefold() not in _TITLES][:LONGEST_NAME]
    condition = Q(pk__in=[]) if not words else Q()
    for word in words:
        condition &= _has_word(word)
    return condition


def _has_word(word: str) -> Q:
    """The name holds the word, whole, in any case, with or without its accents."""
    return Q(name__unaccent__iregex=rf"\m{re.escape(_plain(word))}\M")


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
