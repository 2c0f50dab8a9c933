"""Older action logs on their way into the ledger."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from meetings.constraints import filled
from portal.audit.history import noted


class LogImport(models.Model):
    """A spreadsheet of an older action log that was read, for an officer to look through before it is brought in.

    `rows` is what was read, line by line with its defects; `choices` what the officer decided about them. `done_at` is
    the moment in which the rows became entries of the ledger.
    """

    committee = models.ForeignKey("meetings.PublishedCommittee", on_delete=models.PROTECT, related_name="log_imports")
    file_name = models.CharField(max_length=300)
    as_at = models.DateField(help_text="The day as at which the log was written.")
    rows = models.JSONField()
    choices = models.JSONField(default=dict, blank=True)
    read_at = models.DateTimeField(default=timezone.now)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        triggers = noted("older action log", "rows")
        ordering = ["-read_at"]
        constraints = [filled("file_name", "A log has the name of its file.", name="a_log_has_the_name_of_its_file")]

    def __str__(self) -> str:
        return self.file_name
