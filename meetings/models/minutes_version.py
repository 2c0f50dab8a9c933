"""What was typed as the minutes of an item, every time that it was saved."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from meetings.constraints import one_of
from portal.audit.history import append_only


class VersionCause(models.TextChoices):
    TYPED = "typed", "Typed"
    BROUGHT_IN = "brought in", "Brought in from a document"
    RESTORED = "restored", "An earlier version restored"
    SETTLED = "settled", "Two texts settled"
    LIFTED = "lifted", "Outcomes lifted out"


class MinutesVersionQuerySet(models.QuerySet["MinutesVersion"]):
    def waiting(self) -> "MinutesVersionQuerySet":
        """Texts kept beside the one that stands that nobody has settled yet; of one writer's in a row the last."""
        same_item = MinutesVersion.objects.filter(item=OuterRef("item"))
        return self.filter(is_beside=True).exclude(
            Exists(same_item.filter(settles=OuterRef("number")))
            | Exists(same_item.filter(is_beside=True, based_on=OuterRef("number")))
        )

    def standing(self) -> "MinutesVersionQuerySet":
        """Of each item the version that stands."""
        return self.filter(number=models.F("item__minutes_revision"))


class MinutesVersion(models.Model):
    """The minutes of an item as somebody saved them; written once and kept.

    `number` counts the versions of the item; `based_on` is the number that the writer had before them (0: an empty
    item). A text that was based on an older version than the one that stands does not take its place: it is kept
    `is_beside` it until somebody settles both, by a version whose `settles` is its number. `save_key` makes
    a save that is sent twice one version.
    """

    item = models.ForeignKey("meetings.AgendaItem", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    based_on = models.PositiveIntegerField(default=0)
    cause = models.CharField(max_length=20, choices=VersionCause.choices, default=VersionCause.TYPED)
    is_beside = models.BooleanField(default=False)
    settles = models.PositiveIntegerField(null=True, blank=True)
    html = models.TextField(blank=True)
    save_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MinutesVersionQuerySet.as_manager()

    class Meta:
        ordering = ["item", "number"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(
                name="versions_of_minutes_are_numbered",
                fields=["item", "number"],
                violation_error_message="The item has another version of this number.",
            ),
            one_of("cause", VersionCause, name="a_version_has_a_known_cause"),
            models.CheckConstraint(
                name="a_version_follows_an_earlier_one",
                condition=Q(number__gte=1, based_on__lt=models.F("number")),
                violation_error_message="A version is based on one before it.",
            ),
            models.CheckConstraint(
                name="a_text_beside_another_settles_nothing",
                condition=Q(is_beside=False) | Q(settles__isnull=True),
                violation_error_message="A text that waits to be settled cannot settle another.",
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of {self.item}"
