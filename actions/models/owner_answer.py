"""What an owner or an addressee answers by a link, without an account, before an officer has looked at it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from actions.words import Verdict
from meetings.constraints import filled, needs, one_of
from meetings.paper_storage import OfficePapers
from portal.audit.history import noted


class OwnerLink(models.Model):
    """A link that was sent to somebody about one entry. Its address holds this number, signed, and no secret is kept.

    It lives until `expires_at`, unless it was taken back; it opens nothing but the entry that it was made for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey("actions.LedgerEntry", on_delete=models.PROTECT, related_name="owner_links")
    contact = models.ForeignKey(
        "actions.Contact", on_delete=models.SET_NULL, null=True, blank=True, related_name="owner_links"
    )
    message = models.ForeignKey(
        "actions.Message", on_delete=models.PROTECT, null=True, blank=True, related_name="owner_links"
    )
    for_name = models.CharField(
        max_length=200, blank=True, help_text="Owner or addressee of the entry when the link was made."
    )
    to_name = models.CharField(max_length=200, blank=True)
    to_address = models.EmailField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        triggers = noted("link to an owner", "to_address", "to_name")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["message"],
                name="a_message_has_one_link",
                violation_error_message="This message has its link already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} to {self.to_name or self.to_address}"


class AnswerKind(models.TextChoices):
    RESPONSE = "response", "Our response"
    PROGRESS = "progress", "Progress"
    COMPLETED = "completed", "It is done"
    LATER = "later", "A later date is needed"
    NOT_MINE = "not mine", "It is not mine"


class AnswerState(models.TextChoices):
    WAITING = "waiting", "Waits for an officer"
    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Returned"
    CLOSED = "closed", "Closed without a record"


class OwnerAnswer(models.Model):
    """What an addressee responded, or an owner sent: progress, a completion, a request for a later date, "not mine".

    Nothing of it is public until an officer accepts it; then `update` is the fact that it became, perhaps in the
    officer's words.
    """

    link = models.ForeignKey(OwnerLink, on_delete=models.PROTECT, related_name="answers")
    entry = models.ForeignKey("actions.LedgerEntry", on_delete=models.PROTECT, related_name="owner_answers")
    kind = models.CharField(max_length=20, choices=AnswerKind.choices)
    on = models.DateField(help_text="The day of the response or of the completion, or to which the progress belongs.")
    verdict = models.CharField(max_length=30, choices=Verdict.choices, blank=True)
    text = models.TextField()
    evidence = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True, help_text="The later date that is asked for.")
    owner = models.CharField(max_length=200, blank=True, help_text="Whose it is, where it is not theirs.")
    by_name = models.CharField(max_length=200)
    sent_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=20, choices=AnswerState.choices, default=AnswerState.WAITING)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_because = models.TextField(blank=True, help_text="The officer's words, where it did not become a fact.")
    message = models.OneToOneField(
        "actions.Message",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="returned_answer",
        help_text="With which it went back; the link of that message is the link of the answer.",
    )
    update = models.OneToOneField(
        "actions.LedgerUpdate", on_delete=models.PROTECT, null=True, blank=True, related_name="owner_answer"
    )

    class Meta:
        triggers = noted("answer of an owner")
        ordering = ["-sent_at"]
        constraints = [
            one_of("kind", AnswerKind, name="an_owners_answer_is_of_a_known_kind"),
            one_of("state", AnswerState, name="an_owners_answer_is_in_a_known_state"),
            one_of("verdict", Verdict, name="the_verdict_of_an_answer_is_a_known_one", blank=True),
            needs(
                Q(kind=AnswerKind.RESPONSE),
                ~Q(verdict=""),
                "A response names its verdict.",
                name="an_answer_that_responds_names_a_verdict",
            ),
            needs(
                ~Q(kind=AnswerKind.RESPONSE),
                Q(verdict=""),
                "Only a response names a verdict.",
                name="an_answer_that_does_not_respond_has_no_verdict",
            ),
            filled("text", "Say what happened.", name="an_owners_answer_says_what_happened"),
            filled("by_name", "Say who answers.", name="an_owners_answer_says_who_answers"),
            needs(
                Q(kind=AnswerKind.LATER),
                Q(due_on__isnull=False),
                "Say by which day it will be done.",
                name="a_later_date_is_named",
            ),
            needs(
                Q(state=AnswerState.ACCEPTED),
                Q(update__isnull=False),
                "An answer that was accepted is a fact of the ledger.",
                name="an_accepted_answer_is_a_fact",
            ),
            needs(
                Q(state__in=[AnswerState.RETURNED, AnswerState.CLOSED]),
                ~Q(returned_because=""),
                "Say why the answer is not accepted.",
                name="a_returned_answer_says_why",
            ),
            models.UniqueConstraint(
                fields=["link"],
                condition=Q(state="waiting"),
                name="one_answer_of_a_link_waits_at_a_time",
                violation_error_message="An answer by this link waits for an officer already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.get_kind_display()}"

    @property
    def url(self) -> str:
        """Where the office looks at it."""
        return reverse("ledger:answer", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.state == AnswerState.WAITING

    @property
    def is_returned(self) -> bool:
        return self.state == AnswerState.RETURNED


class OwnerAnswerFile(models.Model):
    """A file that an owner sent as evidence, among the office's papers until the answer is accepted."""

    answer = models.ForeignKey(OwnerAnswer, on_delete=models.CASCADE, related_name="files")
    title = models.CharField(max_length=300)
    file = models.FileField(storage=OfficePapers(), upload_to="answers/", max_length=300)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    pages = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        triggers = noted("file of an answer")
        ordering = ["pk"]
        constraints = [filled("title", "A file needs a title.", name="a_file_of_an_answer_has_a_title")]

    def __str__(self) -> str:
        return self.title
