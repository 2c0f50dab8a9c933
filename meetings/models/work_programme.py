"""The work programme of a committee for a municipal year: what it means to examine, when, and why that changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from meetings.constraints import all_or_none, filled, needs, one_of
from meetings.municipal_year import municipal_year_label
from portal.audit.history import append_only, noted


class ScrutinyType(models.TextChoices):
    PERFORMANCE_REVIEW = "performance review", "Performance review"
    ANNUAL_REPORT = "annual report", "Annual report"
    PRE_DECISION = "pre-decision", "Pre-decision scrutiny"
    POLICY_DEVELOPMENT = "policy development", "Policy development"
    TASK_AND_FINISH = "task and finish group", "Task and finish group"
    SPOTLIGHT = "spotlight review", "Spotlight review"
    WORKSHOP = "workshop", "Workshop"
    BRIEFING_NOTE = "briefing note", "Briefing note"
    OTHER = "other", "Other"


class ProgrammeOrigin(models.TextChoices):
    COMMITTEE = "committee", "Asked for by the committee"
    FORWARD_PLAN = "forward plan", "Forward plan"
    ANNUAL_CYCLE = "annual cycle", "Annual cycle"
    PUBLIC = "public suggestion", "Suggested by the public"
    RECOMMENDATION = "recommendation", "Recommendation"


class RowState(models.TextChoices):
    """What is said of a row; that it stands on an agenda, or was considered there, follows from its agenda item."""

    PLANNED = "planned", "Planned"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class WorkProgramme(models.Model):
    """The work programme of a committee for one municipal year, called by the calendar year in which that begins.

    Until it is released nobody outside the office reads it. From then on it is part of what is published of the
    committee, and every change needs a reason and is kept.
    """

    committee = models.ForeignKey("meetings.Committee", on_delete=models.PROTECT, related_name="work_programmes")
    year = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True, help_text="What stands above the programme; the public reads it.")
    released_at = models.DateTimeField(null=True, blank=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        triggers = noted("work programme")
        ordering = ["-year", "committee"]
        constraints = [
            models.UniqueConstraint(
                name="a_committee_has_one_programme_a_year",
                fields=["committee", "year"],
                violation_error_message="The committee has a work programme for this municipal year already.",
            ),
            models.CheckConstraint(
                name="a_programme_is_of_a_year_of_our_time",
                condition=Q(year__range=(1972, 2200)),
                violation_error_message="Give the calendar year in which the municipal year begins, such as 2026.",
            ),
            all_or_none(
                "a_programme_is_released_by_somebody_at_a_moment",
                {"released_at": False, "released_by": False},
                "Who released a programme to the public is known, and when.",
            ),
        ]

    def __str__(self) -> str:
        return f"Work programme {self.year_label}, {self.committee}"

    @property
    def year_label(self) -> str:
        """ "2026 to 2027"."""
        return municipal_year_label(self.year)

    @property
    def is_released(self) -> bool:
        return self.released_at is not None


class ProgrammeRow(models.Model):
    """One thing that the committee means to examine.

    When: at a meeting of the committee, or on a day without a meeting in the record, each with words where they say
    more ("11am to 1pm"), or in words alone ("autumn 2026"); with none of the three it is to be scheduled.
    `type_words` is the type of scrutiny as a document printed it, where that says more. `heading` is what the row
    stands under within its section ("Annual agenda items"). `agenda_item` is what it became.
    """

    programme = models.ForeignKey(WorkProgramme, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=500)
    description = models.TextField(blank=True)
    scrutiny_type = models.CharField(max_length=30, choices=ScrutinyType.choices, blank=True)
    type_words = models.CharField(max_length=200, blank=True)
    heading = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=30, choices=ProgrammeOrigin.choices, blank=True)
    origin_note = models.TextField(blank=True)
    origin_reference = models.CharField(max_length=30, blank=True)
    suggestion = models.ForeignKey(
        "meetings.Submission", on_delete=models.SET_NULL, null=True, blank=True, related_name="programme_rows"
    )
    lead_officers = models.CharField(max_length=300, blank=True)
    current_position = models.TextField(blank=True)
    target_meeting = models.ForeignKey(
        "meetings.Meeting", on_delete=models.SET_NULL, null=True, blank=True, related_name="programme_rows"
    )
    target_date = models.DateField(null=True, blank=True)
    target_words = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=RowState.choices, default=RowState.PLANNED)
    agenda_item = models.ForeignKey(
        "meetings.AgendaItem", on_delete=models.SET_NULL, null=True, blank=True, related_name="programme_rows"
    )
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )

    class Meta:
        triggers = noted("row of a work programme")
        ordering = ["programme", "position", "pk"]
        constraints = [
            filled("title", "Say what is to be examined.", name="a_programme_row_has_a_title"),
            one_of("scrutiny_type", ScrutinyType, name="a_programme_row_is_of_a_known_type", blank=True),
            one_of("origin", ProgrammeOrigin, name="a_programme_row_has_a_known_origin", blank=True),
            one_of("state", RowState, name="a_programme_row_is_in_a_known_state"),
            models.CheckConstraint(
                name="a_programme_row_has_one_day",
                condition=Q(target_meeting__isnull=True) | Q(target_date__isnull=True),
                violation_error_message="Choose a meeting, or give another day, not both.",
            ),
            needs(
                ~Q(origin_reference=""),
                Q(origin=ProgrammeOrigin.RECOMMENDATION),
                "Only what comes of a recommendation has its reference.",
                name="a_reference_is_of_a_recommendation",
            ),
            models.UniqueConstraint(
                name="an_agenda_item_comes_of_one_row",
                fields=["agenda_item"],
                violation_error_message="Another row of a work programme became this agenda item.",
            ),
            models.UniqueConstraint(
                name="a_suggestion_becomes_one_row_of_a_programme",
                fields=["programme", "suggestion"],
                violation_error_message="This suggestion stands in the programme already.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProgrammeChange(models.Model):
    """What was changed of a row after the programme was released, and why; written once and kept."""

    row = models.ForeignKey(ProgrammeRow, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=2000, help_text='"moved from 12 May 2026 to 14 July 2026"')
    reason = models.CharField(max_length=1000)

    class Meta:
        triggers = append_only()
        ordering = ["at", "pk"]
        constraints = [
            filled("what", "Say what was changed.", name="a_change_of_a_programme_says_what"),
            filled("reason", "Say why it was changed.", name="a_change_of_a_programme_says_why"),
        ]

    def __str__(self) -> str:
        return self.what
