"""Deeds on people: who they are, and how documents spell them."""

from django.utils.text import slugify

from meetings.importing.matching import name_key, sort_name
from meetings.models import Person, PersonSpelling
from meetings.workflow.reference import reference_deed
from portal.accounts.models import User

_SLUG = 80


def keep_person(person: Person, *, spellings: list[str], by: User) -> Person:
    """Enters or changes a person with every spelling of the name; raises NotPermittedError or RefusedError.

    The name itself is always among the spellings. A new person gets a permanent address made of the name.
    """
    verb = "added" if person.pk is None else "changed"
    if not person.sort_name:
        person.sort_name = sort_name(person.name)
    if not person.slug:
        person.slug = _free_slug(person.name)
    with reference_deed(f"{verb} the person", on=person, by=by):
        person.save()
        wanted = list(dict.fromkeys([person.name, *spellings]))
        person.spellings.exclude(spelling__in=wanted).delete()
        kept = dict(person.spellings.values_list("spelling", "key"))
        for spelling in wanted:
            if spelling not in kept:
                kept[spelling] = _key(spelling, set(kept.values()))
                PersonSpelling.objects.create(person=person, spelling=spelling, key=kept[spelling])
    return person


def _key(spelling: str, known: set[str]) -> str:
    """The key of a spelling; one that differs only in marks from another keeps itself apart by its number."""
    key = name_key(spelling) or spelling.casefold()
    return key if key not in known else f"{key} #{len(known) + 1}"


def _free_slug(name: str) -> str:
    stem = slugify(name)[: _SLUG - 5] or "person"
    taken = set(Person.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
