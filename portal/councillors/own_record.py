"""What the record says of the reader: attendance from published minutes, and declarations of interest."""

from meetings.editions.models import PublishedMeeting
from meetings.editions.registers import PublishedPerson
from meetings.models import Declaration, Person

DECLARATIONS_AT_MOST = 200


def published_person(person: Person) -> PublishedPerson | None:
    """The person as published records name him or her; None while none does."""
    return PublishedPerson.objects.named().filter(slug=person.slug).first()


def declarations_of(person: Person) -> list[Declaration]:
    """The interests that the person declared, by published minutes, the newest first.

    The office's rows, because editions hold names alone, and two people may have one; those of exempt business too,
    whose title is public.
    """
    minuted = PublishedMeeting.objects.standing().exclude(minutes="none").values("edition__meeting")
    declared = Declaration.objects.filter(person=person, item__meeting__in=minuted)
    rows = declared.select_related("item__meeting__committee").order_by("-item__meeting__date", "item__position", "pk")
    return list(rows[:DECLARATIONS_AT_MOST])
