"""Deeds on work programmes. After a programme was released every change of a row has a reason and is kept."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Max
from django.utils import timezone

from meetings.models import Committee, ProgrammeChange, ProgrammeRow, RowState, WorkProgramme
from meetings.municipal_year import municipal_year_label
from meetings.policies.work_programme import is_settled, when_of, why_not_move
from meetings.workflow.agenda_lines import titles_of
from meetings.workflow.change import RefusedError
from portal.accounts.models import User
from portal.accounts.permissions import Permission, demand
from portal.audit.context import deed

MOST_ROWS = 300
LONGEST_WHAT = 2000
REASON_MISSING = "Say why: the programme was released to the public, and each change of it is kept with its reason."
RELEASED = "The programme was released to the public, so its rows stay in it: drop the row, and say why."
WHEN = ("target_meeting", "target_date", "target_words")
WORDS = {
    "title": "title",
    "description": "description",
    "scrutiny_type": "type of scrutiny",
    "heading": "heading",
    "origin": "origin",
    "origin_note": "words on its origin",
    "lead_officers": "lead officers",
    "current_position": "current position",
}
# What a row takes along into the next municipal year.
_CARRIED = (*WORDS, "type_words", "origin_reference", "suggestion")


@contextmanager
def programme_deed(programme: WorkProgramme, verb: str, *, by: User) -> Iterator[WorkProgramme]:
    """One transaction in which a programme is changed; gives it locked and fresh. Raises NotPermittedError."""
    committee = programme.committee
    demand(by, Permission.EDIT_RECORD, scope=committee.code)
    with deed(verb, by=by, subject=f"work programme {committee.slug}/{programme.year}"):
        locked = WorkProgramme.objects.select_for_update(of=("self",)).select_related("committee")
        yield locked.get(pk=programme.pk)


def make_programme(*, committee: Committee, year: int, by: User, note: str = "") -> WorkProgramme:
    """Makes the committee's programme of a municipal year; raises RefusedError where there is one."""
    demand(by, Permission.EDIT_RECORD, scope=committee.code)
    with deed("made the work programme", by=by, subject=f"work programme {committee.slug}/{year}"):
        Committee.objects.select_for_update(of=("self",)).get(pk=committee.pk)
        if WorkProgramme.objects.filter(committee=committee, year=year).exists():
            raise RefusedError(f"{committee} has a work programme for {municipal_year_label(year)} already.")
        return WorkProgramme.objects.create(committee=committee, year=year, note=note.strip())


def keep_note(*, programme: WorkProgramme, note: str, by: User) -> None:
    """Writes what stands above the programme."""
    with programme_deed(programme, "changed the note of the work programme", by=by) as locked:
        locked.note = note.strip()
        locked.save(update_fields=["note"])


def release(*, programme: WorkProgramme, by: User, at: dt.datetime | None = None) -> WorkProgramme:
    """Makes the programme part of what is published of the committee from its next edition on. `at`: default now."""
    with programme_deed(programme, "released the work programme", by=by) as locked:
        if not locked.rows.exists():
            raise RefusedError("The programme has no rows yet. Add what the committee means to examine first.")
        if not locked.is_released:
            locked.released_at, locked.released_by = at or timezone.now(), by
            locked.save(update_fields=["released_at", "released_by"])
        return locked


def add_titles(
    *, programme: WorkProgramme, text: str, by: User, reason: str = "", when: Mapping[str, Any] | None = None
) -> list[ProgrammeRow]:
    """A row for each line that was typed or pasted, all of them planned for `when`. Raises RefusedError."""
    titles = titles_of(text)
    if not titles:
        raise RefusedError("Type or paste the titles of what is to be examined, one a line.")
    return add_rows(
        programme=programme, rows=[{"title": title, **(when or {})} for title in titles], by=by, reason=reason
    )


def add_rows(
    *, programme: WorkProgramme, rows: Sequence[Mapping[str, Any]], by: User, reason: str = ""
) -> list[ProgrammeRow]:
    """Adds rows at the end, each with the values of its columns. Raises RefusedError."""
    with programme_deed(programme, "added to the work programme", by=by) as locked:
        _demand_reason(locked, reason)
        if locked.rows.count() + len(rows) > MOST_ROWS:
            raise RefusedError(f"A work programme holds {MOST_ROWS} rows at most.")
        place = locked.rows.aggregate(last=Max("position"))["last"] or 0
        made = []
        for number, values in enumerate(rows, start=place + 1):
            row = ProgrammeRow(programme=locked, position=number, **values)
            _save(row)
            _keep(locked, row, f"added, {when_of(row)}", reason, by=by)
            made.append(row)
        return made


def change_row(
    *, row: ProgrammeRow, values: Mapping[str, Any], by: User, reason: str = "", at: dt.datetime | None = None
) -> bool:
    """Changes columns of the row and gives whether anything changed. `at`: when, default now. Raises RefusedError."""
    with programme_deed(row.programme, "changed a row of the work programme", by=by) as programme:
        locked = _fresh(row)
        before = when_of(locked)
        told = [
            _told(name, locked, values[name]) for name in WORDS if name in values and _differs(locked, name, values)
        ]
        is_moved = any(name in values and _differs(locked, name, values) for name in WHEN)
        others = [name for name in values if name not in WORDS and name not in WHEN and _differs(locked, name, values)]
        if not (told or is_moved or others):
            return False
        _demand_reason(programme, reason)
        if is_moved:
            if refusal := why_not_move(locked):
                raise RefusedError(refusal)
            locked.agenda_item = None
        for name, value in values.items():
            setattr(locked, name, value)
        if "scrutiny_type" in values and "type_words" not in values and "type of scrutiny" in " ".join(told):
            locked.type_words = ""
        _save(locked)
        if is_moved:
            told.insert(0, f"moved from {before} to {when_of(locked)}")
        _keep(programme, locked, "; ".join(told) or "changed", reason, by=by, at=at)
        return True


