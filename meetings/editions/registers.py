"""The registers that run across meetings: people, their seats and attendance, questions, papers.

Publishing writes these rows from the standing editions (`meetings.editions.registering`); public pages read them.
"""

import datetime as dt

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.urls import reverse

from meetings.editions.models import Edition, PublishedCommittee, PublishedMeeting
from meetings.editions.papers import SHORT_DIGEST


class PublishedPersonQuerySet(models.QuerySet["PublishedPerson"]):
    def named(self) -> "PublishedPersonQuerySet":
        """People whom some standing edition names."""
        return self.exclude(name="")

    def with_current_seats(self, on: dt.date) -> "PublishedPersonQuerySet":
        """With the seats that each holds on the day, as `current_seats`, each with its committee."""
        held = PublishedSeat.objects.filter(
            models.Q(last_day__isnull=True) | models.Q(last_day__gte=on), first_day__lte=on
        )
        seats = held.select_related("committee").order_by("committee__position", "committee__name")
        return self.prefetch_related(models.Prefetch("seats", queryset=seats, to_attr="current_seats"))


class PublishedPerson(models.Model):
    """A person whom the published record names as a member or as attending, under the name printed last.

    A person whom no standing edition names any more keeps the address and loses the name.
    """

    slug = models.SlugField(max_length=200, unique=True)
    name = models.CharField(max_length=300, blank=True)
    sort_name = models.CharField(max_length=300, blank=True)

    objects = PublishedPersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "slug"]
        verbose_name_plural = "published people"

    def __str__(self) -> str:
        return self.name or self.slug

    def get_absolute_url(self) -> str:
        return reverse("meetings:person-detail", args=[self.slug])


class PublishedSeat(models.Model):
    """A seat that a person holds or held on a committee, from the committee's standing edition; `name` as printed."""

    person = models.ForeignKey(PublishedPerson, on_delete=models.PROTECT, related_name="seats")
    committee = models.ForeignKey(PublishedCommittee, on_delete=models.CASCADE, related_name="seats")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=300)
    sort_name = models.CharField(max_length=300)
    role = models.CharField(max_length=30)
    role_label = models.CharField(max_length=60)
    body = models.CharField(max_length=200, blank=True)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-first_day", "committee", "position"]

    def __str__(self) -> str:
        return f"{self.name}, {self.role_label}"

    def is_held_on(self, day: dt.date) -> bool:
        return self.first_day <= day and (self.last_day is None or self.last_day >= day)


class PublishedAttendance(models.Model):
    """A line of a meeting's attendance that names a person, from the meeting's standing edition; `name` as printed."""

    person = models.ForeignKey(PublishedPerson, on_delete=models.PROTECT, related_name="attendance")
    meeting = models.ForeignKey(PublishedMeeting, on_delete=models.CASCADE, related_name="attendance")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=300)
    group = models.CharField(max_length=20)
    role = models.CharField(max_length=200, blank=True)
    mode = models.CharField(max_length=20)
    substitute_for = models.CharField(max_length=200, blank=True)
    arrived = models.CharField(max_length=200, blank=True)
    left = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["meeting", "position"]

    def __str__(self) -> str:
        return f"{self.name}, {self.mode}"


class _RegisterRow(models.Model):
    """What rows of a register share: the meeting whose standing edition holds them, and by what lists filter and sort.

    `date` and `committee` repeat the meeting's, so that an index gives a page of the register in its order.
    """

    meeting = models.ForeignKey(PublishedMeeting, on_delete=models.CASCADE, related_name="%(class)ss")
    committee = models.ForeignKey(PublishedCommittee, on_delete=models.CASCADE, related_name="+")
    date = models.DateField()
    position = models.PositiveIntegerField(default=0)
    anchor = models.CharField(max_length=80)

    class Meta:
        abstract = True

    @property
    def url(self) -> str:
        """The permalink on the page of the meeting; after `select_related("meeting__committee")`."""
        return f"{self.meeting.get_absolute_url()}#{self.anchor}"


class QuestionOrigin(models.TextChoices):
    """Who asked a question."""

    PUBLIC = "public", "Members of the public"
    MEMBER = "member", "Councillors"


class QuestionOutcome(models.TextChoices):
    """What became of a question, from its edition."""

    ANSWERED = "answered", "Answered"
    AWAITED = "awaited", "Answer awaited"
    DISALLOWED = "disallowed", "Not allowed"


class PublishedQuestion(_RegisterRow):
    """A question by a member of the public or by a councillor, as the standing edition of its meeting tells it."""

    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=20)
    questioner = models.CharField(max_length=300)
    place = models.CharField(max_length=200, blank=True)
    addressed_to = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    response_by = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=20)
    supplementary_count = models.PositiveSmallIntegerField(default=0)
    reissued_on = models.DateField(null=True, blank=True, help_text="When an answer was re-issued last.")
    promised_by = models.DateField(null=True, blank=True, help_text="By when a written answer will follow.")
    words = models.TextField(help_text="Everything that is said about it, for the filter by words.")

    class Meta:
        ordering = ["-date", "-meeting_id", "position"]
        indexes = [
            models.Index(fields=["-date", "-meeting", "position"], name="question_register"),
            models.Index(fields=["committee", "-date", "-meeting", "position"], name="question_register_of_one"),
            GinIndex(OpClass(Upper("words"), "gin_trgm_ops"), name="question_register_words"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="a_question_stands_once_in_the_register",
                fields=["meeting", "anchor"],
                violation_error_message="This question is in the register already.",
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def outcome_label(self) -> str:
        return str(QuestionOutcome(self.outcome).label)


class PaperKind(models.TextChoices):
    """The kinds of documents that editions list."""

    AGENDA = "agenda", "Agenda"
    REPORT = "report", "Report"
    APPENDIX = "appendix", "Appendix"
    SUPPLEMENT = "supplement", "Supplement"
    MINUTES = "minutes", "Minutes"
    PRESENTATION = "presentation", "Presentation"
    RESPONSE = "response", "Response"
    ACTION_LOG = "action log", "Action log"
    WORK_PROGRAMME = "work programme", "Work programme"
    OTHER = "other", "Other paper"


class PublishedPaper(_RegisterRow):
    """A document that the standing edition of its meeting lists: of the meeting, or of one of its items."""

    item_title = models.CharField(max_length=500, blank=True)
    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=30)
    kind_label = models.CharField(max_length=60)
    report_by = models.CharField(max_length=300, blank=True)
    filename = models.CharField(max_length=300, blank=True)
    media_type = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    listed_as = models.CharField(max_length=100, blank=True)
    words = models.TextField(help_text="Title, item and who reports, for the filter by words.")

    class Meta:
        ordering = ["-date", "-meeting_id", "position"]
        indexes = [
            models.Index(fields=["-date", "-meeting", "position"], name="paper_register"),
            models.Index(fields=["committee", "-date", "-meeting", "position"], name="paper_register_of_one"),
            models.Index(fields=["kind", "-date", "-meeting", "position"], name="paper_register_by_kind"),
            GinIndex(OpClass(Upper("words"), "gin_trgm_ops"), name="paper_register_words"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="a_paper_stands_once_in_the_register",
                fields=["meeting", "position"],
                violation_error_message="This document is in the register already.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def file_url(self) -> str:
        """Where the file is served; empty where the record lists a document whose file is not held."""
        if not self.sha256:
            return ""
        meeting = self.meeting
        return reverse(
            "meetings:paper-detail",
            args=[meeting.committee.slug, meeting.slug, self.sha256[:SHORT_DIGEST], self.filename],
        )
