"""The agenda: its items in order, as a form that is saved whole."""

from typing import Any

from meetings.forms.agenda import AgendaForm
from meetings.forms.agenda_row import AgendaRowForm
from meetings.models import AgendaItem
from meetings.policies.agenda import is_published
from meetings.workflow.agenda_numbers import is_regular, is_sub
from meetings.workflow.deferral import waiting_for
from meetings.workspace.record import Workspace

# Fields that stand folded under "More": a row with a mistake in one of them is shown open.
FOLDED = {
    "purpose", "state_note", "moves_to", "is_education", "is_exempt", "exempt_paragraph", "exempt_reason",
    "exempt_review_on", "public_summary", "remove", "__all__",
}  # fmt: skip
MAIN = ("agenda_number", "title", "kind", "state", "lead_officers", "pages")
SHORT = 120


def part(workspace: Workspace, *, form: AgendaForm | None = None, said: str = "", **given: Any) -> dict[str, Any]:
    """What the template shows: the rows, what waits to be taken over, and mistakes with links to their fields."""
    form = form or AgendaForm(workspace.meeting, workspace.items)
    rows = [_row(key, row, form.items.get(key)) for key, row in form.rows.items()]
    return {
        "form": form,
        "rows": rows,
        "shown": ",".join(form.items if not form.is_bound else form.shown),
        "is_unsaved": form.is_bound or any(row.is_bound for row in form.rows.values()),
        "mistakes": [*({"words": problem} for problem in form.problems), *(m for row in rows for m in row["mistakes"])],
        "waiting": list(waiting_for(workspace.meeting)),
        "is_published": is_published(workspace.meeting),
        "has_gaps": not is_regular([item.agenda_number for item in form.items.values()]),
        "said": said,
        **given,
    }


def _row(key: str, form: AgendaRowForm, item: AgendaItem | None) -> dict[str, Any]:
    errors = form.errors if form.is_bound else {}
    name = (item.agenda_number or item.title[:40]) if item else "new item"
    return {
        "key": key,
        "form": form,
        "item": item,
        "name": f"item {name}" if item else name,
        "is_sub": bool(item) and is_sub(item.agenda_number) if item else False,
        "main": [form[name] for name in MAIN],
        "tells": _tells(item) if item else [],
        "is_open": bool(FOLDED & set(errors)),
        "mistakes": [
            {
                "words": f"{form.fields[field].label or field.capitalize()}, {name}: {sentence}" if field in form.fields
                else sentence,
                "id": form[field].id_for_label if field in form.fields else f"row-{key}",
            }
            for field, sentences in errors.items()
            for sentence in sentences
        ],
    }  # fmt: skip


def _tells(item: AgendaItem) -> list[str]:
    """In a few words what stands folded, and what follows from elsewhere."""
    came_from = [f"Deferred from the meeting of {old.meeting.long_date}" for old in item.deferred_from.all()]
    return [
        told
        for told in (
            item.purpose if len(item.purpose) <= SHORT else f"{item.purpose[:SHORT].rstrip()}…",
            *came_from,
            f"Moves to the meeting of {item.deferred_to.meeting.long_date}" if item.deferred_to else "",
            item.state_note,
            "Education" if item.is_education else "",
            f"Exempt, paragraph {item.exempt_paragraph}" if item.is_exempt else "",
            f"Minute {item.minute_number}" if item.minute_number else "",
        )
        if told
    ]
