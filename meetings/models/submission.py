"""What members of the public send in: questions to a meeting, and topics for a work programme."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from meetings.constraints import all_or_none, filled, needs, one_of
from portal.audit.history import noted


class SubmissionKind(models.TextChoices):
    QUESTION = "question", "Question to a meeting"
    TOPIC = "topic", "Topic for scrutiny"


class Submission(models.Model):
    """A question or a topic as somebody sent it in.

    Nothing happens with it before the sender has confirmed it by the link in a mail; `key_digest` is the SHA-256 of
    that link's key. Then an officer takes it into the register of questions or the work programme, or sets it aside
    with a reason. Contact details never leave the office, stand in no audit event, and are removed after twelve months.
    """

    kind = models.CharField(max_length=10, choices=SubmissionKind.choices)
    committee = models.ForeignKey("meetings.Committee", on_delete=models.CASCADE, related_name="submissions")
    meeting = models.ForeignKey(
        "meetings.Meeting", on_delete=models.CASCADE, null=True, blank=True, related_name="submissions"
    )
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    is_name_withheld = models.BooleanField(default=False)
    addressed_to = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    key_digest = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    set_aside_because = models.CharField(max_length=1000, blank=True)
    contact_removed_on = models.DateField(null=True, blank=True)

    class Meta:
        triggers = noted("submission", "email", "phone", "key_digest")
        ordering = ["sent_at"]
        indexes = [
            models.Index(
                fields=["confirmed_at"],
                name="submissions_that_wait",
                condition=Q(confirmed_at__isnull=False, taken_at__isnull=True),
            ),
        ]
        constraints = [
            one_of("kind", SubmissionKind, name="a_submission_is_of_a_known_kind"),
            filled("name", "Say who sends it.", name="a_submission_has_a_name"),
            filled("text", "It needs its words.", name="a_submission_has_words"),
            needs(
                Q(kind=SubmissionKind.QUESTION),
                Q(meeting__isnull=False),
                "A question is put to a meeting.",
                name="a_question_is_sent_to_a_meeting",
            ),
            all_or_none(
                "a_submission_is_taken_by_somebody_at_a_moment",
                {"taken_at": False, "taken_by": False},
                "Who dealt with it is known, and when.",
            ),
            needs(
                ~Q(set_aside_because=""),
                Q(taken_at__isnull=False),
                "What is set aside was dealt with by somebody.",
                name="a_submission_set_aside_was_dealt_with",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.name}"
