"""Which charts the figures of impact are drawn as, and what each says in a sentence to those who do not see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Protocol

from actions.impact.charts import BarChart, Bin, ColumnChart, Part, bar_chart, column_chart
from actions.impact.counting import Figures
from actions.impact.figures import RESPONSES, VERDICTS
from actions.models import AddresseeClock

# A longer label would run into the number at the end of its line on a phone; the table gives it whole.
LONGEST_LABEL = 36
DAYS_A_MONTH = 365.25 / 12
# What became of the recommendations of a year, the first at the left; the rest of those made stands at the end.
_OVERDUE = next(measure for measure in RESPONSES if measure.name == "overdue")
VERDICT_PARTS = [*((measure.name, measure.label) for measure in VERDICTS), (_OVERDUE.name, _OVERDUE.label)]
REST = ("rest", "No answer, and none late")


@dataclass(frozen=True, slots=True)
class Step:
    """A step from made to proven: how many came so far, and of how many at the step before."""

    label: str
    number: int
    before: int
    made: int

    @property
    def share(self) -> str:
        """Of those made: "74%"; "" where none were."""
        return share(self.number, self.made)

    @property
    def share_of_step(self) -> str:
        return share(self.number, self.before)


def share(part: int, whole: int) -> str:
    """Whole percent, but never "0%" of something nor "100%" of less than all."""
    if not whole:
        return ""
    exact = part / whole * 100
    if 0 < exact < 1:
        return "under 1%"
    if 99 < exact < 100:
        return "over 99%"
    return f"{exact:.0f}%"


def steps(figures: Figures) -> list[Step]:
    counts = figures.counts
    numbers = [
        ("Made", counts["made"]),
        ("Answered", figures.answered),
        ("Accepted, in full or in part", figures.accepted),
        ("Accepted and done", counts["carried_out"]),
        ("Done and proven", counts["carried_proven"]),
    ]
    made = counts["made"]
    before = [made, *(number for _, number in numbers)]
    return [Step(label, number, before[place], made) for place, (label, number) in enumerate(numbers)]


def funnel(found: Sequence[Step]) -> BarChart:
    rows = [
        (
            step.label,
            f"{step.number:,}" + (f" ({step.share})" if place and step.share else ""),
            [Part("step", step.label, step.number), Part("track", "Not so far", step.made - step.number)],
        )
        for place, step in enumerate(found)
    ]
    told = ", ".join(f"{step.number:,} {step.label[:1].lower()}{step.label[1:]}" for step in found)
    return bar_chart("steps", "From recommendation to proof", f"{told}.", rows, has_legend=False)


class Labelled(Protocol):
    """A line of figures with its label."""

    @property
    def label(self) -> str: ...

    @property
    def figures(self) -> Figures: ...


def verdicts(what: str, lines: Sequence[Labelled]) -> BarChart:
    """A bar for each of the lines that made anything; `what` a line is: "municipal year"."""
    rows = []
    for line in lines:
        counts = line.figures.counts
        if counts["made"]:
            parts = [Part(name, words, counts[name]) for name, words in VERDICT_PARTS]
            note = f"{counts['made']:,} made"
            rows.append((_fitting(line.label), note, [*parts, Part(*REST, line.figures.rest)]))
    description = f"A bar for each {what}, as long as the number of its recommendations, in parts by what was answered."
    return bar_chart("verdicts", f"What the answers said, by {what}", description, rows)


def _fitting(label: str) -> str:
    """As much of the label as a line holds, whole words where there are some."""
    cut = shorten(label, LONGEST_LABEL, placeholder=" …")
    return cut if len(cut) > 1 else f"{label[: LONGEST_LABEL - 1]}…"


def days(figures: Figures, bins: Sequence[Bin], clocks: Iterable[AddresseeClock]) -> ColumnChart | None:
    """The days that answers took, with the end of each clock that ran for any of them, and the median."""
    limits = {(clock.months, clock.days) for clock in clocks if clock.months or clock.days}
    marks = [("clock", *_limit(months, days)) for months, days in sorted(limits, key=str)]
    median = figures.median_days
    if median is None:
        return None
    marks.append(("median", f"Median {figures.median_words} days", median))
    number, late = len(figures.days), len(figures.late_days)
    description = (
        f"{number:,} {'answer' if number == 1 else 'answers'}, {late:,} of them late. "
        f"Half came within {figures.median_words} days of receipt; the slowest took {max(figures.days):,} days."
    )
    return column_chart("days", "Days from receipt to answer", description, bins, marks)


def _limit(months: int | None, days: int | None) -> tuple[str, float]:
    """What a clock is called, and about how many days it runs."""
    if months:
        return ("1 month" if months == 1 else f"{months} months"), months * DAYS_A_MONTH
    return ("1 day" if days == 1 else f"{days} days"), float(days or 0)
