"""The outbox: every message that the office sends about the ledger, from being planned to being sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from meetings.constraints import filled, needs, one_of


class MessageKind(models.TextChoices):
    BEFORE = "before", "Before the due date"
    DUE = "due", "On the due date"
    LATE = "late", "Overdue"
    HEAD = "head", "Overdue, with a copy to the head"
    ASKED = "asked", "Asked for by an officer"
    RETURNED = "returned", "An answer was returned"
    CLERKS = "clerks", "Weekly summary for officers"
    CHAIRS = "chairs", "Weekly summary for chairpersons"


class MessageState(models.TextChoices):
    PLANNED = "planned", "To be looked at"
    RELEASED = "released", "To be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Could not be sent"
    UNCERTAIN = "uncertain", "Perhaps sent"
    DROPPED = "dropped", "Not sent"


class Message(models.Model):
    """One message to one address. `key` says what it is about, to whom, and which of its kind: there is one of each.

    `why` is the sentence that tells its reader why it came. The signed link stands in no body: it is made while the
    message is sent. `sending` is written before the message goes out, so that one that was cut off in the middle is
    never sent a second time unseen. Long after it has ended it forgets whom it went to and what it said, and in `key` a
    digest stands for the address: so it is never planned again (`actions.chasing.forgetting`).
    """

    key = models.CharField(max_length=300, unique=True)
    kind = models.CharField(max_length=20, choices=MessageKind.choices)
    state = models.CharField(max_length=20, choices=MessageState.choices, default=MessageState.PLANNED)
    entry = models.ForeignKey(
        "actions.LedgerEntry", on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
    )
    committee = models.ForeignKey(
        "meetings.PublishedCommittee",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Of a weekly summary that is about one committee.",
    )
    contact = models.ForeignKey(
        "actions.Contact", on_delete=models.SET_NULL, null=True, blank=True, related_name="messages"
    )
    for_day = models.DateField(help_text="The day that it was planned for.")
    to_name = models.CharField(max_length=200, blank=True)
    to_address = models.EmailField(blank=True)
    copy_address = models.EmailField(blank=True)
    subject = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    why = models.CharField(max_length=500)
    planned_at = models.DateTimeField(default=timezone.now)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=500, blank=True, help_text="Why it could not be sent, or was not.")

    class Meta:
        ordering = ["-planned_at", "-pk"]
        indexes = [models.Index(fields=["state", "planned_at"], name="messages_by_state")]
        constraints = [
            one_of("kind", MessageKind, name="a_message_is_of_a_known_kind"),
            one_of("state", MessageState, name="a_message_is_in_a_known_state"),
            filled("key", "A message needs its key.", name="a_message_has_a_key"),
            needs(
                Q(state__in=[MessageState.PLANNED, MessageState.RELEASED, MessageState.SENDING]),
                ~Q(to_address=""),
                "A message that is to go out needs an address.",
                name="a_message_that_goes_out_has_an_address",
            ),
            filled("why", "A message says why it came.", name="a_message_says_why_it_came"),
            needs(
                Q(state=MessageState.SENT),
                Q(sent_at__isnull=False),
                "A message that was sent has the moment.",
                name="a_sent_message_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_forgotten(self) -> bool:
        """Whether nobody can tell any more whom it went to."""
        return not self.to_address
