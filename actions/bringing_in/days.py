"""Days as officers write them in a log: "07/09/21", "7 Sept 2021", "ASAP", or the number that a spreadsheet keeps."""

import datetime as dt
import re
from dataclasses import dataclass

from meetings.importing.grammar.dates import DAY, MONTH, MONTHS

_EARLIEST, _LATEST = 1950, 2100
# A spreadsheet counts days from the end of 1899, or from the beginning of 1904.
_FROM_1900, _FROM_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
_SERIAL = re.compile(r"(?P<serial>\d{5})(?:\.\d+)?")
_YEAR = r"['’]?(?P<year>\d{4}|\d{2})(?!\d)"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK = r"(?:[ T,]+(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:\s*[ap]\.?m\.?)?)?"
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})\s?[/.\-]\s?(?P<month>\d{{1,2}})\s?[/.\-]\s?{_YEAR}",
        rf"(?<!\d){DAY}[\s\-]*(?:of\s+)?{MONTH}[\s\-,]*{_YEAR}",
        rf"\b{MONTH}\s+{DAY},?\s+(?P<year>\d{{4}})\b",
    )
]


@dataclass(frozen=True, slots=True)
class Told:
    """What a cell says of a day: the day, None where it names none; `also` where other words stand with it.

    `words` is the cell as it stands.
    """

    words: str
    on: dt.date | None = None
    also: bool = False

    @property
    def is_none(self) -> bool:
        """Whether something stands there that is no day."""
        return bool(self.words) and self.on is None


def day_told(words: str, *, counts_from_1904: bool = False, last: bool = False) -> Told:
    """The day that a cell tells; of several the first, or the `last`. Day before month, as in Britain."""
    bare = words.strip()
    serial = _SERIAL.fullmatch(bare)
    if serial:
        on = (_FROM_1904 if counts_from_1904 else _FROM_1900) + dt.timedelta(days=int(serial["serial"]))
        return Told(words, on if _EARLIEST <= on.year <= _LATEST else None)
    found: list[tuple[int, int, dt.date]] = []
    for form in _FORMS:
        for match in form.finditer(bare):
            on_day = _day(match)
            if on_day and all(match.start() >= end or match.end() <= start for start, end, _ in found):
                found.append((match.start(), match.end(), on_day))
    if not found:
        return Told(words)
    start, end, chosen = (max if last else min)(found)
    around = re.sub(rf"^{_WEEKDAY}$", "", bare[:start], flags=re.IGNORECASE)
    alone = len(found) == 1 and not around.strip() and re.fullmatch(_CLOCK + r"\.?", bare[end:], re.IGNORECASE)
    return Told(words, chosen, also=not alone)


def _day(match: re.Match[str]) -> dt.date | None:
    year, month = int(match["year"]), match["month"]
    number = int(month) if month.isdigit() else MONTHS[month.lower()]
    try:
        on = dt.date(year if year > 99 else 2000 + year, number, int(match["day"]))
    except ValueError:
        return None
    return on if _EARLIEST <= on.year <= _LATEST else None
