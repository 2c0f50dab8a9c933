"""Committees."""

from django.core.validators import RegexValidator
from django.db import models

from meetings.constraints import filled, one_of


class CommitteeKind(models.TextChoices):
    SCRUTINY = "scrutiny", "Scrutiny committee"
    CABINET = "cabinet", "Cabinet"
    COUNCIL = "council", "Full council"
    BOARD = "board", "Board"
    TASK_AND_FINISH = "task and finish group", "Task and finish group"


class Committee(models.Model):
    """A body whose meetings are recorded here: a scrutiny committee, the cabinet, a task and finish group.

    `code` begins the permanent references of its ledger ("CYP-2026-15") and, like `slug`, never changes.
    """

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    code = models.CharField(
        max_length=8,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{2,8}$", "A code is two to eight capital letters, such as CYP.")],
    )
    kind = models.CharField(max_length=30, choices=CommitteeKind.choices, default=CommitteeKind.SCRUTINY)
    remit = models.TextField(blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="groups")

    class Meta:
        ordering = ["name"]
        constraints = [
            filled("name", "A committee needs a name.", name="a_committee_has_a_name"),
            one_of("kind", CommitteeKind, name="a_committee_is_of_a_known_kind"),
            models.CheckConstraint(
                name="a_committee_code_is_capital_letters",
                condition=models.Q(code__regex=r"^[A-Z]{2,8}$"),
                violation_error_message="A code is two to eight capital letters, such as CYP.",
            ),
            models.CheckConstraint(
                name="a_committee_is_not_its_own_parent",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("pk")),
                violation_error_message="A committee cannot be its own parent.",
            ),
            models.CheckConstraint(
                name="a_task_and_finish_group_has_a_parent",
                condition=~models.Q(kind=CommitteeKind.TASK_AND_FINISH) | models.Q(parent__isnull=False),
                violation_error_message="A task and finish group belongs to the committee that set it up.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CommitteeAlias(models.Model):
    """Another name under which documents speak of a committee."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "committee aliases"
        constraints = [filled("name", "An alias needs a name.", name="a_committee_alias_has_a_name")]

    def __str__(self) -> str:
        return self.name
