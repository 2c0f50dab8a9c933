"""The next meetings of a councillor's committees, each with what has to be read for it."""

import datetime as dt
from dataclasses import dataclass

from meetings.editions.models import Edition, PublishedMeeting, PublishedMeetingQuerySet, Stage
from portal.councillors.papers import Paper, papers_of_place, restricted_papers
from portal.councillors.reader import Reader

AT_MOST = 8
PAST_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Coming:
    """One meeting to come: as what the reader sits there, the edition that stands, and every paper, in agenda order."""

    meeting: PublishedMeeting
    edition: Edition
    role: str
    papers: list[Paper]

    @property
    def has_agenda(self) -> bool:
        return self.edition.stage != Stage.NOTICE

    @property
    def is_changed(self) -> bool:
        """Whether something came after the agenda: a supplement, a correction, a loss."""
        return self.edition.number > 1 and self.edition.stage not in (Stage.NOTICE, Stage.AGENDA)

    @property
    def agenda_due(self) -> str | None:
        """The day by which the agenda is to be published, as ISO text."""
        due: str | None = self.edition.content["meeting"]["publication_deadline"]
        return due


def coming_meetings(reader: Reader, today: dt.date) -> list[Coming]:
    """The next meetings at which the reader has a place. Two queries."""
    meetings = list(_own(reader).filter(date__gte=today).order_by("date", "start", "pk")[:AT_MOST])
    restricted = restricted_papers(reader, meetings)
    return [
        Coming(meeting, meeting.edition, reader.role_at(meeting.committee.slug, meeting.date), papers)
        for meeting in meetings
        if meeting.edition
        for papers in [_in_order(meeting, restricted.get(meeting.pk, []))]
    ]


def past_meetings(reader: Reader, today: dt.date) -> list[PublishedMeeting]:
    """The last meetings at which the reader had a place, the newest first."""
    return list(
        _own(reader).filter(date__lt=today).defer("edition__document").order_by("-date", "-start")[:PAST_AT_MOST]
    )


def _own(reader: Reader) -> PublishedMeetingQuerySet:
    return PublishedMeeting.objects.standing().filter(reader.own_meetings()).select_related("committee", "edition")


def _in_order(meeting: PublishedMeeting, restricted: list[Paper]) -> list[Paper]:
    """Of each item its open papers, then its restricted ones; those of the meeting as a whole come last."""
    items = meeting.edition.content["items"] if meeting.edition else []
    papers: list[Paper] = []
    for item in items:
        papers += papers_of_place(meeting, item, restricted)
    return [*papers, *papers_of_place(meeting, None, restricted)]
