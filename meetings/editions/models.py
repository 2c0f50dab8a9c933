"""What publishing wrote, and the reading rows that pages list it by. Public pages read these and no working record."""

import datetime as dt
import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property

from meetings.constraints import filled, one_of
from portal.audit.history import append_only


class Stage(models.TextChoices):
    """At which stage of a meeting's life an edition was published."""

    COMMITTEE = "committee", "Committee"
    NOTICE = "notice", "Notice of meeting"
    AGENDA = "agenda", "Agenda"
    SUPPLEMENT = "supplement", "Supplement"
    DRAFT_MINUTES = "draft minutes", "Draft minutes"
    APPROVED_MINUTES = "approved minutes", "Approved minutes"
    CORRECTION = "correction", "Correction"
    POSTPONEMENT = "postponement", "Postponement"
    CANCELLATION = "cancellation", "Cancellation"


class Edition(models.Model):
    """A complete, immutable snapshot of what the public may see of one meeting (or of one committee) at one moment.

    `document` is canonical JSON; `sha256` is the digest of its UTF-8 bytes. The document itself carries its number,
    who published it, when and why, the digest of the subject's edition before it (`previous_sha256`) and of the
    edition before it in the whole register (`register_sha256`), so that no edition can be changed, moved or left out
    without breaking a chain. Editions of one subject are numbered from 1 without gaps, and so is the register.
    """

    register_number = models.PositiveBigIntegerField(unique=True)
    meeting = models.ForeignKey(
        "meetings.Meeting", on_delete=models.PROTECT, null=True, blank=True, related_name="editions"
    )
    committee = models.ForeignKey("meetings.Committee", on_delete=models.PROTECT, related_name="editions")
    address = models.CharField(
        max_length=90, db_index=True, help_text="committee, or committee/meeting: its public place."
    )
    number = models.PositiveIntegerField()
    stage = models.CharField(max_length=20, choices=Stage.choices)
    published_at = models.DateTimeField(db_index=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="editions")
    reason = models.CharField(max_length=1000)
    document = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    previous_sha256 = models.CharField(max_length=64, blank=True)
    register_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-register_number"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(
                name="editions_of_a_meeting_are_numbered",
                fields=["meeting", "number"],
                condition=Q(meeting__isnull=False),
                violation_error_message="The meeting has another edition of this number.",
            ),
            models.UniqueConstraint(
                name="editions_of_a_committee_are_numbered",
                fields=["committee", "number"],
                condition=Q(meeting__isnull=True),
                violation_error_message="The committee has another edition of this number.",
            ),
            one_of("stage", Stage, name="an_edition_is_of_a_known_stage"),
            filled("reason", "Say why this edition is published.", name="an_edition_says_why"),
            filled("document", "An edition holds a document.", name="an_edition_holds_a_document"),
            models.CheckConstraint(
                name="an_edition_is_numbered_from_one",
                condition=Q(number__gte=1, register_number__gte=1),
                violation_error_message="Editions are numbered from 1.",
            ),
            models.CheckConstraint(
                name="the_first_edition_alone_has_none_before_it",
                condition=Q(number=1, previous_sha256="") | Q(number__gt=1, previous_sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="Every edition but the first carries the digest of the one before it.",
            ),
            models.CheckConstraint(
                name="the_register_is_a_chain",
                condition=Q(register_number=1, register_sha256="")
                | Q(register_number__gt=1, register_sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="All but the register's first carry the digest of the edition before.",
            ),
            models.CheckConstraint(
                name="an_edition_digest_is_a_sha256",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="A digest is a SHA-256 in lower-case hexadecimal.",
            ),
        ]

    def __str__(self) -> str:
        return f"Edition {self.number} (register {self.register_number})"

    @cached_property
    def content(self) -> dict[str, Any]:
        """The document as data; see `meetings.editions.snapshot` for its shape."""
        loaded: dict[str, Any] = json.loads(self.document)
        return loaded


class EditionWithdrawal(models.Model):
    """The tombstone of an edition: from `at` on the public sees only that it was withdrawn, when and why."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=1000)

    class Meta:
        ordering = ["-at"]
        triggers = append_only()
        constraints = [filled("reason", "Say why the edition is withdrawn.", name="a_withdrawal_says_why")]

    def __str__(self) -> str:
        return f"Withdrawal of {self.edition}"


# A meeting that is not held on the day that its page gives.
LOST = ["cancelled", "postponed"]


class PublishedCommitteeQuerySet(models.QuerySet["PublishedCommittee"]):
    def with_next_meeting(self, today: dt.date) -> "PublishedCommitteeQuerySet":
        """Each with the day of its next meeting (`next_on`, or None), in the order in which pages list committees."""
        coming = PublishedMeeting.objects.standing().filter(committee=models.OuterRef("pk"), date__gte=today)
        dates = coming.exclude(status__in=LOST).order_by("date").values("date")
        return self.annotate(next_on=models.Subquery(dates[:1])).order_by("position", "name")


class PublishedCommittee(models.Model):
    """A committee as the public sees it; written by publishing from the committee's standing edition.

    Publishing its meetings writes the two counts, so that no page has to count a whole ledger.
    """

    slug = models.SlugField(max_length=60, unique=True)
    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30)
    kind_label = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    recommendation_count = models.PositiveIntegerField(default=0, help_text="Of those that stand in its records.")
    action_count = models.PositiveIntegerField(default=0, help_text="Of those that stand in its records.")
    takes_questions = models.BooleanField(default=False, help_text="By the form on this site.")
    takes_topics = models.BooleanField(default=False, help_text="By the form on this site.")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")

    objects = PublishedCommitteeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meetings:committee-detail", args=[self.slug])


class PublishedMeetingQuerySet(models.QuerySet["PublishedMeeting"]):
    def standing(self) -> "PublishedMeetingQuerySet":
        """Meetings of which some edition has not been withdrawn."""
        return self.filter(edition__isnull=False)

    def for_lists(self) -> "PublishedMeetingQuerySet":
        """With the committee, without the titles of the business, which only filters read."""
        return self.select_related("committee").defer("titles")

    def taking_questions(self, at: dt.datetime) -> "PublishedMeetingQuerySet":
        """Meetings to which the public may put questions at that moment, the next one first."""
        open_ones = self.standing().filter(questions_until__gt=at, committee__takes_questions=True)
        return open_ones.order_by("date", "start", "pk")


class PublishedMeeting(models.Model):
    """A meeting as public lists show it; written by publishing from the meeting's standing edition.

    `edition` is the latest edition that has not been withdrawn; None where all have been.
    """

    committee = models.ForeignKey(PublishedCommittee, on_delete=models.PROTECT, related_name="meetings")
    slug = models.SlugField(max_length=20)
    date = models.DateField(db_index=True)
    municipal_year = models.PositiveSmallIntegerField(default=0, help_text="The year in which it began.")
    start = models.TimeField(null=True, blank=True)
    end = models.TimeField(null=True, blank=True)
    livestream = models.URLField(max_length=500, blank=True)
    kind_label = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=20)
    status_label = models.CharField(max_length=40)
    venue = models.CharField(max_length=600, blank=True)
    minutes = models.CharField(max_length=10)
    titles = models.TextField(blank=True, help_text="The items' titles, one a line, for lists and search by text.")
    item_count = models.PositiveIntegerField(default=0)
    outcome_count = models.PositiveIntegerField(default=0)
    stage = models.CharField(max_length=20, choices=Stage.choices)
    questions_until = models.DateTimeField(
        null=True, blank=True, help_text="The published deadline, where the meeting is one to which questions are put."
    )
    published_at = models.DateTimeField(db_index=True)
    edition_count = models.PositiveIntegerField(default=1)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")

    objects = PublishedMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-start", "committee_id"]
        indexes = [
            models.Index(fields=["committee", "-date"], name="published_meeting_by_date"),
            models.Index(fields=["-date", "-start", "committee"], name="published_meeting_in_order"),
            # By which the last deadline that has passed is found, with every public page.
            models.Index(
                fields=["questions_until"],
                name="published_questions_deadline",
                condition=models.Q(questions_until__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="a_published_meeting_has_its_own_address",
                fields=["committee", "slug"],
                violation_error_message="The committee has another meeting at this address.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.committee}, {self.date:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting-detail", args=[self.committee.slug, self.slug])

    def takes_questions(self, at: dt.datetime) -> bool:
        """Whether the public may put questions to it at that moment; asks the committee's row."""
        is_open = self.edition_id is not None and self.questions_until is not None and at < self.questions_until
        return is_open and self.committee.takes_questions

    @property
    def is_lost(self) -> bool:
        """Whether nobody should go there on the day: it was cancelled or postponed."""
        return self.status in LOST
