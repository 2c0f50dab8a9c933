"""When an action is due, from words as clerks say them: "in six weeks", "by the next meeting", "end of March".

Pure: the day of the meeting and of the committee's next one are given. Spans of time count from the day of the meeting,
and a date without its year is the first such day from then on. What could mean several days is refused, never guessed.
"""

import calendar
import datetime as dt
import re

from meetings.importing.grammar.dates import MONTHS, NO_YEAR, find_date

EXAMPLES = "“26 April 2026”, “26/4/2026”, “in six weeks”, “within 28 days”, “end of March”, “Friday” or “next meeting”"
LONGEST = 100

NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
}  # fmt: skip
WEEKDAYS = {day.lower(): number for number, day in enumerate(calendar.day_name)}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_NUMBER = r"\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True))
_WEEKDAY = "|".join(WEEKDAYS)

_LEADING = re.compile(
    r"(?:due|deadline|timescale|no later than|not later than|on or before|before|by|on|to|until|for|at|the|"
    r"[:–—,.-])(?=\W|$)\s*",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"(?:(?:with)?in\s+)?(?:the\s+next\s+)?(?P<number>{_NUMBER})(?:\s+|-)?"
    r"(?P<unit>working day|day|week|fortnight|month|year)s?['’]?"
    r"(?:\s+(?:time|of the meeting|from (?:the meeting|now|today)|after the meeting))?",
    re.IGNORECASE,
)
_NEXT_MEETING = re.compile(
    r"(?:(?:the|our|its)\s+)?(?:next|following)\s+(?:ordinary\s+)?(?:committee\s+)?meeting(?:\s+of\s+the\s+committee)?",
    re.IGNORECASE,
)
_END = re.compile(
    rf"(?:the\s+)?end\s+of\s+(?:(?P<month>{_MONTH})\.?(?:\s+(?P<year>\d{{4}}))?|"
    r"(?P<which>the|this|next|the next|the following)\s+(?P<unit>week|month|year|financial year))",
    re.IGNORECASE,
)
_DAY = re.compile(rf"(?:(?P<which>this|next|the following)\s+)?(?P<day>{_WEEKDAY})", re.IGNORECASE)
_DATE = re.compile(
    rf"(?:(?:{_WEEKDAY}),?\s+)?(?:the\s+)?(?:\d{{1,2}}\s*(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\.?,?\s+\d{{4}}|"
    rf"(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d{{2}})|"
    r"\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
_NO_YEAR = re.compile(
    rf"(?:(?:{_WEEKDAY}),?\s+)?(?:the\s+)?\d{{1,2}}\s*(?:st|nd|rd|th)?\s*(?:of\s+)?(?:{_MONTH})\b\.?", re.IGNORECASE
)
_TOMORROW = re.compile(r"tomorrow|the (?:next|following) day", re.IGNORECASE)
_WAYS = (_NEXT_MEETING, _END, _DATE, _NO_YEAR, _SPAN, _DAY, _TOMORROW)
# In a sentence a number of weeks may be anything; only these words before it make it a due date.
_SAID = re.compile(
    r"\b(?:(?:due|no later than|not later than|on or before|by)\s+|(?=(?:with)?in\s+(?:the\s+next\s+)?"
    rf"(?:{_NUMBER})\b)|(?=at\s+the\s+next\s+meeting)|(?=before\s+the\s+next\s+meeting))",
    re.IGNORECASE,
)


class UnclearDateError(ValueError):
    """The words name no one day; the message is a sentence with examples."""


def due_date(words: str, *, meeting_day: dt.date, next_meeting: dt.date | None = None) -> dt.date:
    """The day that the words name. Raises UnclearDateError."""
    bare = _bare(words)
    try:
        if _NEXT_MEETING.fullmatch(bare):
            return _next(next_meeting)
        for way, read in _READERS:
            match = way.fullmatch(bare)
            if match and (day := read(match, meeting_day)):
                return day
    except OverflowError:
        pass
    raise UnclearDateError(f"“{words.strip()[:60]}” does not say one day. Type it like {EXAMPLES}.")


def due_words(sentence: str) -> str:
    """The words of a sentence that say when something is due ("within 28 days"); empty where it says nothing."""
    for said in _SAID.finditer(sentence):
        rest = sentence[said.end() :]
        start = _LEADING.match(rest)
        offset = start.end() if start else 0
        for way in _WAYS:
            match = way.match(rest, offset)
            if match and not rest[match.end() : match.end() + 1].isalnum():
                return match.group().strip()
    return ""


def _bare(words: str) -> str:
    bare = " ".join(words.split())[:LONGEST].strip(" .;,")
    while (leading := _LEADING.match(bare)) and leading.end():
        bare = bare[leading.end() :]
    return bare


def _next(next_meeting: dt.date | None) -> dt.date:
    if next_meeting is None:
        raise UnclearDateError("The committee has no next meeting in the calendar yet. Type the date.")
    return next_meeting


def _full(match: re.Match[str], _: dt.date) -> dt.date | None:
    return find_date(match.group())


def _without_year(match: re.Match[str], meeting_day: dt.date) -> dt.date | None:
    """The first such day from the meeting on."""
    found = NO_YEAR.search(match.group())
    if not found:
        return None
    month, day = MONTHS[found["month"].lower()], int(found["day"])
    for year in range(meeting_day.year, meeting_day.year + 9):
        if 1 <= day <= calendar.monthrange(year, month)[1] and dt.date(year, month, day) >= meeting_day:
            return dt.date(year, month, day)
    return None


def _span(match: re.Match[str], meeting_day: dt.date) -> dt.date | None:
    number = int(match["number"]) if match["number"].isdigit() else NUMBERS[match["number"].lower()]
    unit = match["unit"].lower()
    if unit == "month" or unit == "year":
        return months_on(meeting_day, number * (12 if unit == "year" else 1))
    if unit == "working day":
        return None  # which days are working days is the holiday table's to say
    return meeting_day + dt.timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])


def months_on(day: dt.date, months: int) -> dt.date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _end(match: re.Match[str], meeting_day: dt.date) -> dt.date | None:
    if match["month"]:
        month = MONTHS[match["month"].lower()]
        year = int(match["year"]) if match["year"] else meeting_day.year + (month < meeting_day.month)
        return _last_of(year, month) if year else None
    unit, later = match["unit"].lower(), match["which"].lower() not in {"the", "this"}
    if unit == "month":
        day = months_on(meeting_day.replace(day=1), int(later))
        return _last_of(day.year, day.month)
    if unit == "week":  # the working week
        return meeting_day + dt.timedelta(days=(4 - meeting_day.weekday()) % 7 + 7 * later)
    if unit == "financial year":
        return dt.date(meeting_day.year + (meeting_day.month > 3) + later, 3, 31)
    return dt.date(meeting_day.year + later, 12, 31) if later or match["which"].lower() == "this" else None


def _last_of(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _weekday(match: re.Match[str], meeting_day: dt.date) -> dt.date | None:
    """The first such day after the meeting; "next Friday" is said of two days, so it is refused."""
    if match["which"] and match["which"].lower() == "next":
        return None
    ahead = (WEEKDAYS[match["day"].lower()] - meeting_day.weekday() - 1) % 7 + 1
    return meeting_day + dt.timedelta(days=ahead)


def _tomorrow(_: re.Match[str], meeting_day: dt.date) -> dt.date:
    return meeting_day + dt.timedelta(days=1)


_READERS = (
    (_DATE, _full),
    (_NO_YEAR, _without_year),
    (_END, _end),
    (_SPAN, _span),
    (_DAY, _weekday),
    (_TOMORROW, _tomorrow),
)
