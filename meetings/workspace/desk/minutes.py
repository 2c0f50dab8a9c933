"""After a meeting: its minutes are written, published as a draft, approved at the next meeting, and published again."""

import datetime as dt

from django.urls import reverse

from meetings.models import Meeting
from meetings.policies.deadlines import minutes_aim, minutes_rule
from meetings.policies.steps import Step
from meetings.workspace.desk.line import DeskLine, Duty, day_told
from meetings.workspace.desk.record import Desk, door_of, place_of
from portal.accounts.permissions import Permission, can

APPROVAL = (
    "Minutes are signed at the same or the next suitable meeting "
    "(Local Government Act 1972, Schedule 12, paragraph 41)."
)


def minutes(desk: Desk) -> list[DeskLine]:
    """One line for each meeting whose minutes are not done with."""
    lines = []
    for meeting in desk.at_step(Step.WRITE_MINUTES, Step.PUBLISH_DRAFT):
        is_written = meeting.step == Step.PUBLISH_DRAFT  # type: ignore[attr-defined]
        if is_written and meeting.ready_at and can(desk.user, Permission.PUBLISH, scope=meeting.committee.code):
            continue  # it stands above, among what waits for publication
        lines.append(
            _line(
                meeting,
                "Publish the draft minutes" if is_written else "Write the minutes",
                door_of(meeting, "draft-minutes") if is_written else place_of(meeting, "minutes"),
                minutes_aim(meeting.date, desk.table),
                minutes_rule(),
            )
        )
    lines += [_approval(meeting) for meeting in desk.at_step(Step.APPROVE)]
    lines += [
        _line(
            meeting,
            "Publish the approved minutes",
            door_of(meeting, "approved-minutes"),
            minutes_aim(meeting.minutes_approved_on or meeting.date, desk.table),
            f"{minutes_rule()} Here it counts from the day of approval.",
        )
        for meeting in desk.at_step(Step.PUBLISH_APPROVED)
    ]
    return [line for line in lines if line.due is None or desk.is_near(line.due)]


def _approval(meeting: Meeting) -> DeskLine:
    """Minutes are approved in the workspace of the next meeting; where none is entered, it has to be made first."""
    day: dt.date | None = meeting.next_date  # type: ignore[attr-defined]
    slug: str | None = meeting.next_slug  # type: ignore[attr-defined]
    if day is None or slug is None:
        new = f"{reverse('office:meeting-new')}?committee={meeting.committee.slug}"
        rule = f"{APPROVAL} No later meeting of the committee is entered yet."
        return _line(meeting, "Enter the meeting that approves the minutes", new, None, rule)
    url = f"{reverse('office:workspace', args=[meeting.committee.slug, slug])}#minutes"
    return _line(meeting, f"Approve the minutes on {day_told(day)}", url, day, APPROVAL)


def _line(meeting: Meeting, what: str, url: str, due: dt.date | None, rule: str) -> DeskLine:
    return DeskLine(Duty.MINUTES, what, url, meeting.committee.name, f"meeting of {day_told(meeting.date)}", due, rule)
