"""Who is to do an action: the person or the post that the words name."""

import re
from dataclasses import dataclass

from meetings.importing.drafts.people import is_post
from meetings.importing.matching import name_key
from meetings.models import Person, PersonSpelling, Post

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner in the words that stand on the page, and whose row that is (at most one of person and post)."""

    words: str = ""
    person: Person | None = None
    post: Post | None = None

    @property
    def directorate(self) -> str:
        return self.post.directorate if self.post else ""


def owner_of(words: str, *, may_be_new: bool = False) -> Owner:
    """The owner that the words name: a post by its title, else a person by any spelling, else the words alone.

    With `may_be_new` a title that no post has becomes a post; whoever is no office and not known stays words.
    """
    told = re.sub(r"^the\s+", "", " ".join(words.split()), flags=re.IGNORECASE).strip(" .,;:")[:LONGEST]
    if not told:
        return Owner()
    post = Post.objects.filter(title__iexact=told).first()
    if post is not None:
        return Owner(post.title, post=post)
    person = _person(told)
    if person is not None:
        return Owner(told, person=person)
    if may_be_new and is_post(told) and told[0].isupper():
        return Owner(told, post=Post.objects.create(title=told))
    return Owner(told)


def _person(words: str) -> Person | None:
    """The one person of this name; None where there is nobody, or where several share it."""
    key = name_key(words)
    if not key:
        return None
    spelling = PersonSpelling.objects.filter(key=key).select_related("person").first()
    if spelling is not None:
        return spelling.person
    named = list(Person.objects.filter(name__iexact=words)[:2])
    return named[0] if len(named) == 1 else None
