"""Names that an officer types → people and posts of the record."""

from collections.abc import Collection, Iterable

from django.db.models.functions import Lower

from meetings.importing.matching import name_key, without_title
from meetings.models import Person, PersonSpelling, Post

SUGGESTED_AT_MOST = 5


def people_named(names: Iterable[str]) -> dict[str, Person]:
    """The person of each name that is known, by any spelling and whatever the title. At most two queries."""
    keys = {name: name_key(name) for name in names}
    spellings = PersonSpelling.objects.filter(key__in=set(keys.values()) - {""}).select_related("person")
    by_key = {spelling.key: spelling.person for spelling in spellings}
    found = {name: by_key[key] for name, key in keys.items() if key in by_key}
    missing = {without_title(name)[1]: name for name in keys if name not in found and keys[name]}
    namesakes: dict[str, list[Person]] = {}
    for person in Person.objects.filter(name__in=missing) if missing else ():
        namesakes.setdefault(missing[person.name], []).append(person)
    return found | {name: people[0] for name, people in namesakes.items() if len(people) == 1}


def why_not_a_name(name: str) -> list[str]:
    """Why the words do not name one person: a surname alone may be several people's."""
    key = name_key(name)
    if not key or " " in key:
        return []
    bearers = Person.objects.filter(sort_name__startswith=f"{key} ").sorted()[:SUGGESTED_AT_MOST]
    who = " or ".join(person.full_name for person in bearers)
    return [f"“{name}” is only part of a name. Write it whole{f': {who}' if who else ''}."]


def posts_titled(titles: Collection[str]) -> dict[str, Post]:
    """The post of each title, whatever its capital letters; those that are new are made."""
    wanted = {title.casefold(): title for title in titles}
    known = Post.objects.alias(key=Lower("title")).filter(key__in=wanted)
    found: dict[str, Post] = {post.title.casefold(): post for post in known}
    for key, title in wanted.items():
        if key not in found:
            found[key] = Post.objects.create(title=title)
    return {title: found[title.casefold()] for title in titles}
