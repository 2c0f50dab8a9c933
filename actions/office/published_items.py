"""The published meetings of a committee and their items, to choose from."""

import datetime as dt
from dataclasses import dataclass

from meetings.editions.models import PublishedCommittee, PublishedMeeting
from meetings.editions.spelling import long_date

# The latest so many are offered; an older review is recorded within a few meetings.
MOST_OFFERED = 60
NO_MEETING = ("", "Choose a meeting")
NO_ITEM = ("", "Choose an item")


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """One item as a standing edition shows it; `number` is its minute number, or else that of the agenda."""

    anchor: str
    number: str
    title: str
    kind: str

    @property
    def label(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title


def held_meetings(
    committee: PublishedCommittee, *, since: dt.date | None = None, until: dt.date
) -> list[PublishedMeeting]:
    """The latest meetings of the committee up to a day that have a standing edition, the last first."""
    meetings = PublishedMeeting.objects.standing().filter(committee=committee, date__lte=until)
    if since is not None:
        meetings = meetings.filter(date__gte=since)
    return list(meetings.for_lists().order_by("-date", "-start", "pk")[:MOST_OFFERED])


def items_of(meeting: PublishedMeeting) -> list[PublishedItem]:
    """The items of the meeting's standing edition, in their order."""
    if meeting.edition is None:
        return []
    return [
        PublishedItem(
            anchor=item["anchor"],
            number=item["minute_number"] or item["agenda_number"] or "",
            title=item["title"],
            kind=item["kind"],
        )
        for item in meeting.edition.content["items"]
    ]


def meeting_choices(meetings: list[PublishedMeeting]) -> list[tuple[str, str]]:
    """Each meeting by its slug, called by its day and what kind of meeting it was."""
    named = [
        (meeting.slug, f"{long_date(meeting.date)}{f', {meeting.kind_label}' if meeting.kind_label else ''}")
        for meeting in meetings
    ]
    return [NO_MEETING, *named]


def item_choices(items: list[PublishedItem]) -> list[tuple[str, str]]:
    return [NO_ITEM, *((item.anchor, item.label[:120]) for item in items)]
