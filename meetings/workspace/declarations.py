"""Interests that were declared."""

from dataclasses import dataclass
from typing import Any

from django import forms

from meetings.forms.declarations import DeclarationForm, NewDeclarationForm, declarers
from meetings.models import Declaration
from meetings.workspace.record import Workspace

BLANK_ROWS = 2
DeclarationRows = forms.formset_factory(NewDeclarationForm, extra=BLANK_ROWS, max_num=20, absolute_max=20)


@dataclass(frozen=True, slots=True)
class Line:
    """A declaration as the list shows it; `form` where it stands open."""

    row: Declaration
    form: DeclarationForm | None = None


def part(
    workspace: Workspace,
    *,
    added: "forms.BaseFormSet[Any] | None" = None,
    opened: DeclarationForm | None = None,
    problems: list[str] | None = None,
    **given: Any,
) -> dict[str, Any]:
    """What the template shows. `added` holds what was typed, `opened` is the form of the row that stands open."""
    open_pk = opened.instance.pk if opened is not None else None
    return {
        "lines": [
            Line(row, opened if row.pk == open_pk else None)
            for item in workspace.items
            for row in item.declarations.all()
        ],
        "added": added if added is not None else declaration_rows(workspace),
        "problems": problems or [],
        "can_add": added is not None or bool(workspace.items and declarers(workspace.attendance)),
        **given,
    }


def declaration_rows(workspace: Workspace, data: Any = None) -> "forms.BaseFormSet[Any]":
    """Blank lines for declarations."""
    known = {"rows": workspace.attendance, "items": workspace.items}
    return DeclarationRows(data, prefix="declarations", form_kwargs=known)


def id_of_who(row: int) -> str:
    """The id of the choice of people in a blank line, whose options follow the attendance."""
    return f"id_declarations-{row}-who"
