"""What an officer finds on the desk: what is coming, what is to be finished, what was worked on last."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from meetings.editions.models import Edition
from meetings.models import Meeting, MinutesVersion
from meetings.policies.steps import Step, part_of, with_step
from portal.accounts.models import User

COMING_AT_MOST = 12
UNFINISHED_AT_MOST = 20
RECENT_AT_MOST = 5
# Older meetings that were never finished are found in the list.
LOOK_BACK = dt.timedelta(days=400)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting in a list of the office, with what is next to be done."""

    meeting: Meeting
    step: str
    step_label: str
    published: str
    url: str
    step_url: str


def lines_of(meetings: Iterable[Meeting]) -> list[MeetingLine]:
    """Rows of meetings that were read `with_step`."""
    return [_line(meeting) for meeting in meetings]


def desk_of(user: User, meetings: QuerySet[Meeting], today: dt.date) -> dict[str, list[MeetingLine]]:
    """The three lists of the desk; `meetings` are those that the user may edit."""
    read = with_step(meetings, today)
    coming = read.filter(date__gte=today).order_by("date", "start", "pk")
    past = read.filter(date__lt=today, date__gte=today - LOOK_BACK).exclude(Q(("step", Step.DONE)))
    return {
        "coming": lines_of(coming[:COMING_AT_MOST]),
        "unfinished": lines_of(past.order_by("-date", "-start", "pk")[:UNFINISHED_AT_MOST]),
        "recent": _recent(user, read),
    }


def _recent(user: User, read: QuerySet[Meeting]) -> list[MeetingLine]:
    """Meetings whose minutes the user saved, or which the user published, the last one first."""
    saved = MinutesVersion.objects.filter(saved_by=user).order_by("-pk").values_list("saved_at", "item__meeting")[:200]
    published = (
        Edition.objects.filter(published_by=user, meeting__isnull=False)
        .order_by("-register_number")
        .values_list("published_at", "meeting")[:50]
    )
    last = list(dict.fromkeys(pk for _, pk in sorted([*saved, *published], reverse=True)))[:RECENT_AT_MOST]
    return sorted(lines_of(read.filter(pk__in=last)), key=lambda line: last.index(line.meeting.pk))


def _line(meeting: Meeting) -> MeetingLine:
    step = Step(meeting.step)  # type: ignore[attr-defined]  # of with_step
    url = reverse("office:workspace", args=[meeting.committee.slug, meeting.slug])
    stage = meeting.published_stage or ""  # type: ignore[attr-defined]  # of with_step
    return MeetingLine(
        meeting=meeting,
        step=step.value,
        step_label=step.label,
        published=stage.capitalize(),
        url=url,
        step_url=f"{url}#{part_of(step)}" if part_of(step) else url,
    )
