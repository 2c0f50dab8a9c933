"""The shapes of charts: numbers → bars and columns, in percent across and in pixels down.

Across, everything is a share of the width, so that a chart fits a phone and a sheet of A4 while its words keep their
size. A chart adds nothing to the table that stands beside it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Pixels: a bar with its label above it, and a row of the words above columns.
BAR_ROW, LABEL_AT, BAR_AT, BAR_HEIGHT = 50, 15, 23, 16
MARK_ROW, PLOT_HEIGHT, AXIS_HEIGHT = 20, 130, 26
# While no column is higher than so many answers, each of them is a dot.
DOTS, DOT = 10, 13
COLUMNS_AT_MOST = 28
WEEK = 7
TICKS = 6
# Right of this share of the width, words stand before their line.
TURN = 60


def percent(part: float, whole: float) -> str:
    """ "33.333%"; "0%" of nothing."""
    return f"{part / whole * 100:.3f}".rstrip("0").rstrip(".") + "%" if whole else "0%"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar: what it is (a word for its pattern), its label, and its number."""

    kind: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A part with its place."""

    part: Part
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    note: str
    y_label: int
    y: int
    parts: list[Drawn]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars, one under the other, all on one scale; `legend` are the kinds of parts that occur, with their labels."""

    anchor: str
    title: str
    description: str
    bars: list[Bar]
    height: int
    legend: list[Part]
    bar_height: int = BAR_HEIGHT


def bar_chart(
    anchor: str,
    title: str,
    description: str,
    rows: Sequence[tuple[str, str, Sequence[Part]]],
    *,
    has_legend: bool = True,
) -> BarChart:
    """Of rows of label, note and parts; the longest row fills the width."""
    longest = max((sum(part.number for part in parts) for _, _, parts in rows), default=0)
    bars: list[Bar] = []
    seen: dict[str, Part] = {}
    for place, (label, note, parts) in enumerate(rows):
        drawn, before = [], 0
        for part in parts:
            if part.number:
                drawn.append(Drawn(part, percent(before, longest), percent(part.number, longest)))
                seen.setdefault(part.kind, part)
            before += part.number
        top = place * BAR_ROW
        bars.append(Bar(label, note, top + LABEL_AT, top + BAR_AT, drawn))
    order = [part.kind for _, _, parts in rows[:1] for part in parts]
    legend = sorted(seen.values(), key=lambda part: order.index(part.kind)) if has_legend else []
    return BarChart(anchor, title, description, bars, len(rows) * BAR_ROW, legend)


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers that took from `first` to `last` days; `late` of the `number` came after their last day."""

    first: int
    last: int
    number: int
    late: int

    @property
    def label(self) -> str:
        return f"{self.first} to {self.last}"

    @property
    def in_time(self) -> int:
        """In time, or without a time limit."""
        return self.number - self.late


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of a column."""

    kind: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class Dot:
    kind: str
    y: float


@dataclass(frozen=True, slots=True)
class Column:
    bin: Bin
    x: str
    width: str
    middle: str
    blocks: list[Block]
    dots: list[Dot]


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across the plot with words at its head: a clock, or the median."""

    kind: str
    label: str
    x: str
    y_label: int
    is_turned: bool


@dataclass(frozen=True, slots=True)
class Tick:
    label: str
    x: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """How many answers took how long, in columns of whole weeks, with the clocks' ends and the median."""

    anchor: str
    title: str
    description: str
    columns: list[Column]
    marks: list[Mark]
    ticks: list[Tick]
    height: int
    base: int
    top: int
    y_axis: int

    @property
    def has_dots(self) -> bool:
        return any(column.dots for column in self.columns)


def bins_of(days: Iterable[int], late: Iterable[int]) -> list[Bin]:
    """The days that answers took, in equal steps of whole weeks; every step from 0 to the longest, also the empty."""
    taken, taken_late = Counter(days), Counter(late)
    if not taken:
        return []
    longest = max(taken)
    step = WEEK * max(1, -(-(longest + 1) // (WEEK * COLUMNS_AT_MOST)))
    found = []
    for first in range(0, longest + 1, step):
        inside = range(first, first + step)
        number, after = (sum(told[day] for day in inside) for told in (taken, taken_late))
        found.append(Bin(first, first + step - 1, number, after))
    return found


def column_chart(
    anchor: str, title: str, description: str, bins: Sequence[Bin], marks: Sequence[tuple[str, str, float]]
) -> ColumnChart | None:
    """Of bins, and marks of kind, label and day; None where nothing was answered. Marks beyond the plot stay away."""
    if not bins:
        return None
    across = bins[-1].last + 1
    shown = sorted((mark for mark in marks if mark[2] <= across), key=lambda mark: mark[2])
    top = len(shown) * MARK_ROW + 6
    base = top + PLOT_HEIGHT
    highest = max(one.number for one in bins)
    columns = [
        Column(
            one,
            percent(one.first, across),
            percent(one.last + 1 - one.first, across),
            percent((one.first + one.last + 1) / 2, across),
            [] if highest <= DOTS else _blocks(one, highest, base),
            _dots(one, base) if highest <= DOTS else [],
        )
        for one in bins
        if one.number
    ]
    lines = [
        Mark(kind, label, percent(day, across), number * MARK_ROW + LABEL_AT, day / across * 100 > TURN)
        for number, (kind, label, day) in enumerate(shown)
    ]
    every = max(1, -(-len(bins) // TICKS))
    starts = [one.first for one in bins][::every]
    ticks = [Tick(str(day), percent(day, across), "middle" if day else "start") for day in starts]
    return ColumnChart(
        anchor, title, description, columns, lines, ticks, base + AXIS_HEIGHT, base, top, base + AXIS_HEIGHT - 8
    )


def _blocks(one: Bin, highest: int, base: int) -> list[Block]:
    """What came in time at the foot, what came late above it."""
    blocks, foot = [], float(base)
    for kind, number in (("in_time", one.in_time), ("late", one.late)):
        if number:
            height = number / highest * PLOT_HEIGHT
            foot -= height
            blocks.append(Block(kind, f"{foot:.2f}", f"{height:.2f}"))
    return blocks


def _dots(one: Bin, base: int) -> list[Dot]:
    kinds = ["in_time"] * one.in_time + ["late"] * one.late
    return [Dot(kind, base - (place + 0.5) * DOT) for place, kind in enumerate(kinds)]
