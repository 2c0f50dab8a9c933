"""What the demonstration council keeps once for all meetings: templates of agendas, usual officers, municipal years."""

import datetime as dt

from meetings.models import Committee, MunicipalYear, StandingItem, UsualOfficer
from portal.demonstration import shapes
from portal.demonstration.book import Book, saved
from portal.demonstration.dates import day_of


def make_municipal_years(book: Book) -> None:
    """The council's years from annual meeting to annual meeting, no two of one calendar year."""
    known: set[int] = set()
    for told in book.plan.council.municipal_years:
        first = day_of(told.first, book.calendar.today)
        # Annual meetings lie 52 weeks apart here, so once in a while two fall into one calendar year.
        if first.year not in known:
            known.add(first.year)
            saved(MunicipalYear(year=first.year, first_day=first, last_day=day_of(told.last, book.calendar.today)))


def usual(book: Book, told: shapes.Committee) -> dict[str, object]:
    """With what a new meeting of the committee begins, as columns of its row."""
    contact = book.people[told.contact] if told.contact else None
    post = book.posts.get(book.post_of.get(told.contact, ""))
    return {
        "quorum": told.quorum or None,
        "usual_venue": book.venues[told.venue] if told.venue else None,
        "usual_start": dt.time.fromisoformat(told.start) if told.start else None,
        "contact_name": contact.full_name if contact else "",
        "contact_post": post.title if post else "",
        "contact_phone": told.contact_phone,
        "contact_email": told.contact_email,
    }


def make_template(book: Book, told: shapes.Committee, committee: Committee) -> None:
    """The committee's standing items and its usual officers, each in their order."""
    templates = {template.key: template for template in book.plan.council.templates}
    items = templates[told.standing].items if told.standing else ()
    for position, item in enumerate(items, start=1):
        saved(
            StandingItem(committee=committee, position=position, title=item.title, kind=item.kind, purpose=item.purpose)
        )
    for position, post in enumerate(told.officers, start=1):
        saved(UsualOfficer(committee=committee, post=book.posts[post], position=position))
