"""Entries of the ledger: recommendations and actions after the meeting."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property

from actions.models.update import LedgerUpdate
from actions.status import Facts, Standing, due_in_force, standing, status_in_sql
from actions.words import END_KINDS, ENDED, LATE, WAITING, EntryKind, Status, UpdateKind
from meetings.constraints import filled, one_of

if TYPE_CHECKING:
    from meetings.editions.models import PublishedMeeting


class LedgerEntryQuerySet(models.QuerySet["LedgerEntry"]):
    def recommendations(self) -> "LedgerEntryQuerySet":
        return self.filter(kind=EntryKind.RECOMMENDATION)

    def actions(self) -> "LedgerEntryQuerySet":
        return self.filter(kind=EntryKind.ACTION)

    def published(self) -> "LedgerEntryQuerySet":
        """Entries whose line stands in a published edition now."""
        return self.filter(edition__isnull=False)

    def with_facts(self, as_at: dt.date) -> "LedgerEntryQuerySet":
        """Each entry with what its updates up to `as_at` say, so that `standing` needs no further query.

        Adds `fact_…` columns under the names of `actions.status.Facts`, the day (`fact_as_at`), the due date in force
        (`fact_due_in_force`), the status (`fact_status`), by which lists filter and sort, and the latest words
        (`fact_latest`, `fact_latest_on`).
        """
        known = LedgerUpdate.objects.filter(entry=models.OuterRef("pk"), on__lte=as_at).order_by("-on", "-pk")

        def last(column: str, *kinds: str) -> models.Subquery:
            return models.Subquery(known.filter(kind__in=kinds).values(column)[:1])

        return (
            self.annotate(
                fact_as_at=models.Value(as_at, output_field=models.DateField()),
                fact_end=last("kind", *END_KINDS),
                fact_evidence=last("evidence", *END_KINDS),
                fact_verdict=last("verdict", UpdateKind.RESPONSE),
                fact_sent_on=last("on", UpdateKind.SENT),
                fact_due_on=last("due_on", UpdateKind.SENT, UpdateKind.EXTENDED),
                fact_owner=last("owner", UpdateKind.HANDED_OVER),
                fact_directorate=last("directorate", UpdateKind.HANDED_OVER),
                fact_planned=models.Exists(known.filter(kind=UpdateKind.PLANNED)),
                fact_progress=last("text", UpdateKind.PROGRESS),
                fact_latest=models.Subquery(known.exclude(text="").values("text")[:1]),
                fact_latest_on=models.Subquery(known.exclude(text="").values("on")[:1]),
            )
            .annotate(fact_due_in_force=due_in_force())
            .annotate(fact_status=status_in_sql(as_at))
        )

    def late(self) -> "LedgerEntryQuerySet":
        """Entries whose response or completion is late; after `with_facts`."""
        return self.filter(models.Q(fact_status__in=LATE))

    def by_urgency(self) -> "LedgerEntryQuerySet":
        """Late first, then what is open by due date, then what was answered, then what ended; after `with_facts`."""
        rank = models.Case(
            models.When(fact_status__in=LATE, then=0),
            models.When(fact_status__in=WAITING, then=1),
            models.When(fact_status__in=ENDED, then=3),
            default=2,
        )
        return self.order_by(rank, models.F("fact_due_in_force").asc(nulls_last=True), "-made_on", "reference")

    def tally(self) -> list["Figure"]:
        """How many recommendations and actions there are and how many are late, in one query; after `with_facts`."""
        rows: Any = self.order_by()  # the type checker does not know the annotations of `with_facts`
        counts: dict[tuple[str, bool], int] = {}
        for kind, status, count in rows.values_list("kind", "fact_status").annotate(models.Count("pk")):
            for key in {(kind, False), (kind, status in LATE)}:
                counts[key] = counts.get(key, 0) + count
        return [
            Figure(counts.get((kind, is_late), 0), kind, is_late)
            for kind in EntryKind.values
            for is_late in (False, True)
            if counts.get((kind, False))
        ]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a tally: how many entries of a kind, all of them or those that are late."""

    number: int
    kind: str
    is_late: bool

    @property
    def label(self) -> str:
        name = self.kind if self.number == 1 else f"{self.kind}s"
        if not self.is_late:
            return name
        return f"{name} overdue" if self.kind == EntryKind.ACTION else "responses overdue"

    @property
    def url(self) -> str:
        name = "recommendation-list" if self.kind == EntryKind.RECOMMENDATION else "action-list"
        return reverse(f"actions:{name}") + ("?late=on" if self.is_late else "")


