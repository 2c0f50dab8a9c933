"""Entries of the ledger: recommendations and actions after the meeting."""

import datetime as dt
import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from actions import status_in_sql as sql
from actions.models.columns import ENTRY_INDEXES, computed
from actions.models.entry_constraints import ENTRY_CONSTRAINTS
from actions.status import Facts, Standing, standing
from actions.tally import Figure, figures
from actions.words import LATE, WAITING, Attention, EntryKind, Origin, Rank, Status, rank_of

# Both of the facts that `with_facts` adds.
IS_LATE = Q(fact_rank=Rank.WAITING, fact_clock__lt=F("fact_as_at"))
WAS_LATE = Q(kind=EntryKind.RECOMMENDATION, fact_answer_days_late__gt=0)

_LACK_NAMES = {lack: f"fact_lacks_{lack.name.lower()}" for lack in Attention}


def _lacks(prefix: str) -> dict[str, Any]:
    """By name: whether each of the things that need attention is lacking."""
    return {
        _LACK_NAMES[lack]: models.ExpressionWrapper(condition, output_field=models.BooleanField())
        for lack, condition in sql.lacking(prefix).items()
    }


class LedgerEntryQuerySet(models.QuerySet["LedgerEntry"]):
    def recommendations(self) -> "LedgerEntryQuerySet":
        return self.filter(kind=EntryKind.RECOMMENDATION)

    def actions(self) -> "LedgerEntryQuerySet":
        return self.filter(kind=EntryKind.ACTION)

    def published(self) -> "LedgerEntryQuerySet":
        """Entries whose line stands in a published edition now, and those that were opened in the ledger itself."""
        return self.filter(stands=True)

    def as_it_stood(self, day: dt.date) -> "LedgerEntryQuerySet":
        """The ledger at the end of `day`: the entries that there were, each with its facts up to that day.

        What no longer stands in a published record is not shown of the past either.
        """
        return self.published().filter(made_on__lte=day).with_facts(day)

    def for_lists(self) -> "LedgerEntryQuerySet":
        """With committee and meeting, without what no list shows."""
        related = self.select_related("committee", "meeting__committee")
        return related.defer("words", "answerable", "meeting__titles")

    def with_facts(self, as_at: dt.date) -> "LedgerEntryQuerySet":
        """Each entry as it stands on the day `as_at`, so that `standing` needs no further query.

        Adds the day (`fact_as_at`), the status (`fact_status`), and what `late`, `with_status` and `by_urgency` need.
        From today on the facts are those of the columns, because no update can be of a day that has not come.
        """
        return self.with_known_facts(as_at) if as_at >= timezone.localdate() else self.with_facts_up_to(as_at)

    def with_known_facts(self, as_at: dt.date) -> "LedgerEntryQuerySet":
        """All that is known now, with the clock at `as_at`: what indexes hold."""
        return self.alias(
            fact_settled=F("settled"),
            fact_rank=F("rank"),
            fact_clock=F("clock_ends_on"),
            fact_answer_days_late=F("answer_days_late"),
            fact_due_in_force=F("due_in_force"),
            fact_directorate_in_force=F("directorate_in_force"),
            fact_answerable=F("answerable"),
            fact_needs_attention=F("needs_attention"),
            **_lacks("known_"),
        )._on(as_at)

    def with_facts_up_to(self, as_at: dt.date) -> "LedgerEntryQuerySet":
        """The record as it stood at the end of `as_at`, computed from the updates up to that day.

        The updates of each entry are gone through once; over a whole ledger this takes a second, not milliseconds.
        """
        not_taken_back = Q(updates__correction__isnull=True) | Q(updates__correction__on__gt=as_at)
        return (
            self.alias(**sql.histories(Q(updates__on__lte=as_at) & not_taken_back))
            .annotate(**sql.facts_from_histories())
            .alias(
                fact_settled=sql.settled("fact_"),
                fact_rank=sql.rank("fact_"),
                fact_clock=sql.clock_ends_on("fact_"),
                fact_answer_days_late=sql.answer_days_late("fact_"),
                fact_due_in_force=sql.due_in_force("fact_"),
                fact_directorate_in_force=sql.in_force("fact_", "directorate"),
                fact_answerable=sql.answerable("fact_"),
                fact_needs_attention=sql.needs_attention("fact_"),
                **_lacks("fact_"),
            )
            ._on(as_at)
        )

    def _on(self, as_at: dt.date) -> "LedgerEntryQuerySet":
        day = models.Value(as_at, output_field=models.DateField())
        return self.annotate(fact_as_at=day, fact_status=sql.status_on(day))

    def late(self) -> "LedgerEntryQuerySet":
        """Entries whose response or completion is late; after `with_facts`."""
        return self.filter(IS_LATE)

    def answered_late(self) -> "LedgerEntryQuerySet":
        """Recommendations whose first response came after its due date; after `with_facts`."""
        return self.filter(WAS_LATE)

    def ever_late(self) -> "LedgerEntryQuerySet":
        """Every late response, whether it came in the end or is still awaited; after `with_facts`."""
        return self.recommendations().filter(IS_LATE | WAS_LATE)

    def needing_attention(self, lack: Attention | None = None) -> "LedgerEntryQuerySet":
        """Entries that lack something, or just this; after `with_facts`."""
        found = self.filter(Q(fact_needs_attention=True))
        return found if lack is None else found.filter(**{_LACK_NAMES[lack]: True})

    def with_status(self, status: Status) -> "LedgerEntryQuerySet":
        """Entries of exactly this status; after `with_facts`. The rank says nothing new, but to the index."""
        if status in LATE:
            kind = EntryKind.ACTION if status == Status.OVERDUE else EntryKind.RECOMMENDATION
            return self.filter(kind=kind).late()
        found = self.filter(Q(fact_settled=status, fact_rank=rank_of(status)))
        if status not in WAITING:
            return found
        return found.filter(Q(fact_clock__isnull=True) | Q(fact_clock__gte=F("fact_as_at")))

    def by_urgency(self) -> "LedgerEntryQuerySet":
        """Late first, then waiting, both by due date; then answered, then ended, the newest first; after `with_facts`.

        Whatever is late comes before whatever is only due, because its date lies further back.
        """
        return self.order_by("fact_rank", F("fact_clock").asc(nulls_last=True), "-made_on", "pk")

    def tally(self, totals: dict[str, int]) -> list[Figure]:
        """The figures of `totals` (how many of each kind there are), and how many are late; after `with_facts`."""
        each = {kind: models.Count("pk", filter=Q(kind=kind)) for kind in EntryKind.values}
        return figures(totals, self.late().order_by().aggregate(**each))