def place_row(*, row: ProgrammeRow, before: ProgrammeRow | None, by: User) -> None:
    """Puts the row before another one of its programme, or last; the order alone says nothing that needs a reason."""
    with programme_deed(row.programme, "ordered the work programme", by=by) as programme:
        rows = [other for other in programme.rows.order_by("position", "pk") if other.pk != row.pk]
        place = next((number for number, other in enumerate(rows) if before and other.pk == before.pk), len(rows))
        rows.insert(place, row)
        for number, other in enumerate(rows, start=1):
            if other.position != number:
                ProgrammeRow.objects.filter(pk=other.pk).update(position=number)


def set_state(*, row: ProgrammeRow, state: RowState, by: User, reason: str = "", at: dt.datetime | None = None) -> None:
    """Marks the row as done or dropped, or takes it back into the programme. Dropping always needs its reason."""
    with programme_deed(
        row.programme, f"marked a row of the work programme as {state.label.lower()}", by=by
    ) as programme:
        locked = _fresh(row)
        if locked.state == state:
            return
        _demand_reason(programme, reason)
        if state == RowState.DROPPED and not programme.is_released:
            raise RefusedError("The programme was not released yet: remove the row instead.")
        was, locked.state = locked.get_state_display().lower(), state
        locked.save(update_fields=["state"])
        _keep(programme, locked, f"from {was} to {state.label.lower()}", reason, by=by, at=at)


def remove_row(*, row: ProgrammeRow, by: User) -> None:
    """Takes a row out of a programme that nobody outside the office has read yet."""
    with programme_deed(row.programme, "removed a row of the work programme", by=by) as programme:
        if programme.is_released:
            raise RefusedError(RELEASED)
        _fresh(row).delete()


def copy_unfinished(*, programme: WorkProgramme, by: User, reason: str = "") -> tuple[WorkProgramme, int]:
    """Copies what is still to be done into the programme of the next municipal year, without its dates.

    Gives that programme, which is made where there is none, and how many rows came in. What was copied before is left
    alone. Raises RefusedError where that programme was released and no reason is given.
    """
    with programme_deed(programme, "copied the work programme to the next year", by=by) as locked:
        year = locked.year + 1
        following = WorkProgramme.objects.filter(committee=locked.committee_id, year=year).first()
        following = following or make_programme(committee=locked.committee, year=year, by=by)
        copied = set(following.rows.exclude(carried_from=None).values_list("carried_from", flat=True))
        rows = locked.rows.select_related(
            "agenda_item__meeting", "agenda_item__deferred_to__meeting", "agenda_item__deferred_to__deferred_to"
        ).order_by("position", "pk")
        carried = [row for row in rows if row.pk not in copied and not is_settled(row)]
        given = [{name: getattr(row, name) for name in _CARRIED} | {"carried_from": row} for row in carried]
        if given:
            add_rows(programme=following, rows=given, by=by, reason=reason)
        return following, len(given)


def _demand_reason(programme: WorkProgramme, reason: str) -> None:
    if programme.is_released and not reason.strip():
        raise RefusedError(REASON_MISSING)


def _fresh(row: ProgrammeRow) -> ProgrammeRow:
    """The row as it stands now; RefusedError where somebody has removed it meanwhile."""
    rows = ProgrammeRow.objects.select_related(
        "target_meeting", "agenda_item__meeting", "agenda_item__deferred_to__meeting"
    )
    found = rows.filter(pk=row.pk).first()
    if found is None:
        raise RefusedError("Somebody else has removed this row meanwhile.")
    return found


def _differs(row: ProgrammeRow, name: str, values: Mapping[str, Any]) -> bool:
    return bool(getattr(row, name) != values[name])


def _told(name: str, row: ProgrammeRow, value: str) -> str:
    """ "lead officers from “…” to “…”"."""
    field = ProgrammeRow._meta.get_field(name)
    labels = dict(getattr(field, "flatchoices", []) or [])
    old, new = (str(labels.get(text, text)) for text in (getattr(row, name), value))
    if not old:
        return f"{WORDS[name]}: “{new}”"
    return f"{WORDS[name]} from “{old}” to “{new}”" if new else f"{WORDS[name]} “{old}” taken away"


def _save(row: ProgrammeRow) -> None:
    """Saves the row; what the database has against it becomes a sentence."""
    try:
        row.full_clean(exclude=["programme", "suggestion", "carried_from"])
        row.save()
    except ValidationError as error:
        raise RefusedError(*error.messages) from error
    except IntegrityError as error:
        raise RefusedError("Somebody else has just changed the same row. Look at what stands now.") from error


def _keep(
    programme: WorkProgramme, row: ProgrammeRow, what: str, reason: str, *, by: User, at: dt.datetime | None = None
) -> None:
    if programme.is_released:
        shown = what if len(what) <= LONGEST_WHAT else what[: LONGEST_WHAT - 1] + "…"
        ProgrammeChange.objects.create(row=row, at=at or timezone.now(), by=by, what=shown, reason=reason.strip())
