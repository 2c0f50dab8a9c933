"""What the public may see of a committee's work programmes, and of what a task and finish group is for."""

import datetime as dt
from typing import Any

from django.utils import timezone

from meetings.editions.papers import papers_of
from meetings.editions.writing import standing_edition
from meetings.models import Committee, CommitteeKind, Document, ProgrammeRow, TaskGroup, WorkProgramme
from meetings.policies.work_programme import item_now

Content = dict[str, Any]


def programmes_content(committee: Committee) -> Content:
    """The released programmes of the committee, the latest first; nothing where none was released."""
    released = committee.work_programmes.filter(released_at__isnull=False).order_by("-year")
    told = [_programme(programme) for programme in released]
    return {"work_programmes": told} if told else {}


def _programme(programme: WorkProgramme) -> Content:
    rows = programme.rows.select_related(
        "target_meeting",
        "carried_from__programme",
        "agenda_item__meeting",
        "agenda_item__deferred_to__meeting",
        "agenda_item__deferred_to__deferred_to",
    )
    rows = rows.prefetch_related("changes").order_by("position", "pk")
    return {
        "year": programme.year,
        "year_label": programme.year_label,
        "note": programme.note,
        "rows": [_row(row) for row in rows],
    }


def _row(row: ProgrammeRow) -> Content:
    """One row. Whoever suggested it is not named; an item is told by its address alone, whose page says what it is."""
    item, source = item_now(row), row.carried_from
    return {
        "key": row.pk,
        "title": row.title,
        "description": row.description,
        "type": row.scrutiny_type,
        "type_label": row.type_words or row.get_scrutiny_type_display(),
        "heading": row.heading,
        "origin": row.origin,
        "origin_label": row.get_origin_display(),
        "origin_note": row.origin_note,
        "reference": row.origin_reference,
        "lead_officers": row.lead_officers,
        "current_position": row.current_position,
        "when": _when(row),
        "state": row.state,
        "state_label": row.get_state_display(),
        "item": {"slug": item.meeting.slug, "anchor": item.anchor} if item else None,
        "carried_from": source.programme.year if source and source.programme.is_released else None,
        "history": [
            {"on": _day(timezone.localdate(change.at)), "what": change.what, "reason": change.reason}
            for change in row.changes.all()
        ],
    }


def _when(row: ProgrammeRow) -> Content:
    """The meeting or the day, and what is said of it in words; all empty where it is to be scheduled."""
    item = item_now(row)
    meeting = item.meeting if item else row.target_meeting
    date = meeting.date if meeting else row.target_date
    return {"meeting": meeting.slug if meeting else "", "date": _day(date), "words": row.target_words}


def task_group_content(committee: Committee) -> Content:
    """What the group is for; nothing of a committee of another kind, or of which nothing is said."""
    if committee.kind != CommitteeKind.TASK_AND_FINISH:
        return {}
    facts = TaskGroup.objects.select_related("report__meeting__committee").filter(committee=committee).first()
    if facts is None:
        return {}
    told = {
        "status": facts.status,
        "status_label": facts.get_status_display(),
        "scope": facts.scope,
        "exclusions": facts.exclusions,
        "desired_outcomes": facts.desired_outcomes,
        "begins_on": _day(facts.begins_on),
        "ends_on": _day(facts.ends_on),
        "timeframe": facts.timeframe,
        "report": _report(facts.report),
        "report_link": facts.report_link,
    }
    return {"task_group": told}


def _report(paper: Document | None) -> Content | None:
    """The paper that is the group's report, and where the public finds it; a restricted one is not told of.

    A paper that no standing edition lists is told by its title alone (`meeting` and `key` empty).
    """
    if paper is None or paper.is_restricted:
        return None
    meeting, key = paper.meeting, f"paper-{paper.pk}"
    edition = standing_edition(committee=meeting.committee, meeting=meeting)
    is_public = edition is not None and any(listed["key"] == key for listed in papers_of(edition.content))
    return {
        "title": paper.title,
        "committee": meeting.committee.slug,
        "meeting": meeting.slug if is_public else "",
        "key": key if is_public else "",
    }


def _day(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None
