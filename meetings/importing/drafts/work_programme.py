"""The work programme that a document prints → the rows of the committee's programme of that municipal year."""

import re
from collections import Counter
from typing import Any

from meetings.editions.spelling import clock
from meetings.importing.drafts.committees import meetings_at
from meetings.importing.drafts.report import ImportReport
from meetings.importing.records import ParsedRecord, WorkProgrammeRow
from meetings.models import Meeting, ProgrammeOrigin, ProgrammeRow, ScrutinyType, WorkProgramme
from meetings.municipal_year import municipal_year_of

EVERY_YEAR = "every year"
# The first that fits says what kind of scrutiny a document means.
_TYPES: tuple[tuple[re.Pattern[str], ScrutinyType], ...] = (
    (re.compile(r"task\s*(?:and|&|\+)\s*finish|\bt\s?[&+]\s?f\b", re.I), ScrutinyType.TASK_AND_FINISH),
    (re.compile(r"spotlight", re.I), ScrutinyType.SPOTLIGHT),
    (re.compile(r"workshop|seminar", re.I), ScrutinyType.WORKSHOP),
    (re.compile(r"briefing", re.I), ScrutinyType.BRIEFING_NOTE),
    (re.compile(r"annual", re.I), ScrutinyType.ANNUAL_REPORT),
    (re.compile(r"performance", re.I), ScrutinyType.PERFORMANCE_REVIEW),
    (re.compile(r"pre.?decision", re.I), ScrutinyType.PRE_DECISION),
    (re.compile(r"policy", re.I), ScrutinyType.POLICY_DEVELOPMENT),
)
# Sections whose rows are of one kind, whether they say so or not.
_SECTIONS = re.compile(r"workshop|seminar|task and finish|briefing|spotlight|annual reports", re.I)
_ORIGINS: tuple[tuple[re.Pattern[str], ProgrammeOrigin], ...] = (
    (re.compile(r"\brecommendation\b", re.I), ProgrammeOrigin.RECOMMENDATION),
    (re.compile(r"\bforward plan\b", re.I), ProgrammeOrigin.FORWARD_PLAN),
    (re.compile(r"\b(?:members? of the )?public\b", re.I), ProgrammeOrigin.PUBLIC),
    (re.compile(r"\bannual\b", re.I), ProgrammeOrigin.ANNUAL_CYCLE),
    (re.compile(r"\bcommittee (?:request|received|asked)", re.I), ProgrammeOrigin.COMMITTEE),
)
_BRACKETED = re.compile(r"\[(?P<type>[^\]]{3,80})\]")
_PAGE_NUMBER = re.compile(r"[a-z)]\s\d{2,3}$")
_DATE_AHEAD = re.compile(r"^[A-Z][a-z]+day,?\s+\d{1,2}(?:\s?(?:st|nd|rd|th))?\s+[A-Z][a-z]+\s+\d{4},?\s*", re.I)


def add_programme(meeting: Meeting, record: ParsedRecord, report: ImportReport) -> None:
    """Enters the rows of the programme that lies with the meeting's papers, each once; a standing one is left alone."""
    rows = [*record.annual_reports, *record.work_programme]
    if not record.work_programme:
        return
    year = record.programme_year or _usual_year(record.work_programme, meeting)
    programme, is_new = WorkProgramme.objects.get_or_create(committee=meeting.committee, year=year)
    if programme.rows.exists() or (programme.is_released and not is_new):
        report.doubt(f"{programme} stands in the office already: the document's was kept as a paper only.")
        return
    programme.note = "\n".join(record.programme_notes)
    programme.save(update_fields=["note"])
    places: dict[Any, Meeting | None] = {}
    made = [
        ProgrammeRow(programme=programme, position=place, **_values(row, meeting, places, report))
        for place, row in enumerate(rows, start=1)
    ]
    ProgrammeRow.objects.bulk_create(made)
    report.programmes.append(programme)
    report.did(f"{programme}: {len(made)} rows")


def _usual_year(rows: list[WorkProgrammeRow], meeting: Meeting) -> int:
    """The municipal year in which most of the dated rows lie; that of the meeting where none is dated."""
    years = Counter(municipal_year_of(row.meeting_date) for row in rows if row.meeting_date)
    return years.most_common(1)[0][0] if years else municipal_year_of(meeting.date)


def _values(
    row: WorkProgrammeRow, meeting: Meeting, places: dict[Any, Meeting | None], report: ImportReport
) -> dict[str, Any]:
    if _PAGE_NUMBER.search(row.item):
        report.doubt(f"“{row.item}” ends in a number: is it the number of a page?", row.line)
    kind, words = _type(row)
    note = row.origin or ""
    return {
        "title": _short(row.item, 500, row, report),
        "description": row.further or "",
        "scrutiny_type": kind,
        "type_words": _short(words, 200, row, report),
        "heading": _short(_heading(row), 200, row, report),
        "origin": next((origin for pattern, origin in _ORIGINS if pattern.search(note)), ""),
        "origin_note": note,
        "lead_officers": _short(row.lead_officers or "", 300, row, report),
        "current_position": row.current_position or "",
        **_when(row, meeting, places, report),
    }


def _type(row: WorkProgrammeRow) -> tuple[str, str]:
    """The type of scrutiny, and the words for it as they were printed where they say more."""
    printed = row.scrutiny_type or ""
    bracketed = _BRACKETED.fullmatch((row.origin or "").strip())
    if not printed and bracketed:
        printed = bracketed["type"]
    section = row.section or ""
    told = printed or (section if _SECTIONS.search(section) else "")
    kind = next((kind for pattern, kind in _TYPES if pattern.search(told)), ScrutinyType.OTHER if told else "")
    label = str(ScrutinyType(kind).label) if kind else ""
    return kind, printed if printed.casefold() != label.casefold() else ""


def _heading(row: WorkProgrammeRow) -> str:
    """Under what the row stands within its section: the focus of its meeting, or the heading of its list."""
    if row.section == "Workshop":
        return "Workshop item"
    if row.meeting_date is not None:
        return row.focus or ""
    inner = row.section or ""
    return f"{inner} ({row.group[:1].lower()}{row.group[1:]})" if row.group and row.group != inner else inner


def _when(
    row: WorkProgrammeRow, meeting: Meeting, places: dict[Any, Meeting | None], report: ImportReport
) -> dict[str, Any]:
    words = row.target or (EVERY_YEAR if row.section == "Annual reports" else "")
    day = row.meeting_date
    if day is None:
        return {"target_words": _short(words, 200, row, report)}
    if day not in places:
        standing = meetings_at(meeting.committee, day)
        places[day] = standing[0] if len(standing) == 1 else None
        if len(standing) != 1 and (row.publication_deadline or row.questions_deadline):
            report.doubt(f"The deadlines of {day:%d/%m/%Y} were not read in: the record has no such meeting.", row.line)
    at = places[day]
    words = _short(_DATE_AHEAD.sub("", words), 200, row, report)
    if at is None and not words and row.start and row.section != "Workshop":
        words = clock(row.start.isoformat())
    return {"target_meeting": at, "target_date": None if at else day, "target_words": words}


def _short(words: str, longest: int, row: WorkProgrammeRow, report: ImportReport) -> str:
    if len(words) > longest:
        report.doubt(f"“{words[:60]}…” is longer than {longest} characters: the rest was cut off.", row.line)
    return words[:longest]
