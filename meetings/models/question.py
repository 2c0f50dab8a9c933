"""Questions from the public and from members of the council."""

from django.db import models
from django.db.models import Q

from meetings.constraints import all_or_none, filled, one_of
from portal.audit.history import noted


class QuestionKind(models.TextChoices):
    PUBLIC = "public", "Question from a member of the public"
    MEMBER = "member", "Question from a member of the council"


class Question(models.Model):
    """A written question to a meeting with its answer, and the supplementary that was asked there.

    Only the questioner's name and place are ever published, and not even the name where it is withheld. Contact
    details stay in the office and are removed after twelve months.
    """

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=QuestionKind.choices)
    number = models.CharField(max_length=12)
    questioner = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    is_name_withheld = models.BooleanField(default=False)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    contact_address = models.CharField(max_length=300, blank=True)
    addressed_to = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    response = models.TextField(blank=True)
    response_by = models.CharField(max_length=200, blank=True)
    disallowed_reason = models.TextField(blank=True)
    disallowed_rule = models.CharField(max_length=200, blank=True)
    supplementary = models.TextField(blank=True)
    supplementary_disallowed_reason = models.TextField(blank=True)
    supplementary_disallowed_rule = models.CharField(max_length=200, blank=True)

    class Meta:
        triggers = noted("question")
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="question_numbers_are_unique_in_a_meeting",
                fields=["meeting", "number"],
                violation_error_message="Another question of the meeting has this number.",
            ),
            one_of("kind", QuestionKind, name="a_question_is_of_a_known_kind"),
            filled("number", "A question needs its number.", name="a_question_has_a_number"),
            filled("questioner", "Say who asked.", name="a_question_has_a_questioner"),
            filled("text", "A question needs its words.", name="a_question_has_words"),
            all_or_none(
                "a_disallowed_question_has_reason_and_rule",
                {"disallowed_reason": True, "disallowed_rule": True},
                "A question is disallowed for a reason, under a rule.",
            ),
            models.CheckConstraint(
                name="a_disallowed_question_has_no_response",
                condition=Q(disallowed_reason="") | Q(response=""),
                violation_error_message="A question that was disallowed has no response.",
            ),
        ]

    def __str__(self) -> str:
        return self.number


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
