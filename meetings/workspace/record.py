"""One meeting as its workspace shows it, read once however many parts of the page ask."""

from functools import cached_property

from meetings.models import AgendaItem, Attendance, Meeting, Membership
from meetings.policies.voting import Voting
from portal.accounts.models import User


class Workspace:
    """The working record of a meeting, for the officer who has it open."""

    def __init__(self, meeting: Meeting, user: User) -> None:
        self.meeting = meeting
        self.user = user

    @cached_property
    def items(self) -> list[AgendaItem]:
        """In the order of the agenda, each with its outcomes, declarations and undertakings."""
        items = list(
            self.meeting.items.order_by("position").prefetch_related(
                "declarations", "undertakings", "kept_prose", "outcome_groups__lines__undertaking"
            )
        )
        for item in items:
            item.meeting = self.meeting
        return items

    @cached_property
    def attendance(self) -> list[Attendance]:
        """In the order of the list, each with its person and post."""
        return list(self.meeting.attendance.select_related("person", "post").order_by("position", "pk"))

    @cached_property
    def seats(self) -> list[Membership]:
        """Who sits on the committee on the day of the meeting."""
        return list(self.meeting.committee.seats_on(self.meeting.date).select_related("person"))

    @cached_property
    def voting(self) -> dict[int, Voting]:
        """By the number of the item's row: who may vote on it."""
        return {}
