"""The form of the whole agenda: a row for each item, in order, and lines that become new ones."""

from collections.abc import Iterable
from dataclasses import asdict

from django.http import QueryDict

from meetings.forms.agenda_row import KEY, AgendaRowForm
from meetings.models import AgendaItem, Meeting
from meetings.workflow.agenda import MOST_ITEMS, SavedAgenda, SentRow
from meetings.workflow.agenda_lines import rows_of
from meetings.workflow.agenda_row import AgendaRow
from meetings.workflow.deferral import later_meetings
from meetings.workflow.restriction import usual_review_day

LONGEST_LIST = 50_000
AT_THE_END = "end"


class AgendaForm:
    """The agenda of a meeting as it stands, or, with `data`, as it was sent.

    `problems` are sentences about the whole. Without scripts an item moves up or down by a button that sends the form.
    """

    def __init__(self, meeting: Meeting, items: Iterable[AgendaItem], data: QueryDict | None = None) -> None:
        self.items = {str(item.pk): item for item in items}
        self.problems: list[str] = []
        self.is_bound = data is not None
        self.added = ""
        self.added_after = AT_THE_END
        self.deed, self.subject = "save", ""
        self._targets = self._meetings(meeting)
        self.shown = list(self.items)
        self.rows: dict[str, AgendaRowForm] = {}
        if data is None:
            self.rows = {key: self.standing(key) for key in self.items}
        else:
            self._read(data)

    def standing(self, key: str) -> AgendaRowForm:
        """The row of an item as it stands."""
        row = AgendaRow.of(self.items[key])
        stamp = {"seen": row.digest, "shown_number": row.agenda_number}
        offered = {} if row.is_exempt else {"exempt_review_on": usual_review_day()}
        initial = {**_initial(row), **offered, **stamp}
        return AgendaRowForm(prefix=f"item-{key}", initial=initial, targets=self._targets)

    def is_valid(self) -> bool:
        """Whether every row that is not to be removed has the shape of one, and the list can be read."""
        if len(self.rows) > MOST_ITEMS:
            self.problems.append(f"An agenda holds {MOST_ITEMS} items at most.")
        if len(self.added) > LONGEST_LIST or "\x00" in self.added:
            self.problems.append("This list is too long, or holds signs that are no text. Paste fewer lines.")
        wrong = [form for form in self.rows.values() if not form.is_valid()]
        return not wrong and not self.problems

    def sent(self) -> list[SentRow]:
        """The rows of a valid form in their order, the added lines among them."""
        rows = [
            SentRow(
                key=key,
                row=form.row,
                seen=form.cleaned_data["seen"],
                shown_number=form.cleaned_data["shown_number"],
                is_removed=form.cleaned_data["remove"],
            )
            for key, form in self.rows.items()
        ]
        added = [SentRow(key=f"line{number}", row=row) for number, row in enumerate(rows_of(self.added))]
        place = next((at + 1 for at, sent in enumerate(rows) if sent.key == self.added_after), len(rows))
        return [*rows[:place], *added, *rows[place:]]

    def refuse(self, by_row: dict[str, dict[str, str]]) -> None:
        """Puts the sentences of a refusal at their fields."""
        for key, sentences in by_row.items():
            form = self.rows.get(key)
            for name, sentence in sentences.items():
                if form is not None:
                    form.add_error(name or None, sentence)
                else:
                    self.problems.append(sentence)

    def after(self, saved: SavedAgenda, meeting: Meeting) -> "AgendaForm":
        """The agenda as it stands now, with the rows that were left as they were typed."""
        fresh = AgendaForm(meeting, meeting.items.select_related("deferred_to__meeting").order_by("position"))
        fresh.problems = [saved.order_left] if saved.order_left else []
        for key, sentence in saved.left.items():
            form = self.rows[key]
            form.add_error(None, sentence)
            if key in fresh.items:
                stands = AgendaRow.of(fresh.items[key])
                form.shown_again(seen=stands.digest, shown_number=stands.agenda_number)
                fresh.rows[key] = form
            else:
                fresh.rows[f"new{key}"] = self._as_new(key, sentence)
        return fresh

    def _as_new(self, key: str, sentence: str) -> AgendaRowForm:
        typed = self.rows[key].row
        data = QueryDict(mutable=True)
        for name, value in _initial(typed).items():
            if value not in (None, False, ""):
                data[f"item-new{key}-{name}"] = str(value)
        form = AgendaRowForm(data, prefix=f"item-new{key}", targets=self._targets)
        form.add_error(None, sentence)
        return form

    def _read(self, data: QueryDict) -> None:
        keys = [key for key in dict.fromkeys(data.getlist("row")) if KEY.fullmatch(key)][: MOST_ITEMS + 1]
        self.shown = [key for key in data.get("shown", "").split(",") if KEY.fullmatch(key)]
        self.deed, _, self.subject = data.get("deed", "save").partition(" ")
        if self.deed in ("up", "down") and self.subject in keys:
            _shift(keys, self.subject, -1 if self.deed == "up" else 1)
        self.added = data.get("added", "")
        self.added_after = data.get("added_after", AT_THE_END)
        for key in keys:
            initial = _initial(AgendaRow.of(self.items[key])) if key in self.items else {}
            self.rows[key] = AgendaRowForm(data, prefix=f"item-{key}", initial=initial, targets=self._targets)

    def _meetings(self, meeting: Meeting) -> list[tuple[int | str, str]]:
        """To which meetings items can be deferred, and to which they were."""
        found = {
            item.deferred_to.meeting_id: item.deferred_to.meeting for item in self.items.values() if item.deferred_to
        }
        found |= {later.pk: later for later in later_meetings(meeting)[:20]}
        return [(pk, later.long_date) for pk, later in sorted(found.items(), key=lambda entry: entry[1].date)]


def _shift(keys: list[str], key: str, by: int) -> None:
    place = keys.index(key)
    to = min(max(place + by, 0), len(keys) - 1)
    keys.insert(to, keys.pop(place))


def _initial(row: AgendaRow) -> dict[str, object]:
    return asdict(row)
