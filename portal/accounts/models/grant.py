"""Which role a user holds, and over which committees."""

from django.conf import settings
from django.db import models


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", "Administrator"
    PUBLISHER = "publisher", "Publisher"
    CLERK = "clerk", "Clerk"
    COUNCILLOR = "councillor", "Councillor"
    OWNER = "owner", "Owner of actions"


class Grant(models.Model):
    """A role held by a user, over everything or over one committee.

    `scope` is a committee's code ("CYP"), or empty for all; this app knows nothing else of committees.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    scope = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_role_is_granted_once_per_scope",
                fields=["user", "role", "scope"],
                violation_error_message="This user already holds this role there.",
            ),
            models.CheckConstraint(
                name="a_grant_names_a_known_role",
                condition=models.Q(role__in=Role.values),
                violation_error_message="Choose one of the roles.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} ({self.scope or 'all committees'})"
