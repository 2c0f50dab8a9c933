"""One meeting as its workspace shows it, read once however many parts of the page ask."""

from functools import cached_property

from meetings.models import AgendaItem, Attendance, Meeting, Membership, MinutesVersion, Question
from meetings.policies.approval import minutes_to_approve
from meetings.policies.deadlines import Deadlines, deadlines_of
from meetings.policies.voting import Quorum, Voting, quorum_of, voting_on
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
            self.meeting.items.order_by("position")
            .select_related("deferred_to__meeting")
            .prefetch_related(
                "declarations",
                "undertakings",
                "kept_prose",
                "outcome_groups__lines__undertaking",
                "deferred_from__meeting",
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
    def questions(self) -> list[Question]:
        """In the order of the register, each with its answers."""
        return list(self.meeting.questions.in_order())

    @cached_property
    def deadlines(self) -> Deadlines:
        """By when the agenda must be public, and by when questions must have come in."""
        return deadlines_of(self.meeting)

    @cached_property
    def standing_versions(self) -> dict[int, MinutesVersion]:
        """By the number of the item's row: the version of its minutes that stands, without its text."""
        versions = MinutesVersion.objects.filter(item__meeting=self.meeting).standing()
        return {version.item_id: version for version in versions.select_related("saved_by").defer("html")}

    @cached_property
    def waiting_versions(self) -> dict[int, list[MinutesVersion]]:
        """By the number of the item's row: texts that wait beside the one that stands, without their words."""
        found: dict[int, list[MinutesVersion]] = {}
        versions = MinutesVersion.objects.filter(item__meeting=self.meeting).waiting()
        for version in versions.select_related("saved_by").defer("html"):
            found.setdefault(version.item_id, []).append(version)
        return found

    @cached_property
    def voting(self) -> dict[int, Voting]:
        """By the number of the item's row: who may vote on it."""
        return voting_on(self.items, self.attendance, self.seats, self.meeting.committee.quorum)

    @cached_property
    def quorum(self) -> Quorum:
        """How many voting members are in the room, of how many, and how many it takes."""
        return quorum_of(self.attendance, self.seats, self.meeting.committee.quorum)

    @cached_property
    def minutes_to_approve(self) -> list[Meeting]:
        """Earlier meetings whose minutes wait to be approved."""
        return list(minutes_to_approve(self.meeting))

    @cached_property
    def approved_at(self) -> dict[int, list[Meeting]]:
        """By the number of the item's row: the earlier meetings whose minutes were approved there."""
        approved = Meeting.objects.filter(minutes_approved_at__meeting=self.meeting).select_related("committee")
        found: dict[int, list[Meeting]] = {}
        for meeting in approved.prefetch_related("corrections").order_by("date", "start"):
            found.setdefault(meeting.minutes_approved_at_id or 0, []).append(meeting)
        return found
