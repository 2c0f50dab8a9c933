"""Who has a meeting open at the moment."""

from django.conf import settings
from django.db import models


class Presence(models.Model):
    """One open page of a meeting's workspace: who, since when not heard of, and at which item; forgotten after a while.

    `page` tells two pages of one person apart.
    """

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.UUIDField()
    item = models.ForeignKey("meetings.AgendaItem", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_page_is_present_once",
                fields=["meeting", "page"],
                violation_error_message="This page is known already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.meeting}"
