"""What happened to a ledger entry: responses and updates, one row each, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from actions.words import NAMING_KINDS, UpdateKind, Verdict
from meetings.constraints import needs, one_of
from portal.audit.history import append_only

# Nothing but words tells what these were about.
SAYING_KINDS = [
    UpdateKind.PROGRESS,
    UpdateKind.REOPENED,
    UpdateKind.SUPERSEDED,
    UpdateKind.MERGED,
    UpdateKind.WITHDRAWN,
    UpdateKind.REVIEWED,
    UpdateKind.RECONSIDERED,
    UpdateKind.CORRECTED,
]


class LedgerUpdate(models.Model):
    """One fact in the life of a recommendation or action: what, on which day, by whom.

    `on` is the day of the fact itself, `published_at` the moment from which the public sees it. `due_on` is the
    response's last day (sent, reconsidered), the new due date (extended) or the agreed one (planned). A wrong fact is
    taken back by a later one (corrected, which says why), and counts until then.
    """

    entry = models.ForeignKey("actions.LedgerEntry", on_delete=models.PROTECT, related_name="updates")
    kind = models.CharField(max_length=20, choices=UpdateKind.choices)
    on = models.DateField()
    text = models.TextField(blank=True)
    by_name = models.CharField(max_length=200, blank=True)
    verdict = models.CharField(max_length=30, choices=Verdict.choices, blank=True)
    due_on = models.DateField(null=True, blank=True)
    owner = models.CharField(max_length=200, blank=True)
    directorate = models.CharField(max_length=200, blank=True)
    evidence = models.TextField(blank=True)
    other = models.ForeignKey(
        "actions.LedgerEntry",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="named_by",
        help_text="The entry that takes its place, or the action that was agreed.",
    )
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="correction",
        help_text="What it takes back.",
    )
    meeting = models.ForeignKey(
        "meetings.PublishedMeeting",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="At which the committee reviewed it.",
    )
    item_title = models.CharField(max_length=500, blank=True)
    anchor = models.SlugField(max_length=60, blank=True, help_text="Of the item, on the page of the meeting.")
    rule = models.CharField(max_length=300, blank=True, help_text="The rule that gave the due date.")
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["entry", "on"], name="ledger_update_by_day")]
        triggers = append_only()
        constraints = [
            one_of("kind", UpdateKind, name="an_update_is_of_a_known_kind"),
            one_of("verdict", Verdict, name="a_verdict_is_a_known_one", blank=True),
            needs(
                Q(kind=UpdateKind.RESPONSE),
                ~Q(verdict="") & ~Q(by_name="") & ~Q(text=""),
                "A response needs its verdict, its words and the name of the responder.",
                name="a_response_has_verdict_words_and_responder",
            ),
            needs(
                ~Q(kind=UpdateKind.RESPONSE),
                Q(verdict=""),
                "Only a response has a verdict.",
                name="only_a_response_has_a_verdict",
            ),
            needs(
                Q(kind=UpdateKind.EXTENDED),
                Q(due_on__isnull=False) & ~Q(text=""),
                "An extension needs the new due date and the reason.",
                name="an_extension_has_date_and_reason",
            ),
            needs(
                Q(kind=UpdateKind.PLANNED),
                Q(due_on__isnull=False) & ~Q(owner=""),
                "An agreed action needs an owner and a date.",
                name="an_agreed_action_has_owner_and_date",
            ),
            needs(
                Q(kind=UpdateKind.HANDED_OVER),
                ~Q(owner=""),
                "Say to whom the action was handed over.",
                name="a_handover_names_the_new_owner",
            ),
            needs(
                Q(kind=UpdateKind.COMPLETED),
                ~Q(text="") | ~Q(evidence=""),
                "A completion needs evidence or a note.",
                name="a_completion_has_evidence_or_a_note",
            ),
            needs(
                Q(kind__in=SAYING_KINDS),
                ~Q(text=""),
                "Say what happened.",
                name="an_update_says_what_happened",
            ),
            needs(
                Q(kind__in=sorted(NAMING_KINDS)),
                Q(other__isnull=False),
                "Name the entry that takes the place of this one.",
                name="an_entry_gives_way_to_another",
            ),
            models.CheckConstraint(
                name="a_correction_names_what_it_corrects",
                condition=Q(kind=UpdateKind.CORRECTED, corrects__isnull=False)
                | (~Q(kind=UpdateKind.CORRECTED) & Q(corrects__isnull=True)),
                violation_error_message="A correction names the one fact that it takes back.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.get_kind_display()}, {self.on}"

    @property
    def item_url(self) -> str:
        """The item at which the committee reviewed it; "" where it names no meeting."""
        if self.meeting is None:
            return ""
        return f"{self.meeting.get_absolute_url()}{f'#{self.anchor}' if self.anchor else ''}"
