"""Corrections to minutes, noted at a later meeting."""

from django.db import models

from meetings.constraints import filled
from portal.audit.history import noted


class Correction(models.Model):
    """A correction to the minutes of `meeting`, noted when a later meeting approved them, at `noted_at`."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="corrections")
    noted_at = models.ForeignKey("meetings.AgendaItem", on_delete=models.PROTECT, related_name="corrections_noted")
    text = models.TextField()

    class Meta:
        triggers = noted("correction")
        ordering = ["meeting", "pk"]
        constraints = [filled("text", "Say what was corrected.", name="a_correction_says_what_was_corrected")]

    def __str__(self) -> str:
        return self.text[:80]
