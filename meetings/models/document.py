"""Papers of a meeting."""

from django.db import models
from django.db.models import Q

from meetings.constraints import all_or_none, filled, needs, one_of
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


class Document(models.Model):
    """A paper of a meeting or of one of its items.

    The file, where it is held, lies in the office's folder; publishing copies open ones to the public folder under
    their SHA-256. A paper that an imported page only lists has no file: `listed_size` is its size as printed there.
    `text` is the paper's extracted text.
    """

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="documents")
    item = models.ForeignKey(
        "meetings.AgendaItem", on_delete=models.CASCADE, null=True, blank=True, related_name="documents"
    )
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=DocumentKind.choices, default=DocumentKind.OTHER)
    title = models.CharField(max_length=500)
    report_by = models.CharField(max_length=200, blank=True)
    file = models.FileField(upload_to="papers/%Y/%m/", max_length=300, blank=True)
    filename = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True, help_text="In bytes.")
    pages = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    listed_size = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    is_restricted = models.BooleanField(default=False)

    class Meta:
        triggers = noted("paper", "text~sha256")
        ordering = ["meeting", "item", "position", "pk"]
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
        ]

    def __str__(self) -> str:
        return self.title
