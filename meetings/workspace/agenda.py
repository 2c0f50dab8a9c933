"""The agenda: its items in order, as a form that is saved whole."""

from typing import Any

from meetings.forms.agenda import AgendaForm
from meetings.forms.agenda_row import AgendaRowForm
from meetings.models import AgendaItem, Document, ItemKind
from meetings.policies.agenda import is_published
from meetings.policies.exempt_words import left_after_exempt, paragraphs_named
from meetings.workflow.agenda_numbers import is_regular, is_sub
from meetings.workflow.deferral import waiting_for
from meetings.workspace.record import Workspace

# Fields that stand folded under "More": a row with a mistake in one of them is shown open.
FOLDED = {
    "purpose", "state_note", "moves_to", "is_education", "is_exempt", "exempt_paragraph", "exempt_reason",
    "exempt_review_on", "public_summary", "needs_no_summary", "papers_then", "remove", "__all__",
}  # fmt: skip
MAIN = ("agenda_number", "title", "kind", "state", "lead_officers", "pages")
SHORT = 120


def part(workspace: Workspace, *, form: AgendaForm | None = None, said: str = "", **given: Any) -> dict[str, Any]:
    """What the template shows: the rows, what waits to be taken over, and mistakes with links to their fields."""
    form = form or AgendaForm(workspace.meeting, workspace.items)
    restricted = _with_restricted_papers(workspace)
    rows = [_row(key, row, form.items.get(key), restricted) for key, row in form.rows.items()]
    return {
        "form": form,
        "rows": rows,
        "shown": ",".join(form.items if not form.is_bound else form.shown),
        "is_unsaved": form.is_bound or any(row.is_bound for row in form.rows.values()),
        "mistakes": [*({"words": problem} for problem in form.problems), *(m for row in rows for m in row["mistakes"])],
        "waiting": list(waiting_for(workspace.meeting)),
        "is_published": is_published(workspace.meeting),
        "exclusion": exclusion_of(workspace.items),
        "has_gaps": not is_regular([item.agenda_number for item in form.items.values()]),
        "said": said,
        **given,
    }


def exclusion_of(items: list[AgendaItem]) -> dict[str, Any]:
    """What the agenda lacks of a lawful order of exempt business; `items` in order.

    `is_missing`: nothing excludes the public before the first exempt item (`first`). `unnamed`: paragraphs that the
    words of the exclusion leave out. `late`: open items that stand after exempt ones.
    """
    first = next((place for place, item in enumerate(items) if item.is_exempt), None)
    if first is None:
        return {}
    excluding = next((item for item in items[:first] if item.kind == ItemKind.EXCLUSION), None)
    named = paragraphs_named(excluding.purpose) if excluding and excluding.purpose else set()
    left_out = sorted({item.exempt_paragraph or 0 for item in items if item.is_exempt} - named) if named else []
    return {
        "is_missing": excluding is None,
        "first": items[first].agenda_number or f"“{items[first].title}”",
        "unnamed": ", ".join(f"paragraph {number}" for number in left_out),
        "late": [str(item) for item in left_after_exempt(items)],
    }


def _with_restricted_papers(workspace: Workspace) -> set[int]:
    """Numbers of exempt items that have restricted papers."""
    exempt = [item.pk for item in workspace.items if item.is_exempt]
    papers = Document.objects.filter(item__in=exempt, is_restricted=True)
    return set(papers.order_by().values_list("item_id", flat=True)) if exempt else set()


def _row(key: str, form: AgendaRowForm, item: AgendaItem | None, restricted: set[int]) -> dict[str, Any]:
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
        "asks_papers_then": bool(item and item.pk in restricted) or "papers_then" in errors,
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
            f"Not for publication, paragraph {item.exempt_paragraph}" if item.is_exempt else "",
            f"Minute {item.minute_number}" if item.minute_number else "",
        )
        if told
    ]
