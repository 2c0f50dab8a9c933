"""What members of the public send in: questions to a meeting, and topics for a work programme."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from meetings.constraints import all_or_none, filled, needs, one_of
from portal.audit.history import noted


class SubmissionKind(models.TextChoices):
    QUESTION = "question", "Question to a meeting"
    TOPIC = "topic", "Topic for scrutiny"


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """What came in, by what has become of it; nothing unconfirmed ever reaches an officer."""

    def confirmed(self) -> "SubmissionQuerySet":
        return self.filter(confirmed_at__isnull=False)

    def waiting(self) -> "SubmissionQuerySet":
        """Confirmed by its sender, and not dealt with yet."""
        return self.confirmed().filter(taken_at__isnull=True)

    def taken_in(self) -> "SubmissionQuerySet":
        """Taken into the register of questions or the work programme."""
        return self.confirmed().filter(taken_at__isnull=False, set_aside_because="")

    def set_aside(self) -> "SubmissionQuerySet":
        return self.confirmed().exclude(set_aside_because="")


class Submission(models.Model):
    """A question or a topic as somebody sent it in.

    Nothing happens with it before the sender has confirmed it by the link in a mail; `key_digest` is the SHA-256 of
    that link's key. Then an officer takes it into the register of questions or the work programme, or sets it aside
    with a reason. Contact details never leave the office and are removed after twelve months. The audit log, which is
    kept for ever, notes what became of a submission and none of its words.
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

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        triggers = noted("submission", "name", "place", "email", "phone", "addressed_to", "title", "text", "key_digest")
        ordering = ["sent_at"]
        indexes = [
            # What officers have before them: few rows, however much ever came in.
            models.Index(
                fields=["committee", "confirmed_at"],
                name="submission_waiting",
                condition=Q(confirmed_at__isnull=False, taken_at__isnull=True),
            )
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
            needs(
                Q(taken_at__isnull=False),
                Q(confirmed_at__isnull=False),
                "What nobody confirmed is not dealt with.",
                name="a_submission_dealt_with_was_confirmed",
            ),
            needs(
                Q(contact_removed_on__isnull=False),
                Q(email="", phone=""),
                "Where contact details were removed, there are none.",
                name="contact_details_of_a_submission_are_gone_once_removed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.name}"

    @property
    def is_question(self) -> bool:
        return self.kind == SubmissionKind.QUESTION

    @property
    def is_waiting(self) -> bool:
        return self.confirmed_at is not None and self.taken_at is None