class LedgerEntry(models.Model):
    """One recommendation or action, born from one line of published minutes, with a permanent reference.

    Publishing writes the rows that come from minutes, from the meeting's standing edition (`edition`; None once no
    standing edition carries the line). Those of another `origin` are opened by deeds of the ledger: an action that a
    response brought (`parent` is the recommendation that it carries out), one that was added between meetings, the
    rows of an older log (`source_number`). What came of it stands in the updates. The columns `known_…` hold the facts
    that follow from them, under the names of `actions.status.Facts`; `actions.projection` alone writes them, with each
    update, and `verify_record` computes them again. The columns after those the database computes, so nobody can type
    a status.
    """

    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    reference = models.CharField(max_length=40, unique=True)
    committee = models.ForeignKey("meetings.PublishedCommittee", on_delete=models.PROTECT, related_name="ledger")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.MINUTES)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_out_by",
        help_text="Carries it out.",
    )
    source_number = models.CharField(max_length=20, blank=True, help_text="The number in an older log.")
    cites_no_meeting = models.BooleanField(
        default=False, help_text="An older log names a day on which no meeting was held."
    )
    line_key = models.UUIDField(default=uuid.uuid4)
    meeting = models.ForeignKey(
        "meetings.PublishedMeeting", on_delete=models.PROTECT, null=True, blank=True, related_name="ledger"
    )
    edition = models.ForeignKey("meetings.Edition", on_delete=models.PROTECT, null=True, related_name="+")
    made_on = models.DateField(db_index=True)
    item_title = models.CharField(max_length=500, blank=True)
    item_number = models.CharField(max_length=20, blank=True)
    item_kind = models.CharField(max_length=40, blank=True)
    anchor = models.SlugField(max_length=60, blank=True)
    label = models.CharField(max_length=12, blank=True)
    lead_in = models.TextField(blank=True)
    text = models.TextField()
    addressee = models.CharField(max_length=200, blank=True)
    addressee_kind = models.CharField(max_length=30, blank=True)
    original_owner = models.CharField(max_length=200, blank=True)
    original_directorate = models.CharField(max_length=200, blank=True)
    original_due_on = models.DateField(null=True, blank=True)

    known_end = models.CharField(max_length=20, blank=True, editable=False)
    known_end_on = models.DateField(null=True, blank=True, editable=False)
    known_evidence = models.BooleanField(default=False, editable=False)
    known_verdict = models.CharField(max_length=30, blank=True, editable=False)
    known_sent_on = models.DateField(null=True, blank=True, editable=False)
    known_due_on = models.DateField(null=True, blank=True, editable=False)
    known_owner = models.CharField(max_length=200, blank=True, editable=False)
    known_directorate = models.CharField(max_length=200, blank=True, editable=False)
    known_planned = models.BooleanField(default=False, editable=False)
    known_progress = models.BooleanField(default=False, editable=False)
    known_latest = models.TextField(blank=True, editable=False)
    known_latest_on = models.DateField(null=True, blank=True, editable=False)
    known_answered_on = models.DateField(null=True, blank=True, editable=False)
    known_answer_due_on = models.DateField(null=True, blank=True, editable=False)
    known_promised_on = models.DateField(null=True, blank=True, editable=False)
    known_reviewed_on = models.DateField(null=True, blank=True, editable=False)

    stands = computed(sql.stands(), models.BooleanField())

    settled = computed(sql.settled("known_"), models.CharField(max_length=30))
    rank = computed(sql.rank("known_"), models.SmallIntegerField())
    clock_ends_on = computed(sql.clock_ends_on("known_"), models.DateField(null=True))
    due_in_force = computed(sql.due_in_force("known_"), models.DateField(null=True))
    answer_days_late = computed(sql.answer_days_late("known_"), models.IntegerField())
    directorate_in_force = computed(sql.in_force("known_", "directorate"), models.CharField(max_length=200))
    answerable = computed(sql.answerable("known_"), models.TextField())
    needs_attention = computed(sql.needs_attention("known_"), models.BooleanField())
    words = computed(sql.words(), models.TextField())
    committee_code = computed(sql.committee_code(), models.CharField(max_length=8))

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "committee", "number"]
        verbose_name_plural = "ledger entries"
        indexes = ENTRY_INDEXES
        constraints = ENTRY_CONSTRAINTS

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        name = "recommendation-detail" if self.is_recommendation else "action-detail"
        return reverse(f"actions:{name}", args=[self.reference])

    @property
    def facts(self) -> Facts:
        """Those of the day that `with_facts` was asked about; of any other row: what is known."""
        prefix = "fact_" if "fact_end" in self.__dict__ else "known_"
        return Facts(**{name: getattr(self, f"{prefix}{name}") for name in Facts.__slots__})

    @cached_property
    def standing(self) -> Standing:
        """Where the entry stands on the day that `with_facts` was asked about; on any other row: as known, today."""
        return standing(self, self.facts, getattr(self, "fact_as_at", None) or timezone.localdate())

    @property
    def status(self) -> Status:
        return self.standing.status

    @property
    def is_open(self) -> bool:
        """Whether something is still due: a response, or the completion of an action."""
        return self.status in WAITING | LATE

    @property
    def due_on(self) -> dt.date | None:
        return self.standing.due_on

    @property
    def owner(self) -> str:
        return self.standing.owner

    @property
    def directorate(self) -> str:
        return self.standing.directorate

    @property
    def days_late(self) -> int:
        return self.standing.days_late

    @property
    def promised_on(self) -> dt.date | None:
        """The later day that an addressee promised last, while the response is awaited; it moves no last day."""
        promised: dt.date | None = getattr(self, "fact_promised_on", self.known_promised_on)
        return promised if self.is_recommendation and self.is_open else None

    @property
    def awaited_on(self) -> dt.date | None:
        """The day up to which nobody need be asked: the due date, or a later one that was promised."""
        days = [day for day in (self.due_on, self.promised_on) if day]
        return max(days) if self.due_on else None

    @property
    def answered_on(self) -> dt.date | None:
        """The day of the first response."""
        return getattr(self, "fact_answered_on", self.known_answered_on)

    @property
    def answered_late_by(self) -> int:
        return self.standing.answered_late_by

    @property
    def progress(self) -> str:
        """The latest words about it."""
        return getattr(self, "fact_latest", self.known_latest) or ""

    @property
    def progress_on(self) -> dt.date | None:
        return getattr(self, "fact_latest_on", self.known_latest_on)

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    @property
    def origin_told(self) -> str:
        """Where it comes from, in words; "" for a line of the minutes, as nearly all are."""
        if self.origin == Origin.MINUTES:
            return ""
        told = self.get_origin_display()
        return f"{told}, number {self.source_number}" if self.source_number else told

    @property
    def is_recommendation(self) -> bool:
        return self.kind == EntryKind.RECOMMENDATION

    @property
    def minute_url(self) -> str:
        """The permalink of the line that it was born from; "" where it came from no line of minutes."""
        if self.meeting is None or not self.anchor:
            return ""
        return f"{self.meeting.get_absolute_url()}#{self.anchor}"
