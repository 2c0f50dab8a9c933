"""Invented words for the gallery: a work programme in every state, and what a task and finish group is for."""

import datetime as dt
from typing import Any

from meetings.views.programme_page import programme_at_a_glance, sections_of, years_of


def _row(key: int, title: str, **told: Any) -> dict[str, Any]:
    when = {"meeting": "", "date": None, "words": ""} | told.pop("when", {})
    row: dict[str, Any] = {
        "key": f"sample-{key}", "title": title, "description": "", "type": "", "type_label": "", "heading": "",
        "origin": "", "origin_label": "", "origin_note": "", "reference": "", "lead_officers": "",
        "current_position": "", "state": "planned", "state_label": "Planned", "item": None, "carried_from": None,
        "history": [],
    }  # fmt: skip
    return row | told | {"when": when}


_MOVED = {
    "on": "2026-05-20",
    "what": "moved from 12 May 2026 to 14 July 2026",
    "reason": "The operator could not come in May.",
}
_DROPPED = {"on": "2026-06-02", "what": "from planned to dropped", "reason": "A written answer was enough."}
_ROWS = [
    _row(
        1, "Night buses: who is left at the stop", type_label="Spotlight review",
        origin_label="Suggested by the public",
        origin_note="A night nurse wrote to the chairperson.", lead_officers="Head of Transport",
        when={"date": "2026-07-14"}, history=[_MOVED],
    ),
    _row(2, "A morning with the drivers", type_label="Workshop", when={"date": "2026-07-14", "words": "10am to noon"}),
    _row(
        3, "The ferry's accounts", type_label="Annual report", heading="Annual items", current_position="Awaited",
        carried_from=2025,
    ),
    _row(4, "Bus shelters that leak", origin_label="Recommendation", reference="TRA-2026-R4", heading="Suggested"),
    _row(5, "Cycling to school", type_label="Briefing note", when={"words": "autumn 2026"}),
    _row(6, "Parking by the hospital", state="dropped", state_label="Dropped", history=[_MOVED, _DROPPED]),
]  # fmt: skip
_PROGRAMME = {"year": 2026, "year_label": "2026 to 2027", "note": "", "rows": _ROWS}


def programme_samples() -> dict[str, Any]:
    """The arguments of the components of a programme's page."""
    content = {"work_programmes": [_PROGRAMME, {**_PROGRAMME, "year": 2025, "year_label": "2025 to 2026"}]}
    return {
        "committee": {"slug": "transport"},
        "glance": programme_at_a_glance(content, dt.date(2026, 6, 18)),
        "years": years_of(content, 2026),
        "sections": sections_of(_PROGRAMME, {}, {"TRA-2026-R4": "#g-recommendation"}),
        "group": {
            "status_label": "At work",
            "scope": "Why buses are late, and what it would take to hold the timetable.",
            "exclusions": "Fares.",
            "desired_outcomes": "Recommendations to Cabinet before the budget.",
            "begins_on": "2026-06-01",
            "ends_on": "2026-12-01",
            "timeframe": "Three sessions.",
            "report": {"title": "Final report", "committee": "transport", "meeting": "", "key": ""},
            "report_link": "https://www.example.org/report",
        },
    }
