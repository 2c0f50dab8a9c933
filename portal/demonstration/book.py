"""What the loading of the demonstration council has made so far, by the keys of its files."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Model

from meetings.models import AgendaItem, Committee, Meeting, MinuteSeries, Outcome, Person, Post, Venue
from portal.accounts.models import User
from portal.demonstration.dates import Calendar
from portal.demonstration.shapes import Demonstration

M = TypeVar("M", bound=Model)


def saved(row: M) -> M:
    """The row, its values checked, and saved. What concerns several rows is left to the database's own constraints:
    asking for each of them beforehand would double the time that loading takes.
    """
    row.clean_fields(exclude={field.name for field in row._meta.fields if field.is_relation})
    row.save()
    return row


@dataclass(slots=True)
class Book:
    """`say` is told one line a deed; `files` are the names of the files written to the office's folder."""

    plan: Demonstration
    calendar: Calendar
    now: dt.datetime
    say: Callable[[str], None]
    people: dict[str, Person] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    venues: dict[str, Venue] = field(default_factory=dict)
    committees: dict[str, Committee] = field(default_factory=dict)
    series: dict[str, MinuteSeries] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    items: dict[tuple[str, str], AgendaItem] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    post_of: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    publisher: User = field(default_factory=User)
    clerk: User = field(default_factory=User)

    def titled(self, key: str) -> str:
        """An officer as papers name one: "Ms Leila Haddadin, Service Director Education and Inclusion"."""
        post = self.post_of.get(key, "")
        name = self.people[key].full_name
        return f"{name}, {self.posts[post].title}" if post else name

    def named(self, key: str) -> str:
        """What stands in the record for a key: a person's full name, a post's title, or the words themselves."""
        if key in self.people:
            return self.people[key].full_name
        return self.posts[key].title if key in self.posts else key
