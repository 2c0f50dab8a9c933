"""The action log and the recommendation tracker as they lay before a meeting."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from meetings.constraints import one_of
from meetings.editions.papers import SHORT_DIGEST
from portal.audit.history import append_only


class FrozenKind(models.TextChoices):
    ACTION_LOG = "action log", "Action log"
    TRACKER = "recommendation tracker", "Recommendation tracker"
    BOTH = "both", "Action log and recommendation tracker"


class FrozenLog(models.Model):
    """A list of the ledger, frozen at a moment and put on an agenda as a paper.

    `content` holds nothing but what the ledger showed in public at that moment. The paper is the PDF with the digest
    `sha256`; where an edition lists that paper, its page reads this row. It never changes.
    """

    committee = models.ForeignKey("meetings.PublishedCommittee", on_delete=models.PROTECT, related_name="frozen_logs")
    kind = models.CharField(max_length=30, choices=FrozenKind.choices)
    as_at = models.DateField()
    made_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, unique=True)
    content = models.JSONField()

    class Meta:
        ordering = ["-made_at", "-pk"]
        triggers = append_only()
        constraints = [
            one_of("kind", FrozenKind, name="a_frozen_log_is_of_a_known_kind"),
            models.CheckConstraint(
                name="a_frozen_log_has_the_digest_of_its_paper",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="A frozen log is kept with the SHA-256 of its paper.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.as_at}"

    def get_absolute_url(self) -> str:
        """Of its web page, which is there while a standing edition lists its paper."""
        return reverse("actions:frozen-log", args=[self.committee.slug, self.sha256[:SHORT_DIGEST]])
