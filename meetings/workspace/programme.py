"""What the office's page of a work programme shows: rows by when they are planned, and what can be done."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from meetings.editions.models import Edition
from meetings.editions.snapshot_programme import programmes_content
from meetings.editions.writing import standing_edition
from meetings.models import Meeting, MinutesState, ProgrammeRow, RowState, Submission, WorkProgramme
from meetings.policies.agenda import published_among
from meetings.policies.work_programme import (
    day_of,
    is_settled,
    meeting_of,
    meetings_of_year,
    standing_of,
    when_of,
    why_not_move,
    why_not_on_agenda,
)
from meetings.workflow.programme_links import waiting_topics

UNSCHEDULED, OTHER_TIMES, DONE, DROPPED = "unscheduled", "words", "done", "dropped"
_TITLES = {
    OTHER_TIMES: "At other times",
    UNSCHEDULED: "To be scheduled",
    DONE: "Done",
    DROPPED: "Dropped",
}
# What a row's line is made of, so that a page of rows takes the same number of queries whatever their number.
RELATED = (
    "programme__committee",
    "target_meeting",
    "suggestion",
    "carried_from__programme",
    "agenda_item__meeting",
    "agenda_item__deferred_to__meeting",
    "agenda_item__deferred_to__deferred_to",
)


@dataclass(frozen=True, slots=True)
class Move:
    """A move that was refused, which the form of its row keeps: where to, and why."""

    row: int
    to: str
    reason: str


@dataclass(slots=True)
class Line:
    """One row with where it stands, and what may be done with it; `to` and `reason` as its form shows them."""

    row: ProgrammeRow
    section: str
    standing: str
    item: Any
    origin: str
    when: str
    refusal: str
    is_movable: bool
    is_settled: bool
    to: str
    shows_heading: bool = True
    reason: str = ""
    is_refused: bool = False


@dataclass(slots=True)
class Section:
    """A meeting, a day or one of the sections after them. `key` is how a move names it; "" where nothing moves to.

    `agenda_by` is the day that the meeting's facts give for its agenda, as long as that is not published.
    """

    key: str
    title: str
    meeting: Meeting | None = None
    note: str = ""
    takes: bool = True
    agenda_by: dt.date | None = None
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class ProgrammePage:
    """The programme with its sections in order, and what the page asks or tells."""

    programme: WorkProgramme
    sections: list[Section]
    topics: list[Submission]
    is_public: bool
    is_changed: bool
    refused: list[str] = field(default_factory=list)
    said: str = ""

    @property
    def asks_reason(self) -> bool:
        return self.programme.is_released

    @property
    def count(self) -> int:
        return sum(len(section.lines) for section in self.sections)

    @property
    def targets(self) -> list[Section]:
        """Where a row can be moved."""
        return [section for section in self.sections if section.takes]


def page_of(
    programme: WorkProgramme, *, refused: list[str] | None = None, said: str = "", move: Move | None = None
) -> ProgrammePage:
    """The page as the programme stands now, with the move that was refused in the form of its row."""
    rows = programme.rows.select_related(*RELATED).prefetch_related("changes__by").order_by("position", "pk")
    public, changed = _published(programme)
    return ProgrammePage(
        programme=programme,
        sections=_sections(programme, [_line(row, move) for row in rows]),
        topics=waiting_topics(programme),
        is_public=public,
        is_changed=changed,
        refused=refused or [],
        said=said,
    )


def _line(row: ProgrammeRow, move: Move | None) -> Line:
    standing, section = standing_of(row), section_key(row)
    line = Line(
        row=row,
        section=section,
        standing=standing.label if standing.label != "Planned" else "",
        item=standing.item,
        origin=", ".join(part for part in (str(row.get_origin_display()), row.origin_reference) if part),
        when=when_of(row),
        refusal=why_not_on_agenda(row),
        is_movable=not why_not_move(row),
        is_settled=is_settled(row),
        to=section,
    )
    if move is not None and move.row == row.pk:
        line.to, line.reason, line.is_refused = move.to, move.reason, True
    return line


def section_key(row: ProgrammeRow) -> str:
    """The section in which a row stands: what has a day stays there when it is done; what is dropped leaves it."""
    if row.state == RowState.DROPPED:
        return DROPPED
    meeting, day = meeting_of(row), day_of(row)
    if meeting is not None:
        return f"meeting-{meeting.pk}"
    if day is not None:
        return f"date-{day.isoformat()}"
    if row.state == RowState.DONE:
        return DONE
    return OTHER_TIMES if row.target_words else UNSCHEDULED


def _sections(programme: WorkProgramme, lines: list[Line]) -> list[Section]:
    """All meetings of the year and whatever else a row is planned for by day, then the sections without a day."""
    dated: dict[str, tuple[dt.date, Section]] = {}
    meetings = {meeting.pk: meeting for meeting in meetings_of_year(programme)}
    meetings |= {meeting.pk: meeting for line in lines if (meeting := meeting_of(line.row)) is not None}
    published = published_among(meetings.values())
    for meeting in meetings.values():
        key, by = f"meeting-{meeting.pk}", None if meeting.pk in published else meeting.publication_deadline
        dated[key] = (meeting.date, Section(key, meeting.long_date, meeting, _about(meeting), _takes(meeting), by))
    for line in lines:
        day = day_of(line.row)
        if day is not None and line.section not in dated:
            title = f"{day.day} {day:%B %Y}"
            dated[line.section] = (
                day,
                Section(line.section, title, note="No meeting stands in the record on this day."),
            )
    ends = {key: Section(key, title, takes=key in (UNSCHEDULED, DONE, DROPPED)) for key, title in _TITLES.items()}
    if not programme.is_released:
        ends[DROPPED].takes = False
    by_key = {key: section for key, (_, section) in sorted(dated.items(), key=lambda pair: pair[1][0])} | ends
    for line in lines:
        own = by_key[line.section].lines
        line.shows_heading = not own or own[-1].row.heading != line.row.heading
        own.append(line)
    return [one for one in by_key.values() if one.lines or one.meeting or one.key == UNSCHEDULED or one.takes]


def _takes(meeting: Meeting) -> bool:
    return meeting.minutes_state == MinutesState.NONE


def _about(meeting: Meeting) -> str:
    status = "" if meeting.status == "scheduled" else str(meeting.get_status_display()).lower()
    kind = "" if meeting.kind == "ordinary" else str(meeting.get_kind_display()).lower()
    past = "" if meeting.date >= timezone.localdate() or status else "past"
    return ", ".join(part for part in (f"{meeting.date:%A}", kind, status, past) if part)


def _published(programme: WorkProgramme) -> tuple[bool, bool]:
    """Whether the public reads the programme, and whether it would read it otherwise if it were published now."""
    if not programme.is_released:
        return False, False
    edition: Edition | None = standing_edition(committee=programme.committee, meeting=None)
    told = _of_year(edition.content if edition else {}, programme.year)
    return told is not None, told != _of_year(programmes_content(programme.committee), programme.year)


def _of_year(content: dict[str, Any], year: int) -> Any:
    return next((one for one in content.get("work_programmes", []) if one["year"] == year), None)
