"""Files that belong to a fact of the ledger: the response as it came, the evidence that something was done."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from meetings.constraints import filled
from meetings.editions.papers import SHORT_DIGEST
from portal.audit.history import append_only


class LedgerFile(models.Model):
    """A public file of one update. It lies among the published papers under its digest, and is never replaced."""

    # Its file lies among the public copies under this column, and is no orphan there.
    public_copies = "sha256"

    update = models.ForeignKey("actions.LedgerUpdate", on_delete=models.PROTECT, related_name="files")
    title = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64, db_index=True)
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    pages = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        triggers = append_only()
        constraints = [
            filled("title", "A file needs a title.", name="a_file_of_the_ledger_has_a_title"),
            models.CheckConstraint(
                name="a_file_of_the_ledger_has_its_digest",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="A file is kept with its SHA-256.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("actions:ledger-file", args=[self.sha256[:SHORT_DIGEST], self.filename])
