"""ledger/*.toml: what came of each recommendation and action."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Update:
    """One fact of the ledger; its day counts like that of an edition."""

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


@dataclass(frozen=True, slots=True)
class Entry:
    """What came of one recommendation or action, named as "meeting/line"."""

    outcome: str
    updates: tuple[Update, ...]


@dataclass(frozen=True, slots=True)
class LedgerFile:
    entries: tuple[Entry, ...] = field(metadata={"key": "entry"})
