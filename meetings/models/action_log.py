"""The action log as a paper of a meeting."""

from django.db import models

from meetings.constraints import filled
from portal.audit.history import noted


class ActionLogRow(models.Model):
    """One row of an action log that lay before a meeting, as it was written there.

    `cited_date` is the meeting to which the row says it goes back. `progress` and `status_as_written` are the paper's
    own words; the ledger computes the status from facts.
    """

    item = models.ForeignKey("meetings.AgendaItem", on_delete=models.CASCADE, related_name="action_log_rows")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=12)
    cited_date = models.DateField(null=True, blank=True)
    text = models.TextField()
    owner = models.CharField(max_length=200, blank=True)
    directorate = models.CharField(max_length=200, blank=True)
    progress = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    status_as_written = models.CharField(max_length=60, blank=True)

    class Meta:
        triggers = noted("action log row")
        ordering = ["item", "position"]
        constraints = [
            models.UniqueConstraint(
                name="action_log_rows_stand_one_after_another",
                fields=["item", "position"],
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Another row stands at this place.",
            ),
            filled("text", "An action needs its words.", name="an_action_log_row_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}"[:80]
