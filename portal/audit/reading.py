"""Events of the audit log as a person reads them: fields in plain words, before and after, references by name."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pgtrigger
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import CharField, Value
from django.db.models.functions import Cast

from portal.audit.history import NoteChange
from portal.audit.models import AuditEvent

# A longer text is folded away.
FOLDED_FROM = 200
# By which of its columns a row that is referred to is named, the best first.
_NAMING = ("name", "title", "label", "email", "slug", "text")
# Rows of one deed are written within the time that the deed takes.
_ONE_DEED = dt.timedelta(minutes=1)

Names = dict[tuple[type[models.Model], int], str]


@cache
def tables() -> dict[str, type[models.Model]]:
    """The models whose changes are noted, by the words for a row ("agenda item")."""
    found: dict[str, Any] = {}
    for model, trigger in pgtrigger.registered():
        if isinstance(trigger, NoteChange):
            found[trigger.arguments[0]] = model
    return found


def table_of(event: AuditEvent) -> type[models.Model] | None:
    """The model of the row that was changed; None for what was recorded in other ways."""
    return tables().get(event.record.rpartition(" ")[0])


def _field(model: type[models.Model] | None, column: str) -> Any:
    if model is None:
        return None
    try:
        return model._meta.get_field(column.removesuffix("_id") if column.endswith("_id") else column)
    except FieldDoesNotExist:
        return None


@dataclass(frozen=True, slots=True)
class Told:
    """One value in words; a long one is folded away under its number of letters."""

    text: str

    @property
    def is_long(self) -> bool:
        return len(self.text) > FOLDED_FROM

    @property
    def letters(self) -> int:
        return len(self.text)


@dataclass(frozen=True, slots=True)
class Change:
    """One column of a row: what it was and what it became; None where the row had no such value before or after."""

    name: str
    before: Told | None
    after: Told | None


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event with its changes."""

    event: AuditEvent
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did at one time: one event or more. `first` gives who, when and on what."""

    first: AuditEvent
    events: list[ToldEvent]


def told_events(events: Iterable[AuditEvent]) -> list[ToldEvent]:
    """The events with their changes in words; references are named by one query for all of them."""
    events = list(events)
    names = _names(events)
    return [ToldEvent(event, _changes(event, names)) for event in events]


def deeds(events: Iterable[AuditEvent]) -> list[Deed]:
    """The events, those of one deed together, in the order given."""
    grouped: list[Deed] = []
    for told in told_events(events):
        last = grouped[-1] if grouped else None
        if last and _same_deed(last.events[-1].event, told.event):
            last.events.append(told)
        else:
            grouped.append(Deed(told.event, [told]))
    return grouped


def _same_deed(later: AuditEvent, earlier: AuditEvent) -> bool:
    same = (later.by_id, later.deed, later.subject) == (earlier.by_id, earlier.deed, earlier.subject)
    return bool(later.deed) and same and later.at - earlier.at < _ONE_DEED


def _changes(event: AuditEvent, names: Names) -> list[Change]:
    model = table_of(event)
    columns = list(dict.fromkeys([*event.before, *event.after]))
    return [
        Change(
            _column_words(model, column),
            _told(model, column, event.before[column], names) if column in event.before else None,
            _told(model, column, event.after[column], names) if column in event.after else None,
        )
        for column in columns
        # The number of a new or removed row stands in its name already.
        if column != "id"
    ]


def _column_words(model: type[models.Model] | None, column: str) -> str:
    field = _field(model, column)
    words = str(field.verbose_name) if field is not None and hasattr(field, "verbose_name") else column
    return words.replace("_", " ").capitalize()


def _told(model: type[models.Model] | None, column: str, value: Any, names: Names) -> Told:
    field = _field(model, column)
    if value in (None, ""):
        return Told("nothing")
    if isinstance(value, bool):
        return Told("yes" if value else "no")
    if isinstance(value, dict | list):
        return Told(json.dumps(value, ensure_ascii=False, sort_keys=True))
    if field is not None and field.is_relation and isinstance(value, int):
        name = names.get((field.related_model, value))
        words = f"{field.related_model._meta.verbose_name} {value}"
        return Told(f"{name} ({words})" if name else words)
    if field is not None and getattr(field, "choices", None):
        return Told(str(dict(field.flatchoices).get(value, value)))
    return Told(str(value))


def _names(events: list[AuditEvent]) -> Names:
    """What the references of the events name, as it is called today."""
    asked: dict[type[models.Model], set[int]] = defaultdict(set)
    for event in events:
        model = table_of(event)
        for values in (event.before, event.after):
            for column, value in values.items():
                field = _field(model, column)
                if field is not None and field.is_relation and isinstance(value, int):
                    asked[field.related_model].add(value)
    found = [
        model._default_manager.filter(pk__in=numbers)
        .order_by()
        .values_list(Value(model._meta.label), "pk", Cast(column, CharField()))
        for model, numbers in sorted(asked.items(), key=lambda pair: pair[0]._meta.label)
        if (column := _naming(model))
    ]
    if not found:
        return {}
    models_by_label = {model._meta.label: model for model in asked}
    rows = found[0].union(*found[1:], all=True) if len(found) > 1 else found[0]
    return {(models_by_label[label], number): name for label, number, name in rows if name}


def _naming(model: type[models.Model]) -> str:
    columns = {field.name for field in model._meta.concrete_fields}
    return next((name for name in _NAMING if name in columns), "")
