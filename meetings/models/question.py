"""Questions from the public and from members of the council, with their answers."""

from django.db import models
from django.db.models import Q

from meetings.constraints import all_or_none, filled, needs, one_of
from portal.audit.history import noted


class QuestionKind(models.TextChoices):
    PUBLIC = "public", "Question from a member of the public"
    MEMBER = "member", "Question from a member of the council"

    @property
    def letters(self) -> str:
        """What the numbers of such questions begin with."""
        return "PQ" if self is QuestionKind.PUBLIC else "MQ"


class QuestionState(models.TextChoices):
    """What the council has said to a question. One that is received or withdrawn is never published."""

    RECEIVED = "received", "To be decided"
    ACCEPTED = "accepted", "Accepted"
    DISALLOWED = "disallowed", "Not allowed"
    WITHDRAWN = "withdrawn", "Withdrawn by the questioner"


# What the public may see of a meeting's questions.
DECIDED = (QuestionState.ACCEPTED, QuestionState.DISALLOWED)


class QuestionQuerySet(models.QuerySet["Question"]):
    def decided(self) -> "QuestionQuerySet":
        """Questions that were accepted or disallowed."""
        return self.filter(state__in=DECIDED)

    def in_order(self) -> "QuestionQuerySet":
        """The public's first, then the members', each in the order that the clerk gave them; with their answers."""
        public_first = models.Case(models.When(kind=QuestionKind.PUBLIC, then=0), default=1)
        return self.order_by(public_first, "position", "pk").prefetch_related("answers", "supplementary_responses")


class Question(models.Model):
    """A written question to a meeting, what was decided about it, and the supplementary that was asked there.

    Only the questioner's name and place are ever published, and not even the name where it is withheld. Contact
    details stay in the office and are removed after twelve months. The audit log, which is kept for ever, holds
    neither: `who_changed_at` tells it that somebody changed who asks.
    """

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="questions")
    submission = models.OneToOneField(
        "meetings.Submission", on_delete=models.SET_NULL, null=True, blank=True, related_name="question"
    )
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=QuestionKind.choices)
    number = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=12, choices=QuestionState.choices, default=QuestionState.RECEIVED)
    received_at = models.DateTimeField(null=True, blank=True)
    questioner = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    is_name_withheld = models.BooleanField(default=False)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    contact_address = models.CharField(max_length=300, blank=True)
    contact_removed_on = models.DateField(null=True, blank=True)
    who_changed_at = models.DateTimeField(null=True, blank=True)
    addressed_to = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    answer_promised_by = models.DateField(null=True, blank=True)
    disallowed_reason = models.TextField(blank=True)
    disallowed_rule = models.CharField(max_length=200, blank=True)
    supplementary = models.TextField(blank=True)
    supplementary_disallowed_reason = models.TextField(blank=True)
    supplementary_disallowed_rule = models.CharField(max_length=200, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        triggers = noted("question", "questioner", "place", "contact_email", "contact_phone", "contact_address")
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="question_numbers_are_unique_in_a_meeting",
                fields=["meeting", "number"],
                condition=~Q(number=""),
                violation_error_message="Another question of the meeting has this number.",
            ),
            one_of("kind", QuestionKind, name="a_question_is_of_a_known_kind"),
            one_of("state", QuestionState, name="a_question_is_in_a_known_state"),
            needs(
                Q(state__in=DECIDED),
                ~Q(number=""),
                "A question that was decided has its number.",
                name="a_decided_question_has_a_number",
            ),
            filled("questioner", "Say who asked.", name="a_question_has_a_questioner"),
            filled("text", "A question needs its words.", name="a_question_has_words"),
            models.CheckConstraint(
                name="a_disallowed_question_has_reason_and_rule",
                condition=(Q(state=QuestionState.DISALLOWED) & ~Q(disallowed_reason="") & ~Q(disallowed_rule=""))
                | (~Q(state=QuestionState.DISALLOWED) & Q(disallowed_reason="", disallowed_rule="")),
                violation_error_message="A question is disallowed for a reason, under a rule.",
            ),
            needs(
                Q(answer_promised_by__isnull=False),
                Q(state=QuestionState.ACCEPTED),
                "An answer is promised to a question that was accepted.",
                name="an_answer_is_promised_to_an_accepted_question",
            ),
            needs(
                Q(contact_removed_on__isnull=False),
                Q(contact_email="", contact_phone="", contact_address=""),
                "The contact details of this question were removed, and stay away.",
                name="removed_contact_details_are_gone",
            ),
        ]

    def __str__(self) -> str:
        return self.number or "Question without a number"

    @property
    def asked_by(self) -> str:
        """Who asked, as the office's lists say it: nobody's name where it is withheld."""
        if self.is_name_withheld:
            return "Name withheld"
        return ", ".join(part for part in (self.questioner, self.place) if part)

    @property
    def has_contact_details(self) -> bool:
        return any((self.contact_email, self.contact_phone, self.contact_address))

    @property
    def standing_answers(self) -> list["QuestionAnswer"]:
        """The answers that no later one replaces, in their order; read from the prefetched rows."""
        answers = list(self.answers.all())
        replaced = {answer.replaces_id for answer in answers}
        return [answer for answer in answers if answer.pk not in replaced]


class QuestionAnswer(models.Model):
    """One office-holder's written answer to a question; several may answer.

    An answer that is re-issued is a new row, which replaces the earlier one for a reason and from a day on. The earlier
    stays, here and in the edition that published it.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    position = models.PositiveIntegerField(default=0)
    by = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    given_on = models.DateField(null=True, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replaced_by")
    reissued_because = models.CharField(max_length=1000, blank=True)

    class Meta:
        triggers = noted("answer to a question")
        ordering = ["question", "position", "pk"]
        constraints = [
            filled("text", "An answer needs its words.", name="an_answer_has_words"),
            all_or_none(
                "an_answer_is_reissued_for_a_reason",
                {"replaces": False, "reissued_because": True},
                "Say why the answer is re-issued.",
            ),
            needs(
                Q(replaces__isnull=False),
                Q(given_on__isnull=False),
                "Say on which day the answer is re-issued.",
                name="an_answer_is_reissued_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.text}"[:80]


class SupplementaryResponse(models.Model):
    """One office-holder's answer to a supplementary question; several may answer."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="supplementary_responses")
    position = models.PositiveIntegerField(default=0)
    by = models.CharField(max_length=200, blank=True)
    text = models.TextField()

    class Meta:
        triggers = noted("supplementary response")
        ordering = ["question", "position", "pk"]
        constraints = [filled("text", "A response needs its words.", name="a_supplementary_response_has_words")]

    def __str__(self) -> str:
        return f"{self.by}: {self.text}"[:80]
