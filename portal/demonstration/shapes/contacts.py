"""contacts.toml: whom the office writes to about the ledger, and what owners have answered."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Holding:
    holder: str
    since: str


@dataclass(frozen=True, slots=True)
class Contact:
    """An owner or an addressee. `took_over` is the day on which the present holder came, after those in `held`."""

    name: str
    kind: str
    holder: str = ""
    email: str = ""
    head: str = ""
    held: tuple[Holding, ...] = ()
    took_over: str = ""


@dataclass(frozen=True, slots=True)
class OwnerAnswer:
    """What an owner or addressee sent by a link, and what an officer has made of it; `due` counts from today."""

    entry: str
    kind: str
    days_ago: int
    by: str
    text: str
    verdict: str = ""
    evidence: str = ""
    due: str = ""
    paper: str = ""
    state: str = "waiting"
    because: str = ""


@dataclass(frozen=True, slots=True)
class ContactFile:
    contacts: tuple[Contact, ...] = field(default=(), metadata={"key": "contact"})
    answers: tuple[OwnerAnswer, ...] = field(default=(), metadata={"key": "answer"})
