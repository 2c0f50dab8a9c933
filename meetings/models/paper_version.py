"""Every file that a paper has had, and the words of its pages."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from meetings.constraints import filled
from meetings.paper_storage import OfficePapers
from portal.audit.history import noted


class PaperVersion(models.Model):
    """One file of a paper. A paper that was published keeps every version that an edition lists.

    `number` counts from 1. `reason` says why it took the place of the one before; the first needs none.
    """

    document = models.ForeignKey("meetings.Document", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.FileField(storage=OfficePapers(), max_length=300)
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    pages = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    reason = models.CharField(max_length=500, blank=True)
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["document_id", "number"]
        triggers = noted("version of a paper")
        constraints = [
            models.UniqueConstraint(
                name="versions_of_a_paper_are_numbered",
                fields=["document", "number"],
                violation_error_message="The paper has another version of this number.",
            ),
            filled("file", "A version of a paper holds a file.", name="a_paper_version_holds_a_file"),
            filled("filename", "A version of a paper has the name of its file.", name="a_paper_version_has_a_name"),
            models.CheckConstraint(
                name="a_paper_version_is_numbered_from_one",
                condition=Q(number__gte=1),
                violation_error_message="Versions of a paper are numbered from 1.",
            ),
            models.CheckConstraint(
                name="a_paper_version_checksum_is_a_sha256",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="A checksum is a SHA-256 in lower-case hexadecimal.",
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of {self.document}"


class PaperPage(models.Model):
    """The words of one page of a version of a paper, as the worker read them."""

    version = models.ForeignKey(PaperVersion, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["version_id", "number"]
        constraints = [
            models.UniqueConstraint(
                name="pages_of_a_paper_are_numbered",
                fields=["version", "number"],
                violation_error_message="The paper has another page of this number.",
            )
        ]

    def __str__(self) -> str:
        return f"Page {self.number} of {self.version}"
