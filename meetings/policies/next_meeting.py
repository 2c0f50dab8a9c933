"""The committee's next meeting, as due dates mean it."""

import datetime as dt

from meetings.models import Meeting, MeetingStatus

NOT_HELD = [MeetingStatus.CANCELLED, MeetingStatus.POSTPONED]


def next_meeting_day(meeting: Meeting) -> dt.date | None:
    """The day of the first meeting of the committee after this one that is neither cancelled nor postponed."""
    later = Meeting.objects.filter(committee_id=meeting.committee_id, date__gt=meeting.date).exclude(
        status__in=NOT_HELD
    )
    return later.order_by("date").values_list("date", flat=True).first()
