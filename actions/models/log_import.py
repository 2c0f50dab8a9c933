"""Older action logs on their way into the ledger."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from meetings.constraints import all_or_none, filled
from meetings.paper_storage import OfficePapers
from portal.audit.history import noted


class LogImport(models.Model):
    """A spreadsheet of an older action log that was read, for an officer to look through before it is brought in.

    `rows` is what was read (`actions.bringing_in.rows.Log`), `choices` what the officer decided about it
    (`actions.bringing_in.choosing`). `done_at` is the moment in which the rows became entries of the ledger; `outcome`
    then holds the reference of each row that was brought in, and why each other one was left out, by the row's number.
    The file stays as it came; a log that was read from a paper of a meeting has none. `sha256` is the digest of the
    file, or of the rows that were read.
    """

    committee = models.ForeignKey("meetings.PublishedCommittee", on_delete=models.PROTECT, related_name="log_imports")
    file_name = models.CharField(max_length=300)
    file = models.FileField(storage=OfficePapers(), upload_to="action-logs/", max_length=300, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    as_at = models.DateField(help_text="The day as at which the log was written.")
    rows = models.JSONField()
    choices = models.JSONField(default=dict, blank=True)
    outcome = models.JSONField(default=dict, blank=True)
    read_at = models.DateTimeField(default=timezone.now)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        triggers = noted("older action log", "rows")
        ordering = ["-read_at"]
        constraints = [
            filled("file_name", "A log has the name of its file.", name="a_log_has_the_name_of_its_file"),
            all_or_none(
                "a_log_is_brought_in_by_somebody",
                {"done_at": False, "done_by": False},
                "A log that was brought in says by whom and when.",
            ),
            models.UniqueConstraint(
                name="a_log_is_brought_in_once",
                fields=["committee", "sha256"],
                condition=Q(done_at__isnull=False) & ~Q(sha256=""),
                violation_error_message="This log was brought in already.",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("ledger:log-import", args=[self.pk])

    @property
    def is_done(self) -> bool:
        return self.done_at is not None
