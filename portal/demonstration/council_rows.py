"""The demonstration council's people, posts, committees, seats and sign-ins as rows."""

import datetime as dt

from django.utils.text import slugify

from meetings.importing.matching import name_key, sort_name
from meetings.models import (
    Committee,
    CommitteeAlias,
    Membership,
    MembershipRole,
    MinuteSeries,
    Person,
    PersonSpelling,
    Post,
    Venue,
    VotingRight,
)
from portal.accounts.demo import SIGN_INS
from portal.accounts.models import Grant, Role, User
from portal.demonstration import shapes
from portal.demonstration.book import Book, saved
from portal.demonstration.dates import day_of
from portal.demonstration.reference_rows import make_template, usual

# Who signs in with each of the demonstration's addresses; the name is printed in editions.
NAMES = {
    Role.ADMINISTRATOR: "Rowena Tapsell",
    Role.PUBLISHER: "Jonah Silk",
    Role.CLERK: "Frances Adlington",
    Role.COUNCILLOR: "Judith Pellow",
    Role.OWNER: "Leila Haddadin",
}


def make_users(book: Book) -> None:
    """The sign-ins of `portal.accounts.demo`, each with its role over all committees."""
    roles = {str(role.label): role for role in Role}
    for label, email, password in SIGN_INS:
        role = roles[label]
        user = User.objects.create_user(email, password, name=NAMES[role])
        saved(Grant(user=user, role=role))
        if role == Role.PUBLISHER:
            book.publisher = user
        if role == Role.CLERK:
            book.clerk = user
    book.say(f"Made {len(SIGN_INS)} sign-ins.")


def make_people(book: Book) -> None:
    """Venues, posts and people, each person with every spelling of the name."""
    council = book.plan.council
    for venue in council.venues:
        book.venues[venue.key] = saved(Venue(name=venue.name, address=venue.address))
    for post in council.posts:
        book.posts[post.key] = saved(Post(title=post.title, directorate=post.directorate))
    for person in council.people:
        book.people[person.key] = _person(person)
        if person.post:
            book.post_of[person.key] = person.post
    book.say(f"Made {len(council.venues)} venues, {len(council.posts)} posts and {len(council.people)} people.")


def _person(told: shapes.Person) -> Person:
    person = saved(
        Person(
            title=told.title,
            name=told.name,
            sort_name=sort_name(told.name),
            slug=slugify(told.name),
            email=told.email,
            account=User.objects.get(email=told.account) if told.account else None,
        )
    )
    known: set[str] = set()
    for spelling in (told.name, *told.aliases):
        # Spellings that differ only in marks share one key; a further one keeps itself apart by its number.
        key = name_key(spelling)
        key = key if key not in known else f"{key} #{len(known) + 1}"
        known.add(key)
        saved(PersonSpelling(person=person, spelling=spelling, key=key))
    return person


def make_committee(book: Book, told: shapes.Committee) -> Committee:
    """A committee with its aliases, its series of minute numbers and its seats."""
    committee = saved(
        Committee(
            name=told.name,
            code=told.code,
            slug=told.slug,
            kind=told.kind,
            remit=told.remit,
            parent=book.committees[told.parent] if told.parent else None,
            **usual(book, told),
        )
    )
    book.committees[told.key] = committee
    make_template(book, told, committee)
    for alias in told.aliases:
        saved(CommitteeAlias(committee=committee, name=alias))
    seats = [seat for seat in book.plan.council.memberships if seat.committee == told.key]
    for seat in seats:
        saved(_membership(book, committee, seat))
    begun = min(day_of(seat.first, book.calendar.today) for seat in seats)
    book.series[told.key] = saved(MinuteSeries(committee=committee, name=_series_name(begun), begun_on=begun))
    book.say(f"Made {committee} with {len(seats)} seats.")
    return committee


def _membership(book: Book, committee: Committee, seat: shapes.Membership) -> Membership:
    today = book.calendar.today
    never = seat.role == MembershipRole.NON_VOTING
    return Membership(
        committee=committee,
        person=book.people[seat.person],
        role=seat.role,
        body=seat.body,
        votes=VotingRight.NEVER if never else seat.votes,
        first_day=day_of(seat.first, today),
        last_day=day_of(seat.last, today) if seat.last else None,
    )


def _series_name(begun: dt.date) -> str:
    return f"from {begun:%B %Y}"
