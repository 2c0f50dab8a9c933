"""Committees."""

import datetime as dt
from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models

from meetings.constraints import filled, one_of
from portal.audit.history import noted

if TYPE_CHECKING:
    from meetings.models.membership import Membership


class CommitteeKind(models.TextChoices):
    SCRUTINY = "scrutiny", "Scrutiny committee"
    CABINET = "cabinet", "Cabinet"
    COUNCIL = "council", "Full council"
    BOARD = "board", "Board"
    TASK_AND_FINISH = "task and finish group", "Task and finish group"


class Committee(models.Model):
    """A body whose meetings are recorded here: a scrutiny committee, the cabinet, a task and finish group.

    `code` begins the permanent references of its ledger ("CYP-2026-15") and, like `slug`, never changes. Where nobody
    decided whether it takes questions or topics from the public (None), it does as is usual for its kind.
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
    quorum = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Voting members who must be in the room. Empty: a quarter of the voting seats, and three at least.",
    )
    usual_venue = models.ForeignKey(
        "meetings.Venue", on_delete=models.PROTECT, null=True, blank=True, related_name="committees"
    )
    usual_start = models.TimeField(null=True, blank=True)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_post = models.CharField(max_length=200, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    contact_email = models.EmailField(blank=True)
    takes_questions = models.BooleanField(null=True, blank=True, verbose_name="Questions from the public")
    takes_topics = models.BooleanField(null=True, blank=True, verbose_name="Topics from the public")

    class Meta:
        triggers = noted("committee")
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
                name="a_quorum_is_at_least_one",
                condition=models.Q(quorum__isnull=True) | models.Q(quorum__gte=1),
                violation_error_message="A quorum is one member at least.",
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

    @property
    def is_open_to_questions(self) -> bool:
        """Whether the public may put questions to its meetings by form; usual for scrutiny committees."""
        return self.kind == CommitteeKind.SCRUTINY if self.takes_questions is None else self.takes_questions

    @property
    def is_open_to_topics(self) -> bool:
        """Whether the public may suggest topics to it by form; usual for scrutiny committees."""
        return self.kind == CommitteeKind.SCRUTINY if self.takes_topics is None else self.takes_topics

    def seats_on(self, day: dt.date) -> "models.QuerySet[Membership]":
        """The memberships of that day: chair, vice-chair, members, members without a vote, co-optees; then by name."""
        seats = self.memberships.filter(
            models.Q(last_day__isnull=True) | models.Q(last_day__gte=day), first_day__lte=day
        )
        rank = models.Case(
            models.When(role="chairperson", then=0),
            models.When(role="vice-chairperson", then=1),
            models.When(role="non-voting member", then=3),
            models.When(role="co-optee", then=4),
            default=2,
            output_field=models.IntegerField(),
        )
        return seats.alias(rank=rank).order_by("rank", "person__sort_name")


class UsualOfficer(models.Model):
    """An officer, known by post, who usually attends a committee and is offered in the attendance of its meetings."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="usual_officers")
    post = models.ForeignKey("meetings.Post", on_delete=models.PROTECT, related_name="usual_committees")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        triggers = noted("usual officer")
        ordering = ["committee", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_usual_officer_stands_once",
                fields=["committee", "post"],
                violation_error_message="This post stands among the usual officers already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.post} at {self.committee}"


class CommitteeAlias(models.Model):
    """Another name under which documents speak of a committee."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200, unique=True)

    class Meta:
        triggers = noted("committee alias")
        ordering = ["name"]
        verbose_name_plural = "committee aliases"
        constraints = [filled("name", "An alias needs a name.", name="a_committee_alias_has_a_name")]

    def __str__(self) -> str:
        return self.name
