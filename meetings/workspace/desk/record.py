"""What the lines of one desk follow from, read once however many kinds of line ask."""

import datetime as dt
from functools import cached_property

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from meetings.models import Committee, Meeting, MeetingStatus
from meetings.policies.deadlines import Deadlines, HolidayTable, deadlines_before, holidays_around
from meetings.policies.steps import Step, with_step
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.reach import scopes_of

# What is due later than this stands in the year, and not on the desk.
AHEAD = dt.timedelta(days=42)
# A meeting so far ahead may have a deadline within that time.
_MEETINGS_AHEAD = AHEAD + dt.timedelta(days=28)
# Older meetings that were never finished are found in the list of meetings.
LOOK_BACK = dt.timedelta(days=400)
LOST = [MeetingStatus.CANCELLED, MeetingStatus.POSTPONED]


class Desk:
    """The desk of one user on one day, over all committees that the user edits or over one of them."""

    def __init__(self, user: User, today: dt.date, *, committee: Committee | None = None) -> None:
        self.user = user
        self.today = today
        self.committee = committee

    def codes(self, permission: Permission) -> frozenset[str] | None:
        """The codes of the committees over which the user holds it, within those of this desk; None: all of them."""
        codes = scopes_of(self.user, permission)
        if self.committee is None:
            return codes
        chosen = frozenset({self.committee.code})
        return chosen if codes is None else codes & chosen

    def of_committees(self, path: str, permission: Permission = Permission.EDIT_RECORD) -> Q:
        """The condition that a row belongs to this desk; `path` leads from the row to its committee's code."""
        codes = self.codes(permission)
        return Q() if codes is None else Q(**{f"{path}__in": codes})

    @cached_property
    def meetings(self) -> list[Meeting]:
        """Those with which the office is not done, each with its step and with its committee's next meeting.

        That one is `next_date` and `next_slug`, or None: the first one later that is neither cancelled nor postponed.
        """
        within = Q(date__gte=self.today - LOOK_BACK, date__lte=self.today + _MEETINGS_AHEAD)
        later = Meeting.objects.filter(committee=OuterRef("committee"), date__gt=OuterRef("date"))
        following = later.exclude(status__in=LOST).order_by("date", "start", "pk")
        rows: QuerySet[Meeting] = with_step(Meeting.objects.select_related("committee"), self.today)
        rows = rows.filter(within, self.of_committees("committee__code")).exclude(Q(("step", Step.DONE)))
        return list(
            rows.annotate(
                next_date=Subquery(following.values("date")[:1]), next_slug=Subquery(following.values("slug")[:1])
            ).order_by("date", "start", "pk")
        )

    def at_step(self, *steps: Step) -> list[Meeting]:
        return [meeting for meeting in self.meetings if meeting.step in steps]  # type: ignore[attr-defined]

    @cached_property
    def coming(self) -> list[Meeting]:
        """Meetings to be held from today on."""
        return [it for it in self.meetings if it.date >= self.today and it.status not in (*LOST, MeetingStatus.HELD)]

    @cached_property
    def table(self) -> HolidayTable:
        return holidays_around([meeting.date for meeting in self.meetings])

    @cached_property
    def _deadlines(self) -> dict[dt.date, Deadlines]:
        return {}

    def deadlines(self, meeting: Meeting) -> Deadlines:
        """The deadlines of a meeting of this desk."""
        if meeting.date not in self._deadlines:
            self._deadlines[meeting.date] = deadlines_before(meeting.date, self.table)
        return self._deadlines[meeting.date]

    def is_near(self, day: dt.date) -> bool:
        """Whether what is due on that day stands on the desk already."""
        return day <= self.today + AHEAD


def place_of(meeting: Meeting, part: str = "") -> str:
    """The workspace of a meeting, at a part of it."""
    url = reverse("office:workspace", args=[meeting.committee.slug, meeting.slug])
    return f"{url}#{part}" if part else url


def door_of(meeting: Meeting, what: str = "") -> str:
    """The page on which a meeting is published."""
    url = reverse("door:publish", args=[meeting.committee.slug, meeting.slug])
    return f"{url}?what={what}" if what else url
