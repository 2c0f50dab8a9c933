"""What a task and finish group is for."""

from django.db import models
from django.db.models import Q

from meetings.constraints import not_before, one_of
from portal.audit.history import noted


class TaskGroupStatus(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    SCOPED = "scoped", "Scope agreed"
    AT_WORK = "at work", "At work"
    REPORTED = "reported", "Reported"
    ENDED = "ended", "Ended"


class TaskGroup(models.Model):
    """The facts of a task and finish group as the committee that set it up agreed them; its members are memberships.

    Facts are part of what is published of the group's committee. The report is a paper of a meeting, or stands at a
    web address.
    """

    committee = models.OneToOneField("meetings.Committee", on_delete=models.CASCADE, related_name="task_group")
    status = models.CharField(max_length=20, choices=TaskGroupStatus.choices, default=TaskGroupStatus.PROPOSED)
    scope = models.TextField(blank=True)
    exclusions = models.TextField(blank=True)
    desired_outcomes = models.TextField(blank=True)
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    timeframe = models.CharField(max_length=300, blank=True)
    report = models.ForeignKey(
        "meetings.Document", on_delete=models.SET_NULL, null=True, blank=True, related_name="reports_of_groups"
    )
    report_link = models.URLField(max_length=500, blank=True)

    class Meta:
        triggers = noted("task and finish group")
        ordering = ["committee"]
        constraints = [
            one_of("status", TaskGroupStatus, name="a_task_group_has_a_known_status"),
            not_before(
                "ends_on", "begins_on", "The work cannot end before it begins.", name="a_group_ends_after_it_begins"
            ),
            models.CheckConstraint(
                name="a_report_of_a_group_is_at_a_web_address",
                condition=Q(report_link="") | Q(report_link__regex=r"^https?://"),
                violation_error_message="The report stands at a web address that begins with https://.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.committee)
