"""People and posts of a document → those of the record, across spellings; whoever is new is made and told."""

import re

from django.utils.text import slugify

from meetings.importing.drafts.report import ImportReport
from meetings.importing.matching import are_alike, name_key, sort_name, surname_key, without_title
from meetings.models import Person, PersonSpelling, Post

_POST_WORDS = re.compile(
    r"\b(?:officers?|director|head of|manager|clerk|solicitor|lawyer|adviser|advisor|consultant|chief executive|"
    r"treasurer|lead|principal|coordinator|co-ordinator|services?|partner|analyst|assistant|team)\b",
    re.IGNORECASE,
)


class PeopleBook:
    """Finds people by any of their spellings, and enters those who are new. One book serves one import."""

    def __init__(self, report: ImportReport) -> None:
        self.report = report
        self.by_key: dict[str, Person] = {
            spelling.key: spelling.person for spelling in PersonSpelling.objects.select_related("person")
        }

    def find_or_make(self, name: str, *, title: str = "", line: int | None = None) -> Person | None:
        """The person of this name, or a new one; None where the name could be several people's."""
        own_title, bare = without_title(name)
        key = name_key(bare)
        if not key:
            return None
        title = without_title(f"{title} x")[0] if title else own_title
        person = self.by_key.get(key)
        if person is not None:
            self._learn(person, bare, key, title)
            return person
        if " " not in key:
            return self._by_surname(bare, key, line)
        alike = sorted({p.name for k, p in self.by_key.items() if are_alike(k, key)})
        if alike:
            self.report.doubt(f"“{bare}” looks like {', '.join(alike)}; they were kept apart.", line)
        return self._make(bare, title, key)

    def _by_surname(self, name: str, key: str, line: int | None) -> Person | None:
        """The one person who bears this surname; None, with a doubt, where nobody does or several do."""
        bearers = {p.pk: p for k, p in self.by_key.items() if surname_key(k) == key}
        if len(bearers) == 1:
            person = next(iter(bearers.values()))
            self.report.doubt(f"“{name}” was taken for {person.name}, the only person of that surname here.", line)
            return person
        names = ", ".join(sorted(p.name for p in bearers.values())) or "somebody who is not known here"
        self.report.doubt(f"“{name}” is only part of a name and could be {names}: it was not linked to a person.", line)
        return None

    def find(self, name: str) -> Person | None:
        """The person of this name, if known; makes nobody."""
        return self.by_key.get(name_key(name))

    def _make(self, name: str, title: str, key: str) -> Person:
        person = Person.objects.create(title=title, name=name, sort_name=sort_name(name), slug=self._slug(name))
        PersonSpelling.objects.create(person=person, spelling=name, key=key)
        self.by_key[key] = person
        self.report.did(f"New person: {person.full_name}")
        return person

    def _learn(self, person: Person, name: str, key: str, title: str) -> None:
        """Keeps a further spelling of a known person, and a title where none was known."""
        if name != person.name and not person.spellings.filter(spelling=name).exists():
            self.report.doubt(f"“{name}” was taken for {person.name}, by another spelling of the name.")
            PersonSpelling.objects.create(person=person, spelling=name, key=key)
        if title and not person.title:
            person.title = title
            person.save(update_fields=["title"])
            self.report.did(f"{person.name} is {person.full_name}")

    def _slug(self, name: str) -> str:
        stem = slugify(name)[:60] or "person"
        slug, number = stem, 2
        while Person.objects.filter(slug=slug).exists():
            slug, number = f"{stem}-{number}", number + 1
        return slug


def is_post(name: str) -> bool:
    """Whether the words are an office rather than a person: "Head of Learning and Achievement"."""
    return bool(_POST_WORDS.search(name))


def find_or_make_post(title: str, report: ImportReport) -> Post:
    """The post of this title, whatever its capital letters, or a new one."""
    post = Post.objects.filter(title__iexact=title).first()
    if post is None:
        post = Post.objects.create(title=title[:200])
        report.did(f"New post: {post.title}")
    return post
