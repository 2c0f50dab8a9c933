"""Invented council prose, drawn so that few words are frequent and most are rare, as in real minutes."""

import itertools
import random
import re
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

# In the order of their frequency: the n-th is drawn about 1/n as often as the first.
_FREQUENT = """
committee report council members officers service year scrutiny cabinet chairperson plan review budget children
asked noted schools health care data pressure demand update staff progress performance waiting support residents
funding transport county families housing quarter assessment target risk school partners programme roads adult
contract work cost evidence response action safety delivery winter capacity training recruitment waste library bus
carers savings strategy attendance placement hospital discharge consultation survey inspection maintenance grant
forecast complaint apprenticeship foster nursery drainage pothole flooding crossing footpath recycling collection
reserve inflation agency workforce resilience signposting outreach pilot framework procurement tenancy licence ward
parish village town bridge culvert cycleway speed limit streetlight verge hedge playground museum archive theatre
market harbour allotment orchard
"""
FREQUENT = re.findall(r"\w+", _FREQUENT)
_STARTS = re.findall(r"\w+", "bra cor del fen gar hal ket lin mar nor pel rud sta thor wex yar")
_MIDDLES = re.findall(r"\w+", "ba den fi gle ho ki la me no ra si to")
_ENDS = re.findall(r"\w+", "bury combe don field ford ham ley mere stead ton wick worth")
# Names that nobody bears and places that are nowhere: the long tail.
RARE = ["".join(parts) for parts in itertools.product(_STARTS, _MIDDLES, _ENDS)]
_GIVEN = ["Alwyn", "Bronagh", "Cerys", "Davinder", "Elspeth", "Farida", "Gethin", "Hester", "Idris", "Jocasta", "Kofi"]
_SENTENCES = [
    "The {0} {1} reported that the {2} of the {3} had risen by {n} per cent since the last {4}.",
    "Members asked why the {0} for {1} in {P} had not been {2} by the end of the {3}.",
    "In answer to a question on {0} the officer said that {n} of the {n2} {1} in {P} had been visited.",
    "It was noted that the {0} would be brought back once the {1} and the {2} had been completed.",
    "A member for {P} said that residents had waited {n} weeks for a {0}, and that the {1} did not say so.",
    "The committee heard that the {0} had cost £{n2},000 against a {1} of £{n},000.",
]
_TITLES = ["{0} and {1}", "{0} of the {1}", "The {0} in {P}", "{0}: {1} and {2}", "Review of {0} {1}"]
_DEEDS = [
    "That the {0} of the {1} be reported to the committee with figures for {P}",
    "That Cabinet should bring the {0} forward and publish the {1} by which it is judged",
    "That a note on the {0} in {P} be circulated before the next {1}",
    "That the {0} be noted, and that the {1} be looked at again within {n} months",
]


class Scribe:
    """Writes sentences, titles, names; the same seed, the same words."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  # an invention, not a secret
        weights = [1 / place for place in range(1, len(FREQUENT) + 1)]
        self._weights = list(itertools.accumulate(weights))

    def choice(self, among: Sequence[str]) -> str:
        return self._random.choice(among)

    def one_of(self, among: Sequence[T]) -> T:
        return self._random.choice(among)

    def number(self, least: int, most: int) -> int:
        return self._random.randint(least, most)

    def chance(self, share: float) -> bool:
        return self._random.random() < share

    def place(self) -> str:
        return self._random.choice(RARE).capitalize()

    def name(self) -> str:
        return f"{self._random.choice(_GIVEN)} {self.place()}"

    def title(self) -> str:
        return self._filled(self._random.choice(_TITLES))[:200].capitalize()

    def sentence(self) -> str:
        return self._filled(self._random.choice(_SENTENCES))

    def paragraph(self, sentences: int) -> str:
        return " ".join(self.sentence() for _ in range(sentences))

    def deed(self) -> str:
        """The words of a resolution, a recommendation or an action."""
        return self._filled(self._random.choice(_DEEDS))

    def _filled(self, form: str) -> str:
        words = self._random.choices(FREQUENT, cum_weights=self._weights, k=5)
        numbers = {"n": self.number(2, 99), "n2": self.number(100, 999)}
        return form.format(*words, P=self.place(), **numbers)
