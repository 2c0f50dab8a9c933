"""programmes.toml: work programmes, what was changed of them and why, and what groups are for."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ProgrammeChange:
    """One change of a row; a change of the time names a meeting, a time in words, or that there is none any more."""

    on: str
    reason: str
    meeting: str = ""
    when: str = ""
    unscheduled: bool = False
    state: str = ""
    position: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """One row as it stood when the programme was released. `item` is "meeting/agenda number", `reference` an outcome
    of the ledger as "meeting/line"; `carried` copies it into the next year.
    """

    title: str
    type: str = ""
    origin: str = ""
    origin_note: str = ""
    reference: str = ""
    lead: str = ""
    position: str = ""
    description: str = ""
    heading: str = ""
    meeting: str = ""
    day: str = ""
    when: str = ""
    item: str = ""
    carried: bool = False
    changes: tuple[ProgrammeChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    committee: str
    year: int
    released: str
    rows: tuple[ProgrammeRow, ...] = field(metadata={"key": "row"})
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What a task and finish group is for."""

    committee: str
    status: str
    scope: str
    exclusions: str
    outcomes: str
    begins: str
    ends: str
    timeframe: str


@dataclass(frozen=True, slots=True)
class ProgrammeFile:
    programmes: tuple[Programme, ...] = field(default=(), metadata={"key": "programme"})
    groups: tuple[Group, ...] = field(default=(), metadata={"key": "group"})
