"""Items of business, and the series of minute numbers that runs from meeting to meeting."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from meetings.constraints import all_or_none, filled, needs, one_of
from portal.audit.history import noted


class ItemKind(models.TextChoices):
    APOLOGIES = "apologies", "Apologies for absence"
    SUBSTITUTES = "named substitutes", "Named substitutes"
    DECLARATIONS = "declarations of interest", "Declarations of interest"
    MINUTES = "minutes", "Minutes"
    ACTION_LOG = "minutes and action log", "Minutes and action log"
    PUBLIC_QUESTIONS = "public questions", "Questions from members of the public"
    MEMBER_QUESTIONS = "member questions", "Questions from members of the council"
    REPORT = "report", "Report"
    WORK_PROGRAMME = "work programme", "Work programme"
    EXCLUSION = "exclusion of the public", "Exclusion of the public"
    NEXT_MEETING = "date of next meeting", "Date of next meeting"
    OTHER = "other", "Other business"


class ItemState(models.TextChoices):
    TO_FOLLOW = "to follow", "Papers to follow"
    DEFERRED = "deferred", "Deferred"
    WITHDRAWN = "withdrawn", "Withdrawn"
    URGENT = "urgent", "Urgent business"
    OUT_OF_ORDER = "out of order", "Taken in a different order"
    NIL = "nil", "Nil"


# Schedule 12A to the Local Government Act 1972, Part 1, as amended in 2006.
EXEMPT_PARAGRAPHS = {
    1: "Information relating to any individual",
    2: "Information which is likely to reveal the identity of an individual",
    3: "Information relating to the financial or business affairs of any particular person, including the authority",
    4: "Information relating to consultations or negotiations about a labour relations matter",
    5: "Information in respect of which a claim to legal professional privilege could be maintained",
    6: "Information which reveals that the authority proposes a statutory notice, order or direction",
    7: "Information relating to the prevention, investigation or prosecution of crime",
}


class MinuteSeries(models.Model):
    """A run of minute numbers of one committee. The clerk alone starts a new one; nothing resets it by itself."""

    committee = models.ForeignKey("meetings.Committee", on_delete=models.PROTECT, related_name="minute_series")
    name = models.CharField(max_length=100, help_text="For example: from May 2023.")
    begun_on = models.DateField()

    class Meta:
        triggers = noted("minute series")
        ordering = ["committee", "-begun_on"]
        verbose_name_plural = "minute series"
        constraints = [
            models.UniqueConstraint(
                name="a_minute_series_has_its_own_name",
                fields=["committee", "name"],
                violation_error_message="The committee has another series of this name.",
            ),
            models.UniqueConstraint(
                name="one_minute_series_begins_a_day",
                fields=["committee", "begun_on"],
                violation_error_message="The committee begins another series on that day.",
            ),
            filled("name", "A series needs a name.", name="a_minute_series_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.committee}: {self.name}"


class AgendaItem(models.Model):
    """One item of business of a meeting, with its two numbers and its minutes.

    `agenda_number` counts within the agenda ("4", "3a"); `minute_number` runs on from meeting to meeting within its
    `series` and is kept as printed ("145", "23/41"). `anchor` is the item's permanent mark within the public page.
    `minutes_html` is sanitised narrative; what was decided stands in the outcome groups.
    An exempt item needs paragraph, reason and review date (LGA 1972 s.100I and Schedule 12A).
    """

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    anchor = models.SlugField(max_length=40)
    agenda_number = models.CharField(max_length=12, blank=True)
    series = models.ForeignKey(MinuteSeries, on_delete=models.PROTECT, null=True, blank=True, related_name="items")
    minute_number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=30, choices=ItemKind.choices, default=ItemKind.OTHER)
    purpose = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=ItemState.choices, blank=True)
    state_note = models.CharField(
        max_length=500, blank=True, help_text="The chair's reason for urgency, or where a deferred item went."
    )
    pages = models.CharField(max_length=40, blank=True)
    lead_officers = models.CharField(max_length=300, blank=True)
    is_education = models.BooleanField(default=False)
    is_exempt = models.BooleanField(default=False)
    exempt_paragraph = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    exempt_reason = models.CharField(
        max_length=1000, blank=True, help_text="Why the public interest lies in not publishing."
    )
    exempt_review_on = models.DateField(null=True, blank=True)
    public_summary = models.TextField(
        blank=True, help_text="A fair and coherent record of exempt business without disclosing it (s.100C(2))."
    )
    needs_no_summary = models.BooleanField(
        default=False, help_text="What is public of this exempt item is a fair and coherent record by itself."
    )
    minutes_html = models.TextField(blank=True)
    minutes_revision = models.PositiveIntegerField(
        default=0, editable=False, help_text="The number of the version of the minutes that stands; 0: none yet."
    )
    deferred_to = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="deferred_from"
    )
    is_cut_off = models.BooleanField(default=False, help_text="The source that these minutes come from breaks off.")

    class Meta:
        triggers = noted("agenda item", "minutes_html~minutes_revision")
        ordering = ["meeting", "position"]
        indexes = [
            # The office finds meetings by words of their agenda.
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="agenda_items_by_words"),
            models.Index(fields=["exempt_review_on"], name="exempt_items_by_review", condition=Q(is_exempt=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                name="items_stand_one_after_another",
                fields=["meeting", "position"],
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Another item stands at this place.",
            ),
            models.UniqueConstraint(
                name="an_item_has_its_own_anchor",
                fields=["meeting", "anchor"],
                violation_error_message="Another item of the meeting has this address.",
            ),
            models.UniqueConstraint(
                name="agenda_numbers_are_unique_in_a_meeting",
                fields=["meeting", "agenda_number"],
                condition=~Q(agenda_number=""),
                violation_error_message="Another item of the meeting has this agenda number.",
            ),
            models.UniqueConstraint(
                name="minute_numbers_are_unique_in_a_series",
                fields=["series", "minute_number"],
                violation_error_message="Another minute of the series has this number.",
            ),
            all_or_none(
                "a_minute_number_belongs_to_a_series",
                {"series": False, "minute_number": True},
                "A minute number belongs to a series of the committee.",
            ),
            filled("title", "An item needs a title.", name="an_item_has_a_title"),
            one_of("kind", ItemKind, name="an_item_is_of_a_known_kind"),
            one_of("state", ItemState, name="an_item_is_in_a_known_state", blank=True),
            needs(
                Q(state=ItemState.URGENT),
                ~Q(state_note=""),
                "Urgent business needs the chair's reason (LGA 1972 s.100B(4)(b)).",
                name="urgent_business_has_the_chairs_reason",
            ),
            needs(
                Q(is_exempt=True),
                Q(exempt_paragraph__isnull=False) & ~Q(exempt_reason="") & Q(exempt_review_on__isnull=False),
                "An exempt item needs its Schedule 12A paragraph, the public-interest reason and a review date.",
                name="an_exempt_item_has_paragraph_reason_and_review",
            ),
            needs(
                Q(is_exempt=False),
                Q(exempt_paragraph__isnull=True) & Q(exempt_reason="") & Q(exempt_review_on__isnull=True),
                "Only an exempt item has a Schedule 12A paragraph.",
                name="an_open_item_has_no_exempt_paragraph",
            ),
            models.CheckConstraint(
                name="a_schedule_12a_paragraph_is_1_to_7",
                condition=Q(exempt_paragraph__isnull=True) | Q(exempt_paragraph__range=(1, 7)),
                violation_error_message="Schedule 12A has paragraphs 1 to 7.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def number(self) -> str:
        """The number by which people call it: the minute number once there is one, else the agenda number."""
        return self.minute_number or self.agenda_number

    @property
    def exempt_description(self) -> str:
        return EXEMPT_PARAGRAPHS.get(self.exempt_paragraph or 0, "")
