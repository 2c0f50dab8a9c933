"""Texts that were read into the record, so that the same text is not read twice."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class ImportedText(models.Model):
    """A text that made or completed a draft: which text (SHA-256), which of its records, when, by whom."""

    sha256 = models.CharField(max_length=64)
    record = models.PositiveIntegerField(help_text="The place of the record within the text, from 1.")
    source = models.CharField(max_length=300)
    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="imported_texts")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                name="a_text_is_read_once",
                fields=["sha256", "record"],
                violation_error_message="This text has been read already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} ({self.record})"