class LedgerEntry(models.Model):
    """One recommendation or action, born from one line of published minutes, with a permanent reference.

    Publishing alone writes these rows, from the meeting's standing edition (`edition`; None once no standing edition
    carries the line). What came of it stands in the updates; the status is computed from them, never stored.
    """

    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    reference = models.CharField(max_length=40, unique=True)
    committee = models.ForeignKey("meetings.PublishedCommittee", on_delete=models.PROTECT, related_name="ledger")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    line_key = models.UUIDField()
    meeting = models.ForeignKey("meetings.PublishedMeeting", on_delete=models.PROTECT, related_name="ledger")
    edition = models.ForeignKey("meetings.Edition", on_delete=models.PROTECT, null=True, related_name="+")
    made_on = models.DateField(db_index=True)
    item_title = models.CharField(max_length=500)
    item_number = models.CharField(max_length=20, blank=True)
    anchor = models.SlugField(max_length=60)
    label = models.CharField(max_length=12, blank=True)
    lead_in = models.TextField(blank=True)
    text = models.TextField()
    addressee = models.CharField(max_length=200, blank=True)
    addressee_kind = models.CharField(max_length=30, blank=True)
    original_owner = models.CharField(max_length=200, blank=True)
    original_directorate = models.CharField(max_length=200, blank=True)
    original_due_on = models.DateField(null=True, blank=True)

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "committee", "number"]
        verbose_name_plural = "ledger entries"
        constraints = [
            one_of("kind", EntryKind, name="a_ledger_entry_is_of_a_known_kind"),
            filled("text", "A ledger entry needs its words.", name="a_ledger_entry_has_words"),
            models.UniqueConstraint(
                name="a_line_has_one_ledger_entry_of_its_kind",
                fields=["line_key", "kind"],
                violation_error_message="This line has its ledger entry already.",
            ),
            models.UniqueConstraint(
                name="references_run_on_within_a_committee_and_year",
                fields=["committee", "kind", "year", "number"],
                violation_error_message="This reference is taken.",
            ),
            models.CheckConstraint(
                name="a_ledger_recommendation_has_an_addressee",
                condition=~Q(kind=EntryKind.RECOMMENDATION) | ~Q(addressee=""),
                violation_error_message="A recommendation has an addressee.",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        name = "recommendation-detail" if self.is_recommendation else "action-detail"
        return reverse(f"actions:{name}", args=[self.reference])

    @cached_property
    def standing(self) -> Standing:
        """Where the entry stands; only on rows that come from `with_facts`."""
        facts = Facts(**{name: getattr(self, f"fact_{name}") for name in Facts.__slots__})
        as_at: dt.date = getattr(self, "fact_as_at")  # noqa: B009  # an annotation, unknown to the type checker
        return standing(self, facts, as_at)

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
    def progress(self) -> str:
        """The latest words about it; only on rows that come from `with_facts`."""
        return getattr(self, "fact_latest", None) or ""

    @property
    def progress_on(self) -> dt.date | None:
        return getattr(self, "fact_latest_on", None)

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    @property
    def is_recommendation(self) -> bool:
        return self.kind == EntryKind.RECOMMENDATION

    @property
    def minute_url(self) -> str:
        """The permalink of the line that it was born from."""
        meeting: PublishedMeeting = self.meeting
        return f"{meeting.get_absolute_url()}#{self.anchor}"
