"""One agenda item → what the public may see of it."""

from typing import Any

from meetings.editions.snapshot_paper import papers_content
from meetings.models import ActionLogRow, AgendaItem, Declaration, Outcome, OutcomeGroup
from meetings.rich_text import blocks, from_plain, sanitise

Content = dict[str, Any]


def item_content(item: AgendaItem, *, with_minutes: bool, approves: list[Content] | None = None) -> Content:
    """An item with its body in order. Of an exempt one: title, why it is not for publication, a summary, and the names
    of its restricted papers, no more.

    `approves` are the earlier minutes that were approved there; the key stands only where there are some.
    """
    exempt = item.is_exempt
    return {
        "anchor": item.anchor,
        "agenda_number": item.agenda_number or None,
        "minute_number": (item.minute_number or None) if with_minutes else None,
        "title": item.title,
        "kind": item.kind,
        "purpose": "" if exempt else item.purpose,
        "state": item.state,
        "state_label": item.get_state_display() if item.state else "",
        "state_note": "" if exempt else item.state_note,
        "pages": item.pages,
        "lead_officers": [] if exempt else [name.strip() for name in item.lead_officers.split(";") if name.strip()],
        "restriction": restriction(item) if exempt else None,
        "is_cut_off": item.is_cut_off and with_minutes and not exempt,
        "declarations": [declaration_content(d) for d in item.declarations.all()]
        if with_minutes and not exempt
        else [],
        "body": body(item, with_minutes=with_minutes),
        **papers_content(list(item.documents.all()), item),
        **({"approves": approves} if approves and not exempt else {}),
    }


def restriction(item: AgendaItem) -> Content:
    """Why an item is not for publication (LGA 1972 s.100I, Schedule 12A)."""
    return {
        "paragraph": item.exempt_paragraph,
        "description": item.exempt_description,
        "reason": item.exempt_reason,
        "review_on": item.exempt_review_on.isoformat() if item.exempt_review_on else None,
    }


def body(item: AgendaItem, *, with_minutes: bool) -> list[Content]:
    """The minutes of an item in order: stretches of prose, and between them the groups of outcomes."""
    if not with_minutes:
        return []
    if item.is_exempt:
        return [{"type": "prose", "html": from_plain(item.public_summary)}] if item.public_summary else []
    return whole_body(item)


def whole_body(item: AgendaItem) -> list[Content]:
    """The minutes of an item with everything in them, those of an exempt one too: for whoever may read them all."""
    prose = blocks(sanitise(item.minutes_html))
    result: list[Content] = []
    done = 0
    for group in item.outcome_groups.all():
        upto = len(prose) if group.after_block is None else max(done, min(group.after_block, len(prose)))
        if prose[done:upto]:
            result.append({"type": "prose", "html": "".join(prose[done:upto])})
        done = upto
        result.append(group_content(group))
    if prose[done:]:
        result.append({"type": "prose", "html": "".join(prose[done:])})
    return result


def group_content(group: OutcomeGroup) -> Content:
    votes = None
    if group.votes_for is not None:
        votes = {"for": group.votes_for, "against": group.votes_against, "abstained": group.votes_abstained}
    return {
        "type": "outcomes",
        "marker": group.marker,
        "lead_in": group.lead_in,
        "proposer": group.proposer,
        "seconder": group.seconder,
        "result": group.result,
        "votes": votes,
        "lines": [line_content(line) for line in group.lines.all()],
    }


def line_content(line: Outcome) -> Content:
    return {
        "anchor": line.anchor,
        "key": str(line.key),
        "kind": line.kind,
        "label": line.label,
        "level": line.level,
        "text": line.text,
        "addressee": line.addressee,
        "addressee_kind": line.addressee_kind,
        "owner": line.owner,
        "directorate": line.directorate,
        "due": line.due_on.isoformat() if line.due_on else None,
    }


def declaration_content(declaration: Declaration) -> Content:
    return {
        "name": declaration.name,
        "kind_label": declaration.get_kind_display(),
        "nature": declaration.nature,
        "about": declaration.about,
        "withdrew": declaration.withdrew,
    }


def action_log_content(row: ActionLogRow) -> Content:
    return {
        "anchor": f"action-log-{row.position}",
        "number": row.number,
        "meeting_date": row.cited_date.isoformat() if row.cited_date else None,
        "text": row.text,
        "owner": row.owner,
        "directorate": row.directorate,
        "progress": row.progress,
        "due": row.due_on.isoformat() if row.due_on else None,
        "status": row.status_as_written,
    }
