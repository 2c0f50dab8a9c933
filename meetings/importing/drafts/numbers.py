"""Agenda numbers and minute numbers: which of the two a document prints, and in which series they run."""

import datetime as dt
import re

from django.utils.text import slugify

from meetings.importing.drafts.committees import committee_key
from meetings.importing.drafts.report import ImportReport
from meetings.importing.records import AgendaItem as ParsedItem
from meetings.models import AgendaItem, Meeting, MinuteSeries

_PLAIN = re.compile(r"^(\d{1,4})[a-z]?$")


class Numbers:
    """Gives the items of one document their numbers.

    Numbers that count from 1 are agenda numbers. Numbers of an agenda without minutes are agenda numbers. Others belong
    to minutes that run on from meeting to meeting; a number that the committee's series holds already starts a series
    of its own for this meeting, which is told as a doubt, because only the clerk resets a series.
    """

    def __init__(self, meeting: Meeting, items: list[ParsedItem], report: ImportReport) -> None:
        self.meeting = meeting
        self.report = report
        self.series: MinuteSeries | None = None
        printed = [item.number for item in items if item.number]
        self.are_minute_numbers = _run_on(printed) and any(item.minutes for item in items)
        if printed and self.are_minute_numbers:
            self.series = self._series(printed)
            report.doubt(f"The numbers {printed[0]} to {printed[-1]} were taken as minute numbers.")
        elif printed:
            report.doubt(f"The numbers {printed[0]} to {printed[-1]} were taken as agenda numbers.")

    def number(self, item: AgendaItem, entry: ParsedItem) -> None:
        """Gives a new item its number and its anchor, which it keeps."""
        number = entry.number or ""
        stem = f"business-{item.position}"
        if number and self.are_minute_numbers and self.series is not None:
            item.series, item.minute_number = self.series, number[:20]
            stem = f"minute-{slugify(number.replace('/', '-').replace('.', '-'))}"
        elif number:
            item.agenda_number = number[:12]
            stem = f"item-{slugify(number.replace('/', '-').replace('.', '-'))}"
        item.anchor, again = stem[:36], 2
        taken = set(self.meeting.items.values_list("anchor", flat=True))
        while item.anchor in taken:
            item.anchor, again = f"{stem[:33]}-{again}", again + 1
        if item.agenda_number and self.meeting.items.filter(agenda_number=item.agenda_number).exists():
            self.report.doubt(f"The number {item.agenda_number} stands twice: the second item got none.", entry.line)
            item.agenda_number = ""
        if item.minute_number and self._is_taken(item.minute_number):
            self.report.doubt(f"The number {item.minute_number} stands twice: the second item got none.", entry.line)
            item.series, item.minute_number = None, ""

    def give_minute_number(self, item: AgendaItem, entry: ParsedItem) -> None:
        """Adds the minute number to an item that stood on the agenda."""
        if self.are_minute_numbers and entry.number and not item.minute_number and not self._is_taken(entry.number):
            item.series, item.minute_number = self.series, entry.number[:20]

    def match(self, entry: ParsedItem, standing: list[AgendaItem]) -> AgendaItem | None:
        """The item of the meeting that the entry speaks of: the same minute number, or the same title."""
        key = committee_key(entry.title)
        for item in standing:
            if self.are_minute_numbers and entry.number and item.minute_number == entry.number:
                return item
            if key and committee_key(item.title) == key and not (self._numbers_differ(item, entry)):
                return item
        return None

    def _numbers_differ(self, item: AgendaItem, entry: ParsedItem) -> bool:
        own = item.minute_number if self.are_minute_numbers else item.agenda_number
        return bool(own and entry.number and own != entry.number)

    def _series(self, printed: list[str]) -> MinuteSeries:
        committee, day = self.meeting.committee, self.meeting.date
        series = committee.minute_series.order_by("-begun_on").first()
        if series is None:
            return committee.minute_series.create(name="Imported", begun_on=day)
        elsewhere = series.items.exclude(meeting=self.meeting).filter(minute_number__in=printed)
        clash = elsewhere.select_related("meeting").first()
        if clash is None:
            return series
        name = f"Imported with {self.meeting.slug}"
        self.report.doubt(
            f"The number {clash.minute_number} is taken by the meeting of {clash.meeting.long_date}: this "
            f"meeting got a "
            f"series of its own, “{name}”. Check whether the committee began to count anew."
        )
        again = committee.minute_series.filter(name=name).first()
        return again or committee.minute_series.create(name=name, begun_on=self._free_day(day))

    def _free_day(self, day: dt.date) -> dt.date:
        while self.meeting.committee.minute_series.filter(begun_on=day).exists():
            day += dt.timedelta(days=1)
        return day

    def _is_taken(self, number: str) -> bool:
        return self.series is not None and self.series.items.filter(minute_number=number).exists()


def _run_on(printed: list[str]) -> bool:
    """Whether the numbers run on from meeting to meeting: they do not begin with 1."""
    first = next((number for number in printed if number), "")
    plain = _PLAIN.match(first)
    return bool(first) and not (plain and int(plain[1]) <= 1)
