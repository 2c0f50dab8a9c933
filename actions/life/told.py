"""The facts of one entry as a page tells them, each with its files and with what took it back."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from actions.models import LedgerEntry, LedgerFile, LedgerUpdate
from actions.words import NAMING_KINDS, UpdateKind

# What a page calls a fact that names another entry or takes another fact back; the others by their kind.
WHAT = {
    UpdateKind.SUPERSEDED: "Superseded by another",
    UpdateKind.MERGED: "Merged into another",
    UpdateKind.PLANNED: "Action agreed to carry it out",
    UpdateKind.EXTENDED: "Due date extended",
    UpdateKind.CORRECTED: "A fact was taken back",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One fact. `correction` is what took it back up to the day of the page, `corrects` what it takes back itself."""

    update: LedgerUpdate
    files: list[LedgerFile] = field(default_factory=list)
    correction: LedgerUpdate | None = None
    corrects: LedgerUpdate | None = None
    answered_late_by: int = 0
    of_recommendation: bool = False

    @property
    def what(self) -> str:
        kind = UpdateKind(self.update.kind)
        if self.update.verdict:
            return f"{kind.label}: {self.update.get_verdict_display().lower()}"
        return "A later day promised" if self.promises else WHAT.get(kind, kind.label)

    @property
    def stands(self) -> bool:
        """Whether it counts on the day of the page."""
        return self.correction is None and self.update.kind != UpdateKind.CORRECTED

    @property
    def evidence(self) -> str:
        """The words that prove it; "" where they only name its files, which stand beside them as links."""
        words = self.update.evidence
        titles = [file.title for file in self.files]
        return "" if titles and words in (titles[0], ", ".join(titles)) else words

    @property
    def due_word(self) -> str:
        """What the date that it set is: an addressee has a last day, or promises another; an action has a due date."""
        if self.update.kind in (UpdateKind.SENT, UpdateKind.RECONSIDERED):
            return "Last day for a response"
        return "Promised for" if self.promises else "Due"

    @property
    def promises(self) -> bool:
        """Whether an addressee promised a later day; that of an action is moved."""
        return self.of_recommendation and self.update.kind == UpdateKind.EXTENDED

    @property
    def gives_way_to(self) -> LedgerEntry | None:
        return self.update.other if self.update.kind in NAMING_KINDS else None

    @property
    def carried_out_by(self) -> LedgerEntry | None:
        return self.update.other if self.update.kind == UpdateKind.PLANNED else None


def updates_of(entry: LedgerEntry, *, with_recorder: bool = False) -> list[LedgerUpdate]:
    """All facts of the entry in their order, with what pages show of them: two queries, however many there are.

    `with_recorder`: with who recorded each, which the office alone is told.
    """
    related = entry.updates.select_related("other", "meeting__committee").defer("meeting__titles")
    if with_recorder:
        related = related.select_related("recorded_by")
    return list(related.prefetch_related("files"))


def facts_told(entry: LedgerEntry, updates: Iterable[LedgerUpdate], day: dt.date) -> list[Told]:
    """The facts up to and including `day`; one that was taken back later counts there still.

    `entry` stands as at that day, so that it knows of its first response.
    """
    known = [update for update in updates if update.on <= day]
    corrections = {update.corrects_id: update for update in known if update.corrects_id is not None}
    by_number = {update.pk: update for update in known}
    first_answer = next(
        (
            u.pk
            for u in known
            if u.kind == UpdateKind.RESPONSE and u.on == entry.answered_on and u.pk not in corrections
        ),
        None,
    )
    return [
        Told(
            update=update,
            files=list(update.files.all()),
            correction=corrections.get(update.pk),
            corrects=by_number.get(update.corrects_id) if update.corrects_id else None,
            answered_late_by=entry.answered_late_by if update.pk == first_answer else 0,
            of_recommendation=entry.is_recommendation,
        )
        for update in known
    ]


def last_standing(facts: Iterable[Told], *kinds: str) -> Told | None:
    """The last fact of these kinds that counts."""
    return next((told for told in reversed(list(facts)) if told.stands and told.update.kind in kinds), None)
