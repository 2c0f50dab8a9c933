"""council.toml: the council, its venues, posts, people, committees and seats."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Venue:
    key: str
    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    key: str
    title: str
    directorate: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    key: str
    name: str
    title: str = ""
    aliases: tuple[str, ...] = ()
    email: str = ""
    post: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class Committee:
    key: str
    name: str
    code: str
    slug: str
    kind: str
    published: str
    remit: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    quorum: int = 0
    venue: str = ""
    start: str = ""
    contact: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    officers: tuple[str, ...] = ()
    standing: str = ""


@dataclass(frozen=True, slots=True)
class StandingItem:
    title: str
    kind: str
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """The standing items of every committee that names it."""

    key: str
    items: tuple[StandingItem, ...]


@dataclass(frozen=True, slots=True)
class MunicipalYear:
    first: str = field(metadata={"key": "from"})
    last: str = field(metadata={"key": "to"})


@dataclass(frozen=True, slots=True)
class Membership:
    committee: str
    person: str
    role: str
    first: str = field(metadata={"key": "from"})
    last: str = field(default="", metadata={"key": "to"})
    body: str = ""
    votes: str = "always"


@dataclass(frozen=True, slots=True)
class Submission:
    """What somebody sent in by the public form: a question to the `meeting`, or a topic where none is named."""

    committee: str
    name: str
    place: str
    email: str
    text: str
    days_ago: int
    meeting: str = ""
    title: str = ""
    addressed_to: str = ""
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting that the office has made and not published, or a series of them, one every so many weeks."""

    committee: str
    when: str
    status: str = "provisional"
    start: str = ""
    venue: str = ""
    every: int = 0
    times: int = 1
    agenda: bool = False
    is_ready: bool = False


@dataclass(frozen=True, slots=True)
class Council:
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class CouncilFile:
    council: Council
    venues: tuple[Venue, ...] = field(metadata={"key": "venue"})
    posts: tuple[Post, ...] = field(metadata={"key": "post"})
    people: tuple[Person, ...] = field(metadata={"key": "person"})
    committees: tuple[Committee, ...] = field(metadata={"key": "committee"})
    memberships: tuple[Membership, ...] = field(metadata={"key": "membership"})
    templates: tuple[Template, ...] = field(default=(), metadata={"key": "template"})
    planned: tuple[Planned, ...] = ()
    municipal_years: tuple[MunicipalYear, ...] = field(default=(), metadata={"key": "municipal_year"})
    submissions: tuple[Submission, ...] = field(default=(), metadata={"key": "submission"})
