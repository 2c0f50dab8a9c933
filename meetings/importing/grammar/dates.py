"""Dates and clock times as councils print them, from "Tuesday, 4th July, 2023 at 6.30 p.m." to "07/09/21"."""

from __future__ import annotations

import datetime as dt
import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan", "ionawr"),
            ("february", "feb", "chwefror"),
            ("march", "mar", "mawrth"),
            ("april", "apr", "ebrill"),
            ("may", "mai"),
            ("june", "jun", "mehefin"),
            ("july", "jul", "gorffennaf"),
            ("august", "aug", "awst"),
            ("september", "sept", "sep", "medi"),
            ("october", "oct", "hydref"),
            ("november", "nov", "tachwedd"),
            ("december", "dec", "rhagfyr"),
        ),
        start=1,
    )
    for name in names
}
MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
DAY = r"(?P<day>\d{1,2})\s*(?:st|nd|rd|th|ain|fed|af|eg|ydd)?"
LONG = re.compile(rf"\b{DAY}\s*(?:day\s+)?(?:of\s+)?{MONTH},?\s*(?P<year>\d{{4}})\b", re.IGNORECASE)
AMERICAN = re.compile(rf"\b{MONTH}\s+{DAY},?\s+(?P<year>\d{{4}})\b", re.IGNORECASE)
SHORT = re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{2}|\d{4})\b")
ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")
NO_YEAR = re.compile(rf"\b{DAY}\s*(?:of\s+)?{MONTH}", re.IGNORECASE)
CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:\s?[.:;](?P<minute>\d{2}))?\s*(?P<half>[ap]\.?\s?m\b\.?|noon|midday)|"
    r"\b(?P<hour24>[01]?\d|2[0-3])[:.](?P<minute24>[0-5]\d)"
    r"\s*(?:hours|hrs)?\b|\b(?P<word>noon|midday|midnight)\b",
    re.IGNORECASE,
)


# What may stand between a date and the hour that belongs to it.
_HOUR_AFTER = re.compile(r"[\s,*_–—-]*\(?(?:(?:at|from|starting at|commencing at)\s+)?", re.IGNORECASE)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None


def dates(text: str) -> list[tuple[int, dt.date]]:
    """Every full date in a text with the offset where it begins, in order."""
    found: list[tuple[int, dt.date]] = []
    for pattern in (LONG, AMERICAN):
        for match in pattern.finditer(text):
            day = _date(int(match.group("year")), MONTHS[match.group("month").lower()], int(match.group("day")))
            if day:
                found.append((match.start(), day))
    for pattern in (SHORT, ISO):
        for match in pattern.finditer(text):
            day = _date(int(match.group("year")), int(match.group("month")), int(match.group("day")))
            if day:
                found.append((match.start(), day))
    return sorted(found)


def dates_and_times(text: str) -> list[tuple[dt.date, dt.time | None]]:
    """Every full date in a text, with the clock time that stands directly behind it ("17 May 2022 at 2.30pm")."""
    found = []
    for start, day in dates(text):
        ends = (match.end() for pattern in (LONG, AMERICAN, SHORT, ISO) if (match := pattern.match(text, start)))
        between = _HOUR_AFTER.match(text, min(ends))
        hour = CLOCK.match(text, between.end() if between else start)
        found.append((day, find_time(hour.group()) if hour else None))
    return found


def find_date(text: str) -> dt.date | None:
    """The first full date in a text, or None."""
    found = dates(text)
    return found[0][1] if found else None


def day_without_year(text: str, near: dt.date) -> dt.date | None:
    """A date printed without its year ("Wednesday 20 April"), taken in the year that brings it nearest to ``near``."""
    match = NO_YEAR.search(text)
    if not match:
        return None
    month, day = MONTHS[match.group("month").lower()], int(match.group("day"))
    around = [_date(year, month, day) for year in (near.year - 1, near.year, near.year + 1)]
    known = [value for value in around if value]
    return min(known, key=lambda value: abs((value - near).days)) if known else None


def find_time(text: str) -> dt.time | None:
    """The first clock time in a text, or None; "7" alone is no time."""
    for match in CLOCK.finditer(text):
        if match.group("word"):
            return dt.time(0, 0) if match.group("word").lower() == "midnight" else dt.time(12, 0)
        if match.group("hour24"):
            return dt.time(int(match.group("hour24")), int(match.group("minute24")))
        hour, minute, half = int(match.group("hour")), int(match.group("minute") or 0), match.group("half").lower()
        if hour > 23 or minute > 59:
            continue
        if half.startswith("p") and hour < 12:
            hour += 12
        if half.startswith("a") and hour == 12:
            hour = 0
        return dt.time(hour, minute)
    return None
