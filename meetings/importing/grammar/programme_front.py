"""What stands before the tables of a work programme: its year, the reports that come every year, and notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from meetings.importing.source import Block
from meetings.importing.tables_record import WorkProgrammeRow

ANNUAL_REPORTS = "Annual reports"
_YEARS = re.compile(r"work(?:ing)?\s?programme\s+(?P<year>(?:19|20)\d\d)\s?(?:[/–-]\s?\d{2,4})", re.I)
_ANNUAL_HEAD = re.compile(r"annual reports?:?", re.I)
_FURNITURE = re.compile(r"[*\s]*(?:\d{1,4}|(?:[\w ]{0,60}\s)?work(?:ing)?\s?programme(?:\s+\d{4}\S*)?)[*\s]*", re.I)
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s*(?P<words>\S.*)")
_AFTERWARDS = re.compile(r"(?P<title>.+?)\s+[–—-]\s+(?P<rest>.+)")
_NAME = re.compile(r"(?P<name>(?:[A-Z][\w'’.-]*\s?){2,4})(?:\((?P<note>[^)]*)\))?\s*")


def year_of(blocks: Sequence[Block]) -> int | None:
    """The calendar year in which the programme's municipal year begins, as it is named most often: 2022 for 2022/23."""
    named = Counter(int(found["year"]) for block in blocks for found in _YEARS.finditer(block.text))
    return named.most_common(1)[0][0] if named else None


def read_front(blocks: Sequence[Block]) -> tuple[list[WorkProgrammeRow], list[str]]:
    """The reports of every year that are listed there, and every other line as it is printed."""
    reports: list[WorkProgrammeRow] = []
    notes: list[str] = []
    is_annual = False
    for block in blocks:
        text = block.text.strip("* ")
        if not text or _FURNITURE.fullmatch(block.text):
            continue
        found = _NUMBERED.fullmatch(text) if is_annual else None
        if found:
            reports.append(_report(found["words"], block.line))
            continue
        if _ANNUAL_HEAD.fullmatch(text):
            is_annual = True
        elif reports:
            is_annual = False
        notes.append(text)
    return reports, notes


def _report(words: str, line: int) -> WorkProgrammeRow:
    """ "Adoption Service – Ada Lin (workshop wanted)": what follows the dash is who leads, or how it stands."""
    row = WorkProgrammeRow(words, section=ANNUAL_REPORTS, line=line)
    parts = _AFTERWARDS.fullmatch(words)
    if parts is None:
        return row
    row.item = parts["title"]
    named = _NAME.fullmatch(parts["rest"])
    if named:
        row.lead_officers, row.current_position = named["name"].strip(), named["note"]
    else:
        row.current_position = parts["rest"]
    return row
