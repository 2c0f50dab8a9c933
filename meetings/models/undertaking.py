"""Promises made in the prose of minutes."""

from django.db import models
from django.db.models import Q

from meetings.constraints import filled, needs, one_of
from portal.audit.history import noted


class UndertakingState(models.TextChoices):
    FOUND = "found", "Found in the prose"
    ACTION = "action", "Turned into an action"
    DISMISSED = "dismissed", "Dismissed"


class Undertaking(models.Model):
    """A promise in the prose ("a written answer would be provided"), until it is made an action or dismissed."""

    item = models.ForeignKey("meetings.AgendaItem", on_delete=models.CASCADE, related_name="undertakings")
    text = models.TextField()
    state = models.CharField(max_length=10, choices=UndertakingState.choices, default=UndertakingState.FOUND)
    reason = models.CharField(max_length=500, blank=True)
    action = models.OneToOneField(
        "meetings.Outcome", on_delete=models.PROTECT, null=True, blank=True, related_name="undertaking"
    )

    class Meta:
        triggers = noted("undertaking")
        ordering = ["item", "pk"]
        constraints = [
            filled("text", "An undertaking needs its words.", name="an_undertaking_has_words"),
            one_of("state", UndertakingState, name="an_undertaking_is_in_a_known_state"),
            needs(
                Q(state=UndertakingState.DISMISSED),
                ~Q(reason=""),
                "Say why the undertaking needs no action.",
                name="a_dismissed_undertaking_says_why",
            ),
            needs(
                Q(state=UndertakingState.ACTION),
                Q(action__isnull=False),
                "An undertaking that became an action names it.",
                name="an_undertaking_turned_action_names_it",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
