"""Committees and people whose names were typed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import slugify

from meetings.editions.models import PublishedCommittee

MOST = 5
# Words that stand in the name of many a committee and so name none.
_COMMON = {"and", "the", "of", "for", "committee", "scrutiny", "board", "group", "panel", "select", "task", "finish"}


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or some body whose name was typed, with the page about them."""

    name: str
    slug: str
    url: str


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


def people_named(words: Iterable[str]) -> list[Name]:
    """The people whose name holds every word that was typed; at most MOST."""
    return []


def person_called(typed: str) -> Name:
    """The person of this slug or name."""
    slug = slugify(typed)
    return Name(typed, slug, "")
