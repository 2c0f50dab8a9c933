"""What the difference between two editions is made of. Each part knows its state and how it reads with its marks."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from meetings.editions.marking import Marked, mark_text

Content = dict[str, Any]


@dataclass(frozen=True)
class Fact:
    """One thing said of something, before and after, in words. `html` holds both, marked."""

    label: str
    before: str
    after: str
    state: str
    html: str


def fact(label: str, before: str, after: str) -> Fact:
    marked = mark_text(before, after)
    return Fact(label, before, after, marked.state, marked.html)


def facts_that_changed(rows: Iterable[tuple[str, str, str]]) -> list[Fact]:
    """Of rows (label, before, after) those that differ."""
    return [found for row in rows if (found := fact(*row)).state != "same"]


@dataclass(frozen=True)
class Person:
    """Somebody in the attendance: added, removed, or changed in what is said of them. `said` is what was said."""

    name: str
    state: str
    said: str = ""
    facts: list[Fact] = field(default_factory=list)


@dataclass(frozen=True)
class Paper:
    """A paper: added, removed, replaced (same title, other file), renamed, changed (in what is said of it), or same;
    withheld (it was shown, and is not for publication now), or released (it was withheld, and is shown now).

    `before` and `after` are its entries among the documents of the two editions, as far as its file may be pointed to;
    `passages` the words of one that is held as text alone.
    """

    title: str
    state: str
    before: Content | None
    after: Content | None
    facts: list[Fact] = field(default_factory=list)
    passages: list[Marked] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """An outcome line, by its key: its text with marks, and what changed of its kind, addressee, owner or due date."""

    anchor: str
    label: str
    state: str
    html: str
    facts: list[Fact] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """A group of outcomes with its marker and lead-in, its lines and the vote. `moved`: it stands elsewhere now."""

    state: str
    head: Marked
    lines: list[Line]
    foot: Marked
    moved: bool = False


@dataclass(frozen=True)
class Part:
    """A part of an item's body in the order of reading. `kind`: prose, outcomes, or fold (of unchanged parts)."""

    kind: str
    passage: Marked | None = None
    group: Group | None = None
    folded: list["Part"] = field(default_factory=list)

    @property
    def state(self) -> str:
        part = self.passage or self.group
        return part.state if part else "same"


# Fewer parts than this are not worth folding away.
LEAST_FOLDED = 2


def fold(parts: list[Part]) -> list[Part]:
    """Long stretches without a change folded together, but for the part that stands next to a change."""
    found: list[Part] = []
    still: list[Part] = []
    for part in [*parts, None]:
        if part is not None and part.state == "same":
            still.append(part)
            continue
        first = 1 if found else 0
        last = 1 if part is not None else 0
        hidden = still[first : len(still) - last]
        if len(hidden) >= LEAST_FOLDED:
            found += [*still[:first], Part("fold", folded=hidden), *still[len(still) - last :]]
        else:
            found += still
        still = []
        if part is not None:
            found.append(part)
    return found


@dataclass(frozen=True)
class Item:
    """An agenda item: added, removed, changed, or same; and whether it was moved or given other numbers."""

    anchor: str
    minute_number: str
    agenda_number: str
    title: str
    state: str
    moved: bool = False
    renumbered: bool = False
    facts: list[Fact] = field(default_factory=list)
    body: list[Part] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        return self.state != "same" or self.moved or self.renumbered


@dataclass(frozen=True)
class Question:
    """A question from the public or a member: what changed of who asked whom, and of each of its texts."""

    anchor: str
    title: str
    state: str
    facts: list[Fact] = field(default_factory=list)
    texts: list[tuple[str, list[Marked]]] = field(default_factory=list)


@dataclass(frozen=True)
class LogRow:
    """A row of the action log as it stood in the papers."""

    number: str
    text: str
    state: str
    facts: list[Fact] = field(default_factory=list)


@dataclass(frozen=True)
class Difference:
    """What changed of a meeting's record from one edition to another; every list holds only what changed, but `items`
    and the papers in them, which hold all in the order of the later edition.
    """

    facts: list[Fact]
    attendance: list[Person]
    items: list[Item]
    questions: list[Question]
    action_log: list[LogRow]
    papers: list[Paper]

    @property
    def changed_items(self) -> list[Item]:
        return [item for item in self.items if item.is_changed]

    @property
    def unchanged_items(self) -> list[Item]:
        return [item for item in self.items if not item.is_changed]

    @property
    def is_empty(self) -> bool:
        rest = (self.facts, self.attendance, self.changed_items, self.questions, self.action_log, self.papers)
        return not any(rest)
