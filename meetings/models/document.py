"""Papers of a meeting."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from meetings.constraints import all_or_none, filled, needs, one_of
from meetings.paper_storage import RESTRICTED, OfficePapers
from portal.audit.history import noted


class DocumentKind(models.TextChoices):
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


class Reading(models.TextChoices):
    """How far the worker has come with the file that stands."""

    NONE = "none", "Not read"
    WAITING = "waiting", "Waiting to be read"
    READ = "read", "Read"
    FAILED = "failed", "Could not be read"


def place_of(document: "Document", filename: str) -> str:
    """The name under which a new file of the paper is stored."""
    return f"{RESTRICTED if document.is_restricted else ''}papers/{timezone.localdate():%Y/%m}/{filename}"


class Document(models.Model):
    """A paper of a meeting or of one of its items.

    The columns of the file tell of the version that stands (`version` is its number, 0: none); all of them are kept as
    `PaperVersion`. The file lies in the office's folder, that of a restricted paper in one apart; publishing copies
    open ones to the public folder under their SHA-256. A paper that an imported page only lists has no file:
    `listed_size` is its size as printed there. `text` is the paper's extracted text; `reading` says whether the worker
    has read the file. A restricted paper needs its paragraph of Schedule 12A, the reason and a review date before its
    meeting is published (LGA 1972 s.100I). `supplement` is the number of the supplement with which it first came out.
    """

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="documents")
    item = models.ForeignKey(
        "meetings.AgendaItem", on_delete=models.CASCADE, null=True, blank=True, related_name="documents"
    )
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=DocumentKind.choices, default=DocumentKind.OTHER)
    title = models.CharField(max_length=500)
    report_by = models.CharField(max_length=200, blank=True)
    file = models.FileField(upload_to=place_of, storage=OfficePapers(), max_length=300, blank=True)
    filename = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True, help_text="In bytes.")
    pages = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    listed_size = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    reading = models.CharField(max_length=10, choices=Reading.choices, default=Reading.NONE, editable=False)
    reading_note = models.CharField(max_length=300, blank=True, editable=False)
    supplement = models.PositiveSmallIntegerField(null=True, blank=True)
    is_restricted = models.BooleanField(default=False)
    exempt_paragraph = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    exempt_reason = models.CharField(
        max_length=1000, blank=True, help_text="Why the public interest lies in not publishing."
    )
    exempt_review_on = models.DateField(null=True, blank=True)

    class Meta:
        triggers = noted("paper", "text")
        ordering = ["meeting", "item", "position", "pk"]
        indexes = [
            models.Index(
                fields=["exempt_review_on"], name="restricted_papers_by_review", condition=Q(is_restricted=True)
            ),
        ]
        constraints = [
            filled("title", "A paper needs a title.", name="a_document_has_a_title"),
            one_of("kind", DocumentKind, name="a_document_is_of_a_known_kind"),
            all_or_none(
                "a_file_has_name_type_size_and_checksum",
                {"file": True, "filename": True, "media_type": True, "size": False, "sha256": True},
                "A file has a name, a type, a size and a checksum.",
            ),
            needs(
                ~Q(sha256=""),
                Q(sha256__regex=r"^[0-9a-f]{64}$"),
                "A checksum is a SHA-256 in lower-case hexadecimal.",
                name="a_document_checksum_is_a_sha256",
            ),
            one_of("reading", Reading, name="a_document_is_in_a_known_state_of_reading"),
            all_or_none(
                "a_restricted_document_has_paragraph_reason_and_review",
                {"exempt_paragraph": False, "exempt_reason": True, "exempt_review_on": False},
                "A restricted paper has a paragraph of Schedule 12A, a reason and a review date.",
            ),
            needs(
                Q(is_restricted=True),
                Q(file="") | Q(file__startswith=RESTRICTED),
                "The file of a restricted paper lies apart from the others.",
                name="the_file_of_a_restricted_document_lies_apart",
            ),
            needs(
                Q(is_restricted=False),
                ~Q(file__startswith=RESTRICTED),
                "The file of an open paper does not lie among the restricted ones.",
                name="the_file_of_an_open_document_lies_with_the_others",
            ),
        ]

    def __str__(self) -> str:
        return self.title
