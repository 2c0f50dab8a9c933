"""What can be found: one row for each published item, outcome and question."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models


class EntryKind(models.TextChoices):
    ITEM = "item", "Agenda item"
    OUTCOME = "outcome", "Outcome"
    QUESTION = "question", "Question"


class SearchEntry(models.Model):
    """One thing to find, with its permalink. Publishing alone writes these rows, from a meeting's standing edition."""

    meeting = models.ForeignKey("meetings.PublishedMeeting", on_delete=models.CASCADE, related_name="search_entries")
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    anchor = models.SlugField(max_length=60)
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    date = models.DateField()
    vector = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="english")
        + SearchVector("text", weight="B", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["-date", "pk"]
        verbose_name_plural = "search entries"
        indexes = [GinIndex(fields=["vector"], name="search_entry_vector")]
        constraints = [
            models.UniqueConstraint(
                name="a_thing_is_found_once",
                fields=["meeting", "kind", "anchor"],
                violation_error_message="This place is in the search already.",
            )
        ]

    def __str__(self) -> str:
        return self.title
