"""What an item came to: resolutions, recommendations and actions, in the groups in which they were moved."""

import uuid

from django.db import models
from django.db.models import Q

from meetings.constraints import all_or_none, filled, needs, one_of
from meetings.editions.words import COMMITTEE_ITSELF
from portal.audit.history import noted


class OutcomeKind(models.TextChoices):
    RESOLUTION = "resolution", "Resolution"
    RECOMMENDATION = "recommendation", "Recommendation"
    ACTION = "action", "Action"


class AddresseeKind(models.TextChoices):
    """Kinds of bodies that recommendations are made to; each has its own clock in the ledger."""

    EXECUTIVE = "executive", "Cabinet or a cabinet member"
    COUNCIL = "council", "The council"
    OFFICER = "officer", "An officer of the council"
    NHS = "nhs body", "An NHS body"
    CRIME = "crime and disorder partner", "A crime and disorder partner"
    PARTNER = "partner", "Another partner"
    MP = "mp", "A Member of Parliament"
    COMMITTEE = COMMITTEE_ITSELF, "The committee itself"
    OTHER = "other", "Somebody else"


class OutcomeGroup(models.Model):
    """Lines that were moved together, under one marker ("RESOLVED", "ACTIONS") and one lead-in.

    `after_block` says after how many blocks (paragraphs, lists, tables) of the narrative the group stands; None puts
    it at the end. `result` is the vote in words as the minutes tell it ("carried unanimously").
    """

    item = models.ForeignKey("meetings.AgendaItem", on_delete=models.CASCADE, related_name="outcome_groups")
    position = models.PositiveIntegerField()
    after_block = models.PositiveIntegerField(null=True, blank=True)
    marker = models.CharField(max_length=300)
    lead_in = models.TextField(blank=True)
    proposer = models.CharField(max_length=200, blank=True)
    seconder = models.CharField(max_length=200, blank=True)
    result = models.CharField(max_length=300, blank=True)
    votes_for = models.PositiveIntegerField(null=True, blank=True)
    votes_against = models.PositiveIntegerField(null=True, blank=True)
    votes_abstained = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        triggers = noted("outcome group")
        ordering = ["item", "position"]
        constraints = [
            models.UniqueConstraint(
                name="outcome_groups_stand_one_after_another",
                fields=["item", "position"],
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Another group of outcomes stands at this place.",
            ),
            filled(
                "marker", "Say what kind of decision it is: RESOLVED, RECOMMENDED, ACTION.", name="a_group_has_a_marker"
            ),
            all_or_none(
                "a_counted_vote_has_all_three_figures",
                {"votes_for": False, "votes_against": False, "votes_abstained": False},
                "A counted vote has figures for, against and abstained.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.marker} at {self.item}"


class Outcome(models.Model):
    """One line: a resolution, a recommendation with its addressee, or an action with its owner and due date.

    `key` identifies the line for ever, across editions and in the ledger; `anchor` marks it on the public page.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(OutcomeGroup, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    anchor = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20, choices=OutcomeKind.choices)
    label = models.CharField(max_length=12, blank=True)
    level = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    addressee = models.CharField(max_length=200, blank=True)
    addressee_kind = models.CharField(max_length=30, choices=AddresseeKind.choices, blank=True)
    owner = models.CharField(max_length=200, blank=True)
    owner_person = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="owned_outcomes"
    )
    owner_post = models.ForeignKey(
        "meetings.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="owned_outcomes"
    )
    directorate = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        triggers = noted("outcome")
        ordering = ["group", "position"]
        constraints = [
            models.UniqueConstraint(
                name="outcomes_stand_one_after_another",
                fields=["group", "position"],
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Another line stands at this place.",
            ),
            filled("text", "An outcome needs its words.", name="an_outcome_has_words"),
            filled("anchor", "An outcome needs its address.", name="an_outcome_has_an_anchor"),
            one_of("kind", OutcomeKind, name="an_outcome_is_of_a_known_kind"),
            one_of("addressee_kind", AddresseeKind, name="an_addressee_is_of_a_known_kind", blank=True),
            all_or_none(
                "an_addressee_has_a_kind",
                {"addressee": True, "addressee_kind": True},
                "An addressee needs its kind, because the kind sets the clock.",
            ),
            needs(
                Q(kind=OutcomeKind.RECOMMENDATION),
                ~Q(addressee=""),
                "Say to whom the recommendation is made.",
                name="a_recommendation_has_an_addressee",
            ),
            needs(
                ~Q(kind=OutcomeKind.RECOMMENDATION),
                Q(addressee=""),
                "Only a recommendation has an addressee.",
                name="only_a_recommendation_has_an_addressee",
            ),
            needs(
                ~Q(kind=OutcomeKind.ACTION),
                Q(owner="") & Q(due_on__isnull=True),
                "Only an action has an owner and a due date.",
                name="only_an_action_has_owner_and_due_date",
            ),
            models.CheckConstraint(
                name="an_action_is_owned_by_a_person_or_a_post",
                condition=Q(owner_person__isnull=True) | Q(owner_post__isnull=True),
                violation_error_message="An action is owned by a person or by a post, not by both.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.text}".strip()[:80]
