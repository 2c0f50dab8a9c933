"""Action logs that lie before a meeting as one of its papers, and were read with the pack."""

from collections.abc import Iterable

from django.db.models import Count

from actions.bringing_in.columns import Column
from actions.bringing_in.rows import Log, LogRow
from meetings.editions.models import PublishedCommittee
from meetings.models import ActionLogRow, AgendaItem

# So many are offered, the newest first.
MOST_OFFERED = 20


def items_with_logs(committees: Iterable[PublishedCommittee]) -> list[AgendaItem]:
    """The items of these committees' meetings that hold an action log, the newest first; exempt business never."""
    items = AgendaItem.objects.filter(meeting__committee__slug__in=[it.slug for it in committees], is_exempt=False)
    counted = items.annotate(row_count=Count("action_log_rows")).filter(row_count__gt=0)
    return list(counted.select_related("meeting__committee").order_by("-meeting__date", "pk")[:MOST_OFFERED])


def log_of(item: AgendaItem) -> Log:
    """The log of the item, in the shape in which one is read from a file; its rows are counted from 1."""
    rows = [LogRow(place, _cells(row)) for place, row in enumerate(item.action_log_rows.all(), start=1)]
    filled = {name for row in rows for name in row.cells}
    return Log(columns={column.value: column.heading for column in Column if column.value in filled}, rows=rows)


def name_of(item: AgendaItem) -> str:
    """What the log is called where a file would have its name."""
    number = f", item {item.agenda_number}" if item.agenda_number else ""
    return f"Action log of the meeting of {item.meeting.long_date}{number}"


def _cells(row: ActionLogRow) -> dict[str, str]:
    cells = {
        Column.NUMBER: row.number,
        Column.MEETING: row.cited_date.isoformat() if row.cited_date else "",
        Column.ACTION: row.text,
        Column.OWNER: row.owner,
        Column.DIRECTORATE: row.directorate,
        Column.PROGRESS: row.progress,
        Column.DUE: row.due_on.isoformat() if row.due_on else "",
        Column.STATUS: row.status_as_written,
    }
    return {column.value: words for column, words in cells.items() if words}
