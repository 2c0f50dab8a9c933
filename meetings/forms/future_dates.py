"""Dates of future meetings, typed one a line: "2 June 2026, 2.30pm, at the town hall"."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms

from meetings.importing.grammar.dates import CLOCK, dates, find_date, find_time
from meetings.models import FutureDate
from meetings.workflow.meetings import Announced

MOST = 60
LONGEST_NOTE = 200
_DATE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|"
    r"\d{1,2}\s*(?:st|nd|rd|th)?\s+[a-z]+,?\s+\d{4})",
    re.IGNORECASE,
)


def lines_of(announced: Iterable[FutureDate]) -> str:
    """The dates as they are typed."""
    return "\n".join(
        ", ".join(
            part
            for part in (
                f"{row.date.day} {row.date:%B %Y}",
                f"{row.start:%H:%M}" if row.start else "",
                row.note,
            )
            if part
        )
        for row in announced
    )


class FutureDatesField(forms.CharField):
    """Gives a list of Announced; every line that holds words must hold a whole date."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in str(super().to_python(value) or "").splitlines() if line.strip()]
        if len(lines) > MOST:
            raise forms.ValidationError(f"These are more than {MOST} dates.", code="too_many")
        return list({told.date: told for told in map(_announced, lines)}.values())

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other dates are meant, however they are written."""
        try:
            return bool(self.to_python(initial or "") != self.to_python(data or ""))
        except forms.ValidationError:
            return True

    def validate(self, value: Any) -> None:
        """An empty list is as good as any."""

    def run_validators(self, value: Any) -> None:
        """The lines are checked as they are read."""


def _announced(line: str) -> Announced:
    day = find_date(line)
    if day is None:
        shown = line if len(line) <= 60 else f"{line[:60]}…"
        raise forms.ValidationError(
            f"“{shown}” holds no whole date. Write it as 2 June 2026, or 2 June 2026, 2.30pm.", code="no_date"
        )
    if len(dates(line)) > 1:
        raise forms.ValidationError("Write each date on a line of its own.", code="several")
    rest = _DATE.sub("", line, count=1)
    start = find_time(rest)
    note = (CLOCK.sub("", rest, count=1) if start else rest).strip(" ,;:.-–()")
    note = re.sub(r"^at\b[\s,]*$", "", note)
    if "\x00" in note or len(note) > LONGEST_NOTE:
        raise forms.ValidationError(f"A note has {LONGEST_NOTE} letters at most.", code="note")
    return Announced(date=day, start=start, note=note)
