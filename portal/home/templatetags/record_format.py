"""How the public record writes dates, times, sizes and counts, and how a template picks from a snapshot.

Editions keep dates as ISO text ("2026-04-26"), clock times as "14:30" and moments as ISO text in UTC; the pages
write them as the council's papers do: "26 April 2026", "2.30pm", "26 April 2026 at 2.30pm" in London time. Text that
is not a date or a time, as an old action log may hold, is shown as it stands rather than lost.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django import forms, template
from django.utils import timezone
from django.utils.dateformat import format as format_date

register = template.Library()

LONDON = ZoneInfo("Europe/London")
BYTES_PER_KILOBYTE = 1024
# How a line of a list leads on to the next one.
LEADS_ON = re.compile(r"[;,](?:\s+and)?\s*\Z")
_DASH = re.compile(r"\s*[-–—]\s*")
FILE_TYPES = {
    "application/pdf": "PDF",
    "application/msword": "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.ms-excel": "Excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "application/vnd.ms-powerpoint": "PowerPoint",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
    "application/vnd.oasis.opendocument.text": "OpenDocument text",
    "application/vnd.oasis.opendocument.spreadsheet": "OpenDocument spreadsheet",
    "text/plain": "Text",
    "text/html": "Web page",
    "text/csv": "CSV",
    "image/jpeg": "JPEG image",
    "image/png": "PNG image",
}

Value = TypeVar("Value")


@register.filter
def long_date(value: date | datetime | str | None) -> str:
    """ "2026-04-26" (or a date, or a moment read in London) as "26 April 2026"; nothing as ""; other text unchanged."""
    return _written(value, "j F Y")


@register.filter
def weekday_date(value: date | datetime | str | None) -> str:
    """ "2026-04-26" as "Sunday 26 April 2026", for the date on which people are to be somewhere."""
    return _written(value, "l j F Y")


@register.filter
def short_date(value: date | datetime | str | None) -> str:
    """ "2026-04-26" as "26 Apr 2026", for narrow columns only."""
    return _written(value, "j M Y")


@register.filter
def weekday(value: date | datetime | str | None) -> str:
    """ "2026-04-26" as "Sunday 26", for a list that stands under its month."""
    return _written(value, "l j")


@register.filter
def day_number(value: date | datetime | str | None) -> str:
    """ "2026-04-06" as "6", for a cell of a month's table."""
    return _written(value, "j")


@register.filter
def month_name(value: date | datetime | str | None) -> str:
    """ "2026-04-26" as "April 2026"."""
    return _written(value, "F Y")


@register.filter
def iso_date(value: date | datetime | str | None) -> str:
    """The machine's form of the same day, for the datetime attribute; "" where the text is no date."""
    day = _day(value)
    return day.isoformat() if day else ""


@register.filter
def clock(value: time | datetime | str | None) -> str:
    """ "14:30" (or a time, or a moment read in London) as "2.30pm", "12:00" as "noon"; other text unchanged."""
    if not value:
        return ""
    if isinstance(value, time):
        at = value
    else:
        try:
            at = time.fromisoformat(value) if isinstance(value, str) else _in_london(value).time()
        except ValueError:
            whole = _moment(value)
            if whole is None:
                return str(value)
            at = whole.time()
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    hour = at.hour % 12 or 12
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{hour}{minutes}{'am' if at.hour < 12 else 'pm'}"


@register.filter
def moment(value: datetime | str | None) -> str:
    """A UTC moment as "26 April 2026 at 2.30pm", London time; nothing as ""; other text unchanged."""
    at = _moment(value)
    if at is None:
        return str(value or "")
    return f"{format_date(at, 'j F Y')} at {clock(at)}"


@register.filter
def is_over_unrecorded(meeting: Any) -> bool:
    """Whether the day of a meeting (a published row, or its facts in an edition) has passed, and all that the record
    says is that it was to be held.
    """
    if isinstance(meeting, Mapping):
        status, day = meeting["status"], date.fromisoformat(meeting["date"])
    else:
        status, day = meeting.status, meeting.date
    return status in ("scheduled", "provisional") and day < timezone.localdate()


