"""A work programme of an edition → the sections of its public page: by day, at other times, to be scheduled, ended."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from meetings.editions.models import PublishedMeeting
from meetings.municipal_year import municipal_year_label, municipal_year_of

Content = dict[str, Any]

DONE, DROPPED = "done", "dropped"
_HOUR = re.compile(r"\d{1,2}(?:[.:]\d{2})?\s?[ap]m|noon")
OTHER_TIMES, TO_BE_SCHEDULED, ENDED, LEFT_OUT = "At other times", "To be scheduled", "Done", "Dropped"


@dataclass(slots=True)
class Section:
    """A day with its meeting, or one of the sections after the days; `groups` are rows under their headings.

    `at` is the hour of a day without a public meeting, where its rows agree on one and say no more.
    """

    anchor: str
    title: str = ""
    date: str = ""
    meeting: PublishedMeeting | None = None
    groups: list[Content] = field(default_factory=list)
    is_dropped: bool = False
    at: str = ""

    @property
    def weekday(self) -> str:
        return f"{dt.date.fromisoformat(self.date):%A}" if self.date else ""

    @property
    def count(self) -> int:
        return sum(len(group["rows"]) for group in self.groups)


def programme_of(content: Content, year: int) -> Content | None:
    """The programme of the municipal year that an edition of a committee holds."""
    return next((one for one in content.get("work_programmes", []) if one["year"] == year), None)


def this_year(content: Content, today: dt.date) -> int | None:
    """The municipal year of today where it has a programme, else the last that has one; None where none has."""
    years = [one["year"] for one in content.get("work_programmes", [])]
    current = municipal_year_of(today)
    return current if current in years else max(years, default=None)


def years_of(content: Content, shown: int) -> list[Content]:
    """The municipal years that have a programme, the latest first."""
    years = [one["year"] for one in content.get("work_programmes", [])]
    return [{"year": year, "label": municipal_year_label(year), "is_shown": year == shown} for year in years]


def programme_at_a_glance(content: Content, today: dt.date) -> Content | None:
    """What a committee's page tells of its programme of this year: the year, and what comes next of it."""
    year = this_year(content, today)
    programme = programme_of(content, year) if year is not None else None
    if programme is None:
        return None
    planned = [row for row in programme["rows"] if row["state"] not in (DONE, DROPPED)]
    ahead = [row for row in planned if (row["when"]["date"] or "") >= today.isoformat()]
    coming = sorted(ahead, key=lambda row: row["when"]["date"])
    first = coming[0]["when"]["date"] if coming else ""
    return {
        "label": programme["year_label"],
        "count": len(programme["rows"]),
        "waiting": sum(1 for row in planned if not (row["when"]["date"] or row["when"]["words"])),
        "next_on": first,
        "next": [row for row in coming if row["when"]["date"] == first],
    }


def slugs_in(programme: Content) -> set[str]:
    """The meetings that the programme speaks of."""
    told = [row["when"]["meeting"] for row in programme["rows"]]
    return {slug for slug in (*told, *(row["item"]["slug"] for row in programme["rows"] if row["item"])) if slug}


def references_in(programme: Content) -> set[str]:
    return {row["reference"] for row in programme["rows"] if row["reference"]}


def sections_of(
    programme: Content, meetings: Mapping[str, PublishedMeeting], entries: Mapping[str, str]
) -> list[Section]:
    """The sections in the order of the page. `meetings` are the public ones by slug, `entries` addresses of the ledger
    by reference.
    """
    rows = [_row(row, meetings, entries) for row in programme["rows"]]
    days: dict[tuple[str, str], list[Content]] = {}
    rest: dict[str, list[Content]] = {OTHER_TIMES: [], TO_BE_SCHEDULED: [], ENDED: [], LEFT_OUT: []}
    for row in rows:
        if row["state"] == DROPPED:
            rest[LEFT_OUT].append(row)
        elif row["date"]:
            days.setdefault((row["date"], row["when"]["meeting"]), []).append(row)
        elif row["state"] == DONE:
            rest[ENDED].append(row)
        else:
            rest[OTHER_TIMES if row["when"]["words"] else TO_BE_SCHEDULED].append(row)
    found = [_day(date, slug, own, meetings.get(slug)) for (date, slug), own in sorted(days.items())]
    for title, own in rest.items():
        if own:
            anchor = title.lower().replace(" ", "-")
            found.append(Section(anchor, title, groups=_groups(own), is_dropped=title == LEFT_OUT))
    return found


def _day(date: str, slug: str, rows: list[Content], meeting: PublishedMeeting | None) -> Section:
    at = ""
    hours = {row["words"] for row in rows if _HOUR.fullmatch(row["words"])}
    if meeting is None and len(hours) == 1:
        (at,) = hours
        rows = [row | {"words": "" if row["words"] == at else row["words"]} for row in rows]
    return Section(f"day-{date}{f'-{slug}' if slug else ''}", date=date, meeting=meeting, groups=_groups(rows), at=at)


def _groups(rows: Iterable[Content]) -> list[Content]:
    """Rows under their headings, each heading where it first stands."""
    order: dict[str, int] = {}
    listed = list(rows)
    for row in listed:
        order.setdefault(row["heading"], len(order))
    listed.sort(key=lambda row: order[row["heading"]])
    return [{"heading": heading, "rows": list(own)} for heading, own in groupby(listed, lambda row: row["heading"])]


def _row(row: Content, meetings: Mapping[str, PublishedMeeting], entries: Mapping[str, str]) -> Content:
    """The row with its day as its meeting has it now, where it stands, and the addresses of what it speaks of."""
    item, slug = row["item"], row["when"]["meeting"]
    held = meetings.get(slug)
    at = meetings.get(item["slug"]) if item else None
    shows_item = at is not None and at.item_count > 0 and row["state"] != DROPPED
    standing, status = row["state_label"] if row["state"] != "planned" else "", "complete"
    if shows_item and at is not None and row["state"] == "planned":
        considered = at.minutes != "none"
        standing, status = ("Considered", "held") if considered else ("On the agenda", "scheduled")
    carried = row["carried_from"]
    return {
        **row,
        "anchor": f"row-{row['key']}",
        "date": held.date.isoformat() if held else row["when"]["date"] or "",
        "words": row["when"]["words"],
        "standing": standing,
        "status": "withdrawn" if row["state"] == DROPPED else status,
        "item_url": f"{at.get_absolute_url()}#{item['anchor']}" if shows_item and at is not None else "",
        "entry_url": entries.get(row["reference"], ""),
        "carried_label": municipal_year_label(carried) if carried else "",
        "carried_year": carried,
    }
