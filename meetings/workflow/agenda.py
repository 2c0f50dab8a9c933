"""Saving an agenda: its items, their order and their numbers in one deed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from meetings.models import AgendaItem, Meeting
from meetings.policies.agenda import is_published, why_not_remove
from meetings.workflow.agenda_numbers import is_regular, is_sub, number_between, numbered
from meetings.workflow.agenda_order import merged
from meetings.workflow.agenda_row import AgendaRow
from meetings.workflow.agenda_writing import write_agenda
from meetings.workflow.change import RefusedError, change
from meetings.workflow.deferral import settle_deferral
from meetings.workflow.restriction import papers_to_settle, settle_papers
from portal.accounts.models import User

CHANGED = (
    "Somebody else changed this item while you had it open. Theirs: {theirs}. Yours stands here: save again to keep it."
)
GONE = "Somebody else took this item off the agenda while you changed it. Save again to put it back as a new item."
MOVED = "Somebody else moved items while you did. Their order stands now; move the items again if yours should."
MOST_ITEMS = 200


@dataclass(slots=True)
class SentRow:
    """One row as it was sent: `key` is the number of the item's row, or any other word for a new one.

    `seen` is the digest, and `shown_number` the number, that it was shown with.
    """

    key: str
    row: AgendaRow
    seen: str = ""
    shown_number: str = ""
    is_removed: bool = False


class AgendaRefusedError(RefusedError):
    """Nothing of the agenda was saved; `by_row` gives for a row its sentences by field ("" for the row itself)."""

    def __init__(self, by_row: dict[str, dict[str, str]]) -> None:
        self.by_row = by_row
        super().__init__(*(sentence for fields in by_row.values() for sentence in fields.values()))


@dataclass(slots=True)
class SavedAgenda:
    """What was saved, and what was left because somebody else had changed it meanwhile."""

    is_changed: bool = False
    left: dict[str, str] = field(default_factory=dict)
    order_left: str = ""


def save_agenda(
    *,
    meeting: Meeting,
    rows: Sequence[SentRow],
    shown: Sequence[str],
    by: User,
    is_renumbering: bool = False,
    turned: str = "",
) -> SavedAgenda:
    """Saves the rows in their order. `shown` are the keys in the order in which they were shown.

    A row that both the officer and somebody else changed is left as it stands and told in the answer; every other row
    is saved. `turned` is the key of an item that becomes a sub-item, or an item of its own again. Numbers follow the
    order by themselves until the agenda is published or somebody numbers by hand. Raises AgendaRefusedError.
    """
    with change(meeting, "saved the agenda", by=by) as locked:
        standing = {
            str(item.pk): item for item in locked.items.select_related("deferred_to", "meeting").order_by("position")
        }
        saved = SavedAgenda()
        taken_in, removed = _sort_out(rows, standing, saved)
        _refuse(taken_in, removed, standing)
        for key in removed:
            standing[key].delete()
        now = [key for key in standing if key not in removed]
        sent = [row.key for row in rows if row.key in taken_in or row.key in now]
        order, gives_way = merged(shown=[key for key in shown if key in now], sent=sent, now=now)
        saved.order_left = MOVED if gives_way else ""
        items = {key: standing.get(key) or AgendaItem(meeting=locked) for key in order}
        _check_length(order)
        before = {key: AgendaRow.of(standing[key]) for key in taken_in if key in standing}
        changed = [set(taken_in[key].row.put_on(items[key])) if key in taken_in else set() for key in order]
        follows = not is_published(locked) and is_regular([item.agenda_number for item in standing.values()])
        numbers = _numbers(order, items, taken_in, follows=follows, is_renumbering=is_renumbering, turned=turned)
        _refuse_doubles(order, numbers)
        saved.is_changed = bool(removed) | write_agenda([items[key] for key in order], numbers, changed)
        for key in order:
            if key in taken_in:
                settle_deferral(items[key], taken_in[key].row, by=by)
            if key in before:
                settle_papers(items[key], before=before[key], row=taken_in[key].row, by=by)
        return saved


def _sort_out(
    rows: Sequence[SentRow], standing: dict[str, AgendaItem], saved: SavedAgenda
) -> tuple[dict[str, SentRow], list[str]]:
    """The rows to be saved, by key, and the keys of those to be removed; what both changed is left, and told."""
    taken_in: dict[str, SentRow] = {}
    removed: list[str] = []
    for sent in rows:
        item = standing.get(sent.key)
        is_mine = sent.row.digest != sent.seen
        if item is None:
            if sent.seen and (is_mine and not sent.is_removed):
                saved.left[sent.key] = GONE
            elif not sent.seen and not sent.is_removed:
                taken_in[sent.key] = sent
            continue
        stands = AgendaRow.of(item)
        is_theirs = stands.digest != sent.seen
        if is_theirs and (sent.is_removed or (is_mine and sent.row.digest != stands.digest)):
            saved.left[sent.key] = CHANGED.format(theirs=_differences(stands, sent.row))
        elif sent.is_removed:
            removed.append(sent.key)
        elif is_mine or sent.row.agenda_number != sent.shown_number:
            taken_in[sent.key] = sent
    return taken_in, removed


def _differences(stands: AgendaRow, typed: AgendaRow) -> str:
    names = [name for name in AgendaRow.__slots__ if getattr(stands, name) != getattr(typed, name)]
    untold = ("agenda_number", "papers_then")
    told = [f"{name.replace('_', ' ')} “{getattr(stands, name)}”" for name in names if name not in untold]
    return ", ".join(told) or f"“{stands.title}”"


def _refuse(taken_in: dict[str, SentRow], removed: list[str], standing: dict[str, AgendaItem]) -> None:
    wrong = {key: found for key, sent in taken_in.items() if (found := sent.row.why_not())}
    asked = [(key, standing[key], sent.row) for key, sent in taken_in.items() if key in standing]
    for key, sentence in papers_to_settle(asked).items():
        wrong[key] = {**wrong.get(key, {}), "papers_then": sentence}
    for key in removed:
        if reasons := why_not_remove(standing[key]):
            wrong[key] = {"remove": " ".join(reasons)}
    if wrong:
        raise AgendaRefusedError(wrong)


def _check_length(order: list[str]) -> None:
    if len(order) > MOST_ITEMS:
        raise RefusedError(f"An agenda holds {MOST_ITEMS} items at most; this would make {len(order)}.")


def _numbers(
    order: list[str],
    items: dict[str, AgendaItem],
    taken_in: dict[str, SentRow],
    *,
    follows: bool,
    is_renumbering: bool,
    turned: str,
) -> list[str]:
    """The number of each item in order."""
    typed = {
        key: sent.row.agenda_number for key, sent in taken_in.items() if sent.row.agenda_number != sent.shown_number
    }
    standing = {key: typed.get(key, item.agenda_number) for key, item in items.items()}
    if is_renumbering or (follows and all(is_sub(number) for number in typed.values())):
        return numbered(is_sub(standing[key]) != (key == turned) for key in order)
    numbers: list[str] = []
    for place, key in enumerate(order):
        number = standing[key]
        taken = [*(standing[other] for other in order if other != key), *numbers]
        if key == turned:
            is_own = is_sub(number)
            number = number_between([] if is_own else numbers, taken, is_last=is_own)
        elif items[key].pk is None and not number:
            number = number_between(numbers, taken, is_last=place == len(order) - 1)
        numbers.append(number)
    return numbers


def _refuse_doubles(order: list[str], numbers: list[str]) -> None:
    doubles = {key for key, number in zip(order, numbers, strict=True) if number and numbers.count(number) > 1}
    if doubles:
        sentence = "Two items have the number {}: change one, or let “Renumber” number them all."
        raise AgendaRefusedError(
            {key: {"agenda_number": sentence.format(number)}
             for key, number in zip(order, numbers, strict=True) if key in doubles}
        )  # fmt: skip
