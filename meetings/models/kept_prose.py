"""Sentences that read like outcomes and are none."""

from django.db import models

from meetings.constraints import filled
from portal.audit.history import noted


class KeptProse(models.Model):
    """Words of an item's minutes that read like an outcome, of which a clerk said that they stay in the narrative."""

    item = models.ForeignKey("meetings.AgendaItem", on_delete=models.CASCADE, related_name="kept_prose")
    text = models.TextField()

    class Meta:
        triggers = noted("words kept in the narrative")
        ordering = ["item", "pk"]
        verbose_name_plural = "words kept in the narrative"
        constraints = [
            filled("text", "Say which words stay in the narrative.", name="kept_prose_has_words"),
        ]

    def __str__(self) -> str:
        return self.text[:80]