@register.filter
def file_size(value: int | None) -> str:
    """Bytes as the council's pages give them: "546 KB", "2.1 MB"; nothing as ""."""
    if value is None:
        return ""
    if value < BYTES_PER_KILOBYTE:
        return "1 byte" if value == 1 else f"{value:,} bytes"
    kilobytes = value / BYTES_PER_KILOBYTE
    if round(kilobytes) < BYTES_PER_KILOBYTE:
        return f"{kilobytes:.0f} KB"
    megabytes = kilobytes / BYTES_PER_KILOBYTE
    if megabytes < 10:
        return f"{megabytes:.1f}".removesuffix(".0") + " MB"
    return f"{megabytes:,.0f} MB"


@register.filter
def file_type(media_type: str) -> str:
    """ "application/pdf" as "PDF"; an unknown type by its last part, in capitals."""
    return FILE_TYPES.get(media_type) or media_type.rpartition("/")[2].upper()


@register.filter
def counted(count: int | None, words: str) -> str:
    """A count with its noun: 1 and "action,actions" give "1 action", 0 gives "no actions", 1200 "1,200 actions"."""
    one, _, many = words.partition(",")
    number = count or 0
    if number == 0:
        return f"no {many or one}"
    return f"{number:,} {one if number == 1 else many or one}"


@register.filter
def pack_pages(pages: str) -> str:
    """An item's place in the agenda pack, whichever dash was typed: "9 - 16" as "Pages 9 to 16", "17" as "Page 17"."""
    return f"{'Page' if pages.strip().isdigit() else 'Pages'} {_DASH.sub(r' to ', pages)}"


@register.filter
def thousands(number: int) -> str:
    """ "5,000" for 5000."""
    return f"{number:,}"


@register.filter
def entry_for(ledger: Mapping[str, Value] | None, key: str) -> Value | None:
    """The ledger entry born from the minute line with this key, or None where the line is only a resolution."""
    return ledger.get(key) if ledger else None


@register.filter
def everyone(attendance: Iterable[Mapping[str, Any]] | None) -> list[Mapping[str, Any]]:
    """The people of all groups of a meeting's attendance, in the printed order."""
    return [person for group in attendance or () for person in group["entries"]]


@register.filter
def in_mode(people: Iterable[Mapping[str, Any]] | None, modes: str) -> list[Mapping[str, Any]]:
    """Those of the people whose mode is one of the modes named, such as "present,remote" or "apologies"."""
    wanted = modes.split(",")
    return [person for person in people or () if person["mode"] in wanted]


@register.filter
def any_filled(form: forms.BaseForm) -> bool:
    """Whether any field of a filter form holds something that counts, so that the list is less than everything."""
    return any(field.value() not in (None, "", False, []) and not field.errors for field in form)


def _written(value: date | datetime | str | None, pattern: str) -> str:
    day = _day(value)
    return _day_in(pattern, day) if day else str(value or "")


@lru_cache(maxsize=4096)
def _day_in(pattern: str, day: date) -> str:
    """A long list writes the same days again and again, and each takes a look into the calendar's words."""
    return format_date(day, pattern)


def _day(value: date | datetime | str | None) -> date | None:
    if isinstance(value, datetime):
        return _in_london(value).date()
    if isinstance(value, date) or not value:
        return value or None
    try:
        return date.fromisoformat(value)
    except ValueError:
        at = _moment(value)
        return at.date() if at else None


def _moment(value: datetime | str | None) -> datetime | None:
    if not value:
        return None
    if isinstance(value, datetime):
        return _in_london(value)
    try:
        return _in_london(datetime.fromisoformat(value))
    except ValueError:
        return None


def _in_london(at: datetime) -> datetime:
    """London time; a moment without a zone is already the council's own clock."""
    return at.astimezone(LONDON) if at.tzinfo else at


@register.filter
def ended(text: str) -> str:
    """A line of minutes beneath its own lead-in, without the semicolon or the "and" that led on to the next line."""
    return LEADS_ON.sub("", text)


@register.filter
def standalone(text: str) -> str:
    """The same line where neither the lead-in nor the next line is shown: it begins with a capital letter as well."""
    line = ended(text)
    return line[:1].upper() + line[1:]
