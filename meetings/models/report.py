"""What an officer's report says of itself, and who has reviewed it."""

from django.db import models

from meetings.constraints import all_or_none, filled
from portal.audit.history import noted


class Report(models.Model):
    """The header of an officer's report.

    It is not published until its reviewers' section is complete and its background papers are listed, or "None
    identified" is typed on purpose (LGA 1972 s.100D).
    """

    document = models.OneToOneField("meetings.Document", on_delete=models.CASCADE, related_name="report")
    classification = models.CharField(max_length=200, blank=True)
    decision_type = models.CharField(max_length=200, blank=True)
    wards = models.CharField(max_length=500, blank=True)
    purpose = models.TextField(blank=True)
    recommendations = models.TextField(blank=True)
    background_papers = models.TextField(
        blank=True, help_text="One a line. Where there are none, type “None identified”."
    )
    approver = models.CharField(max_length=200, blank=True)
    approved_on = models.DateField(null=True, blank=True)

    class Meta:
        triggers = noted("report")
        ordering = ["document_id"]
        constraints = [
            all_or_none(
                "a_report_is_approved_by_somebody_on_a_day",
                {"approver": True, "approved_on": False},
                "Who approved a report is known, and on which day.",
            )
        ]

    def __str__(self) -> str:
        return f"Report: {self.document}"


class ReportReviewer(models.Model):
    """One line of a report's reviewers: for what, who, and on which day; not reviewed yet while there is no day."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="reviewers")
    position = models.PositiveIntegerField(default=0)
    role = models.CharField(max_length=200, help_text="For example: Legal, Finance.")
    name = models.CharField(max_length=200, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)

    class Meta:
        triggers = noted("reviewer of a report")
        ordering = ["report_id", "position", "pk"]
        constraints = [filled("role", "Say for what a report is reviewed.", name="a_reviewer_has_a_role")]

    def __str__(self) -> str:
        return f"{self.role}: {self.name}"
