"""Meetings and where they are held."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from meetings.constraints import all_or_none, filled, needs, not_before, one_of
from meetings.municipal_year import municipal_year_of
from portal.audit.history import noted


class MeetingKind(models.TextChoices):
    ORDINARY = "ordinary", "Ordinary meeting"
    EXTRAORDINARY = "extraordinary", "Extraordinary meeting"
    IMPROVEMENT = "improvement focus", "Improvement focus"
    BUDGET = "budget", "Budget meeting"
    WORKSHOP = "workshop", "Workshop"


class MeetingStatus(models.TextChoices):
    PROVISIONAL = "provisional", "Provisional"
    SCHEDULED = "scheduled", "Scheduled"
    POSTPONED = "postponed", "Postponed"
    CANCELLED = "cancelled", "Cancelled"
    HELD = "held", "Held"


class MinutesState(models.TextChoices):
    NONE = "none", "No minutes yet"
    DRAFT = "draft", "Draft minutes"
    APPROVED = "approved", "Approved minutes"


class Venue(models.Model):
    """A room or building where meetings are held."""

    name = models.CharField(max_length=300, unique=True)
    address = models.CharField(max_length=300, blank=True)

    class Meta:
        triggers = noted("venue")
        ordering = ["name"]
        constraints = [filled("name", "A venue needs a name.", name="a_venue_has_a_name")]

    def __str__(self) -> str:
        return f"{self.name}, {self.address}" if self.address else self.name


class Meeting(models.Model):
    """One meeting of a committee, as the office works on it.

    `slug` is its permanent address within the committee: the date for which it was first called, with "-2" for a
    second meeting of that day. Minutes are approved as a correct record at a later meeting and signed there
    (LGA 1972, Schedule 12 paragraph 41). `replaced_by` is the meeting that is held instead of a postponed one.
    `ready_by` prepared what stands and gave it to a publisher; the next change takes that back.
    """

    committee = models.ForeignKey("meetings.Committee", on_delete=models.PROTECT, related_name="meetings")
    slug = models.SlugField(max_length=20)
    date = models.DateField(db_index=True)
    start = models.TimeField(null=True, blank=True)
    end = models.TimeField(null=True, blank=True)
    kind = models.CharField(max_length=30, choices=MeetingKind.choices, default=MeetingKind.ORDINARY)
    status = models.CharField(max_length=20, choices=MeetingStatus.choices, default=MeetingStatus.SCHEDULED)
    status_reason = models.CharField(max_length=500, blank=True)
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings")
    contact_name = models.CharField(max_length=200, blank=True)
    contact_post = models.CharField(max_length=200, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    contact_email = models.EmailField(blank=True)
    livestream = models.URLField(max_length=500, blank=True)
    notes = models.TextField(blank=True)
    office_notes = models.TextField(blank=True, help_text="For the office; never published.")
    publication_deadline = models.DateField(null=True, blank=True)
    questions_deadline = models.DateTimeField(null=True, blank=True)
    extended_until = models.TimeField(null=True, blank=True)
    minutes_state = models.CharField(max_length=10, choices=MinutesState.choices, default=MinutesState.NONE)
    minutes_approved_on = models.DateField(null=True, blank=True)
    minutes_signed_by = models.CharField(max_length=200, blank=True)
    replaced_by = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces"
    )
    ready_at = models.DateTimeField(null=True, blank=True, editable=False)
    ready_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    minutes_approved_at = models.ForeignKey(
        "meetings.AgendaItem", on_delete=models.PROTECT, null=True, blank=True, related_name="approved_minutes_of"
    )

    class Meta:
        triggers = noted("meeting")
        ordering = ["-date", "-start", "committee"]
        indexes = [
            models.Index(fields=["committee", "-date"], name="meeting_by_committee"),
            models.Index(fields=["-date", "-start", "-id"], name="meeting_in_order"),
            # Those with which the office is not done: few, however long the record is.
            models.Index(
                fields=["-date", "-start", "-id"],
                name="meeting_without_approval",
                condition=~Q(minutes_state=MinutesState.APPROVED),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="a_meeting_has_its_own_address",
                fields=["committee", "slug"],
                violation_error_message="The committee has another meeting at this address.",
            ),
            one_of("kind", MeetingKind, name="a_meeting_is_of_a_known_kind"),
            one_of("status", MeetingStatus, name="a_meeting_has_a_known_status"),
            one_of("minutes_state", MinutesState, name="minutes_are_in_a_known_state"),
            models.CheckConstraint(
                name="a_live_stream_is_a_web_address",
                condition=Q(livestream="") | Q(livestream__regex=r"^https?://"),
                violation_error_message="The live stream is a web address that begins with https://.",
            ),
            all_or_none(
                "a_meeting_is_ready_by_somebody_at_a_moment",
                {"ready_at": False, "ready_by": False},
                "Who says that a meeting is ready to be published is known, and when.",
            ),
            not_before("end", "start", "A meeting cannot end before it starts.", name="a_meeting_ends_after_it_starts"),
            needs(
                Q(status__in=[MeetingStatus.POSTPONED, MeetingStatus.CANCELLED]),
                ~Q(status_reason=""),
                "Say why the meeting was postponed or cancelled.",
                name="a_lost_meeting_says_why",
            ),
            needs(
                ~Q(minutes_state=MinutesState.NONE),
                Q(status=MeetingStatus.HELD),
                "Only a meeting that was held has minutes.",
                name="minutes_are_of_a_meeting_that_was_held",
            ),
            all_or_none(
                "approval_of_minutes_has_day_and_signature",
                {"minutes_approved_on": False, "minutes_signed_by": True},
                "Approved minutes have the day of approval and the name of who signed them.",
            ),
            needs(
                Q(minutes_state=MinutesState.APPROVED),
                Q(minutes_approved_on__isnull=False),
                "Approved minutes have the day of approval and the name of who signed them.",
                name="approved_minutes_are_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}, {self.long_date}"

    @property
    def long_date(self) -> str:
        """The date as the record prints it: "26 April 2022"."""
        return f"{self.date.day} {self.date:%B %Y}"

    @property
    def municipal_year(self) -> int:
        return municipal_year_of(self.date)

    def is_past(self, today: dt.date) -> bool:
        return self.date < today


class FutureDate(models.Model):
    """A date of a future meeting as a meeting's papers announce it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="future_dates")
    date = models.DateField()
    start = models.TimeField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        triggers = noted("future date")
        ordering = ["date", "start"]
        constraints = [
            models.UniqueConstraint(
                name="a_future_date_is_announced_once",
                fields=["meeting", "date"],
                violation_error_message="This date is announced already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d}"
