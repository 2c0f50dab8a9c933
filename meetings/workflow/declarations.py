"""Deeds on declarations of interest."""

from collections.abc import Iterable

from meetings.models import AgendaItem, Attendance, Declaration, ItemKind, Meeting
from meetings.policies.attendance import why_not_declared
from meetings.policies.voting import is_of, item_concerned
from meetings.workflow.change import RefusedError, change
from portal.accounts.models import User


def add_declarations(
    *, meeting: Meeting, declared: Iterable[tuple[Declaration, Attendance, AgendaItem]], by: User
) -> list[Declaration]:
    """Enters interests, each with who declared it and the item it concerns; the declaration itself is not yet saved.

    They are kept at the item of declarations, as the minutes print them, or where there is none at the item they
    concern. Raises RefusedError with every reason, and then saves nothing.
    """
    with change(meeting, "entered declarations of interest", by=by) as meeting:
        items = _items(meeting)
        known = [(held, item_concerned(held, items) or held.item) for item in items for held in item.declarations.all()]
        at = next((item for item in items if item.kind == ItemKind.DECLARATIONS), None)
        made, reasons = [], []
        for declaration, row, concerned in declared:
            declaration.person, declaration.name = row.person, row.name[:200]
            _place(declaration, at or concerned, concerned)
            reasons += why_not_declared(row) + _why_not_twice(declaration, concerned, known)
            known.append((declaration, concerned))
            made.append(declaration)
        if reasons:
            raise RefusedError(*reasons)
        return Declaration.objects.bulk_create(made)


def change_declaration(
    *, declaration: Declaration, row: Attendance | None, concerned: AgendaItem | None, by: User
) -> None:
    """Saves a declaration that was changed; nobody or no item: who, or what it concerns, stays as the record says.

    Raises RefusedError.
    """
    with change(declaration.item.meeting, "changed a declaration of interest", by=by) as meeting:
        items = _items(meeting)
        at = next((item for item in items if item.kind == ItemKind.DECLARATIONS), None)
        known = [(held, item_concerned(held, items) or held.item) for item in items for held in item.declarations.all()]
        if all(held.pk != declaration.pk for held, _ in known):
            raise RefusedError(f"Somebody else removed this declaration of {declaration.name}.")
        known = [(held, item) for held, item in known if held.pk != declaration.pk]
        reasons = why_not_declared(row) if row is not None else []
        if row is not None:
            declaration.person, declaration.name = row.person, row.name[:200]
        if concerned is not None:
            _place(declaration, at or concerned, concerned)
        reasons += _why_not_twice(declaration, concerned or declaration.item, known)
        if reasons:
            raise RefusedError(*reasons)
        declaration.save()


def remove_declaration(*, declaration: Declaration, by: User) -> None:
    with change(declaration.item.meeting, "removed a declaration of interest", by=by):
        Declaration.objects.filter(pk=declaration.pk).delete()


def named(item: AgendaItem) -> str:
    """How a declaration names the item that it concerns: "Item 6: School places"."""
    if item.agenda_number:
        return f"Item {item.agenda_number}: {item.title}"[:300]
    return (f"Minute {item.minute_number}: {item.title}" if item.minute_number else item.title)[:300]


def _items(meeting: Meeting) -> list[AgendaItem]:
    return list(meeting.items.order_by("position").prefetch_related("declarations"))


def _place(declaration: Declaration, at: AgendaItem, concerned: AgendaItem) -> None:
    declaration.item = at
    declaration.about = "" if at.pk == concerned.pk else named(concerned)


def _why_not_twice(
    declaration: Declaration, concerned: AgendaItem, known: list[tuple[Declaration, AgendaItem]]
) -> list[str]:
    for held, item in known:
        same = is_of(held, declaration) and held.kind == declaration.kind
        if same and item.pk == concerned.pk and held.nature.strip().casefold() == declaration.nature.strip().casefold():
            return [f"This interest of {declaration.name} in {named(concerned)} stands already."]
    return []
