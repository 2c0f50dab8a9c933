"""The template from which a committee's agendas are made."""

from django.db import models

from meetings.constraints import filled, one_of
from meetings.models.agenda_item import ItemKind
from portal.audit.history import noted


class StandingItem(models.Model):
    """An item of business that stands on every agenda of a committee, in its place.

    A new meeting copies the items; a later change of the template changes no agenda that was made from it.
    """

    committee = models.ForeignKey("meetings.Committee", on_delete=models.CASCADE, related_name="standing_items")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=30, choices=ItemKind.choices, default=ItemKind.OTHER)
    purpose = models.TextField(blank=True)
    is_education = models.BooleanField(default=False)

    class Meta:
        triggers = noted("standing item")
        ordering = ["committee", "position"]
        constraints = [
            models.UniqueConstraint(
                name="standing_items_stand_one_after_another",
                fields=["committee", "position"],
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Another standing item stands at this place.",
            ),
            filled("title", "A standing item needs a title.", name="a_standing_item_has_a_title"),
            one_of("kind", ItemKind, name="a_standing_item_is_of_a_known_kind"),
        ]

    def __str__(self) -> str:
        return self.title
