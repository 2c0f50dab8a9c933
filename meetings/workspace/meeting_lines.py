"""Meetings as the office lists them, each with what is next to be done."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from meetings.editions.models import Edition
from meetings.models import Meeting, MinutesVersion
from meetings.policies.steps import Step, part_of, with_step
from portal.accounts.models import User

RECENT_AT_MOST = 5


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


def worked_on(user: User, meetings: QuerySet[Meeting], today: dt.date) -> list[MeetingLine]:
    """Those of which the user saved minutes, or which the user published, the last one first."""
    saved = MinutesVersion.objects.filter(saved_by=user).order_by("-pk").values_list("saved_at", "item__meeting")[:200]
    published = (
        Edition.objects.filter(published_by=user, meeting__isnull=False)
        .order_by("-register_number")
        .values_list("published_at", "meeting")[:50]
    )
    last = list(dict.fromkeys(pk for _, pk in sorted(saved.union(published), reverse=True)))[:RECENT_AT_MOST]
    found = lines_of(with_step(meetings, today).filter(pk__in=last))
    return sorted(found, key=lambda line: last.index(line.meeting.pk))


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
