"""Invented figures for the gallery: charts and tables of impact, and rows of the open register."""

import datetime as dt
from collections import Counter
from typing import Any

from actions.impact import drawing, figures
from actions.impact.charts import bins_of
from actions.impact.counting import Figures
from actions.impact.page import Line
from actions.models import AddresseeClock

_FEW = [3, 9, 12, 18, 20, 20, 26, 27, 33, 41, 55, 58, 74, 131]
_CLOCKS = [AddresseeClock(addressee_kind="executive", months=2), AddresseeClock(addressee_kind="nhs body", days=28)]

_HISTORY = [
    {"on": "2026-04-22", "get_kind_display": "Received by the addressee", "text": ""},
    {"on": "2026-05-12", "get_kind_display": "Response", "get_verdict_display": "Noted", "text": "Seen."},
    {"on": "2026-05-20", "get_kind_display": "Corrected", "text": "That was the response to another line."},
]


def _figures(made: int, days: list[int], **counts: int) -> Figures:
    return Figures(Counter(made=made, **counts), days, [day for day in days if day > 60])


def _lines() -> list[Line]:
    """Twelve years, of which one is empty and one is a hundred times as large as the others."""
    lines = []
    for year in range(2026, 2014, -1):
        size = {2024: 0, 2020: 1200}.get(year, 4 + year % 9)
        told = _figures(
            size, [], sent=size, in_time=size // 2, late=size // 4, overdue=size // 8, accepted=size // 3,
            in_part=size // 9, in_principle=size // 9, rejected=size // 9, noted=size // 12, under_way=size // 6,
            done=size // 5, proven=size // 6, reviewed=size // 7,
        )  # fmt: skip
        actions = Figures(Counter(made=size, done_in_time=size // 2, overdue=size // 8, evidence=size // 3))
        lines.append(Line(f"{year} to {year + 1}", told, actions, str(year)))
    return lines


def impact_samples(entries: list[dict[str, Any]]) -> dict[str, Any]:
    """The arguments of every part of the register and of impact, from the entries of the gallery."""
    lines = _lines()
    few = _figures(
        18, _FEW, in_time=12, late=2, accepted=7, in_part=2, in_principle=1, rejected=3, noted=1, carried_out=5,
        carried_proven=4, overdue=1,
    )  # fmt: skip
    many = _figures(900, [day % 97 for day in range(0, 9000, 11)], in_time=600, late=218, accepted=700)
    history = [{"update": update, "is_taken_back": place == 1} for place, update in enumerate(_HISTORY)]
    row = {"entry": entries[0], "sent_on": "2026-04-22", "due_rule": "Two months from receipt", "history": history}
    promised = {"entry": {**entries[0], "promised_on": "2026-09-01"}}
    answered = {**entries[3], "answered_late_by": 9, "answered_on": "2026-05-12"}
    return {
        "day": dt.date(2026, 6, 30),
        "lines": lines,
        "funnel": drawing.funnel(drawing.steps(few)),
        "steps": drawing.steps(few),
        "verdicts": drawing.verdicts("municipal year", lines),
        "few": drawing.days(few, bins_of(few.days, few.late_days), _CLOCKS),
        "many": drawing.days(many, bins_of(many.days, many.late_days), _CLOCKS),
        "bins": bins_of(few.days, few.late_days),
        "items": [Line("Report", few, Figures()), Line("Questions from members of the public", many, Figures())],
        "definitions": [{"title": "Actions", "measures": figures.ACTION_ENDS}],
        "median": figures.MEDIAN,
        "rows": [{**row, **promised}, {**row, "entry": {**entries[0], "days_late": 1}, "history": []}],
        "came_late": [{"entry": answered}],
        "told": {"row": {"entry": entries[3]}, "sentences": ["Received on 22 April 2026.", "Done, with evidence."]},
        "returns": [
            {"entry": entries[0], "what": "On the work programme 2026 to 2027", "where": "Night buses", "url": "#"},
            {"entry": entries[3], "what": "Outcome reviewed", "where": "Buses", "url": "#", "on": "2026-06-02"},
        ],
    }
