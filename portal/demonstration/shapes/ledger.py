"""ledger/*.toml: what came of each recommendation and action, and the actions that the ledger itself opened."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Proof:
    """A public file of a fact: a paper of fixtures/demo/papers, set as PDF."""

    title: str
    paper: str


@dataclass(frozen=True, slots=True)
class Update:
    """One fact of the ledger; its day counts like that of an edition.

    `key` is what a correction calls it in `corrects`. `other` names the entry that takes the place of this one, `item`
    where the committee reviewed it ("cyp-02/4"). A fact that `opens` an action gives the key by which an entry of its
    own tells what came of that.
    """

    kind: str
    days: int
    after: str = ""
    text: str = ""
    by: str = ""
    verdict: str = ""
    owner: str = ""
    directorate: str = ""
    due: str = ""
    evidence: str = ""
    key: str = ""
    corrects: str = ""
    other: str = ""
    item: str = ""
    opens: str = ""
    files: tuple[Proof, ...] = field(default=(), metadata={"key": "file"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What came of one recommendation or action, named as "meeting/line" or by the key under which it was opened."""

    outcome: str
    updates: tuple[Update, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """An action that stands in no minutes, agreed so many days after the meeting `after`; `due` counts from that day.

    One of an older log was brought in on the day of that meeting, however old it is.
    """

    key: str
    committee: str
    after: str
    days: int
    text: str
    origin: str = "between meetings"
    owner: str = ""
    directorate: str = ""
    due: str = ""
    item: str = ""
    number: str = ""
    cites_no_meeting: bool = False


@dataclass(frozen=True, slots=True)
class LedgerFile:
    entries: tuple[Entry, ...] = field(default=(), metadata={"key": "entry"})
    actions: tuple[Action, ...] = field(default=(), metadata={"key": "action"})
