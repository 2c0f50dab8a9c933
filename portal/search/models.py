"""What can be found: rows for meetings, items, lines, questions, papers and their pages, work programmes; all words."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from meetings.constraints import filled, one_of
from meetings.editions.models import PublishedCommittee
from meetings.municipal_year import municipal_year_label

# English word stems, and letters without their accents: "Cafés" is found by "cafe". Made by a migration.
CONFIG = "en_uk"


class EntryKind(models.TextChoices):
    """The values of lines are those that editions carry."""

    MEETING = "meeting", "Meeting"
    ITEM = "item", "Agenda item"
    RESOLUTION = "resolution", "Resolution"
    RECOMMENDATION = "recommendation", "Recommendation"
    ACTION = "action", "Action"
    QUESTION = "question", "Question"
    PAPER = "paper", "Paper"
    LOGGED = "logged", "Action log"
    PROGRAMME = "programme", "Work programme"


# In the order in which a page offers them, under their plural.
KIND_PLURALS = {
    EntryKind.RECOMMENDATION: "Recommendations",
    EntryKind.ACTION: "Actions",
    EntryKind.RESOLUTION: "Resolutions",
    EntryKind.ITEM: "Agenda items",
    EntryKind.MEETING: "Meetings",
    EntryKind.QUESTION: "Questions",
    EntryKind.PAPER: "Papers",
    EntryKind.LOGGED: "Rows of action logs",
    EntryKind.PROGRAMME: "Rows of work programmes",
}


class SearchEntry(models.Model):
    """One thing to find, with its permalink. Publishing alone writes these rows, from standing editions.

    Nearly all are of a `meeting`. A row of a work programme is of a `committee` and of the municipal year `programme`
    instead, which is called by the calendar year in which it begins.

    `marks` are what a search filters by, in the words of `portal.search.marks`. They stand in one index with the
    vector, so that a frequent word and a filter meet inside the index. `line_key` is the key under which the ledger
    knows a recommendation or an action; the anchor of a meeting is empty: its address is the page itself.
    """

    meeting = models.ForeignKey(
        "meetings.PublishedMeeting", on_delete=models.CASCADE, null=True, related_name="search_entries"
    )
    committee = models.ForeignKey(
        "meetings.PublishedCommittee", on_delete=models.CASCADE, null=True, related_name="search_entries"
    )
    programme = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    anchor = models.SlugField(max_length=60, blank=True)
    line_key = models.UUIDField(null=True)
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    date = models.DateField()
    marks = ArrayField(models.TextField(), default=list)
    vector = models.GeneratedField(
        expression=SearchVector("title", weight="A", config=CONFIG) + SearchVector("text", weight="B", config=CONFIG),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["-date", "pk"]
        verbose_name_plural = "search entries"
        # Without the list of pending rows that PostgreSQL would keep: every search would have to read it through.
        indexes = [
            GinIndex(fields=["vector", "marks"], name="search_entry_found_by", fastupdate=False),
            # By which the first and the last programme are found, with every search.
            models.Index(fields=["programme"], name="search_programmes", condition=Q(programme__isnull=False)),
        ]
        constraints = [
            one_of("kind", EntryKind, name="a_search_entry_is_of_a_known_kind"),
            models.UniqueConstraint(
                name="a_thing_is_found_once",
                fields=["meeting", "kind", "anchor"],
                violation_error_message="This place is in the search already.",
            ),
            models.UniqueConstraint(
                name="a_row_of_a_programme_is_found_once",
                fields=["committee", "programme", "anchor"],
                violation_error_message="This row of the programme is in the search already.",
            ),
            models.CheckConstraint(
                name="a_search_entry_is_of_a_meeting_or_a_programme",
                condition=Q(meeting__isnull=False, committee__isnull=True, programme__isnull=True)
                & ~Q(kind=EntryKind.PROGRAMME)
                | Q(meeting__isnull=True, committee__isnull=False, programme__isnull=False, kind=EntryKind.PROGRAMME),
                violation_error_message="What is found is of a meeting, or of the work programme of a committee.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The exact place of the thing on the page of its meeting, or of its work programme."""
        if self.meeting is not None:
            page = self.meeting.get_absolute_url()
        else:
            page = reverse("meetings:programme", args=[self.of_committee.slug, self.programme])
        return f"{page}#{self.anchor}" if self.anchor else page

    @property
    def of_committee(self) -> PublishedCommittee:
        """The committee in whose record it stands."""
        found = self.meeting.committee if self.meeting is not None else self.committee
        if found is None:
            raise LookupError("A search entry is of a meeting or of a committee.")
        return found

    @property
    def programme_label(self) -> str:
        """ "2026 to 2027", of a row of a work programme."""
        return municipal_year_label(self.programme) if self.programme is not None else ""


class SearchPage(models.Model):
    """A page of a published paper, found by its words. Written by publishing, and when a published paper has been read.

    It belongs to the entry of the same meeting and anchor, which has the paper's title and stands in the results for
    all its pages. `sha256` is the file's, as the standing edition lists it. The title is not among the words of each
    page: else every page of a paper would be found by it. Pages have an index of their own, so that the many of them
    cost the search over everything else nothing.
    """

    meeting = models.ForeignKey("meetings.PublishedMeeting", on_delete=models.CASCADE, related_name="search_pages")
    anchor = models.SlugField(max_length=60)
    sha256 = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    text = models.TextField()
    date = models.DateField()
    marks = ArrayField(models.TextField(), default=list)
    vector = models.GeneratedField(
        expression=SearchVector("text", weight="B", config=CONFIG), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        ordering = ["meeting", "anchor", "number"]
        indexes = [GinIndex(fields=["vector", "marks"], name="search_page_found_by", fastupdate=False)]
        constraints = [
            filled("text", "A page that can be found has words.", name="a_search_page_has_words"),
            models.UniqueConstraint(
                name="a_page_is_found_once",
                fields=["meeting", "anchor", "number"],
                violation_error_message="This page is in the search already.",
            ),
        ]

    def __str__(self) -> str:
        return f"Page {self.number} of {self.anchor}"


class SearchWord(models.Model):
    """A word of the public record, for suggestions when somebody mistypes it. Publishing alone writes these rows.

    `places` is the number of meetings, and of work programmes, of which some search entry holds the word, and of papers
    of which some page does; a word that the record has lost has no row. `plain` is the word without accents.
    """

    word = models.CharField(max_length=40, unique=True)
    plain = models.CharField(max_length=80)
    places = models.PositiveIntegerField()

    class Meta:
        ordering = ["word"]
        indexes = [GinIndex(OpClass("plain", name="gin_trgm_ops"), name="search_word_alike")]
        constraints = [
            filled("word", "A word has letters.", name="a_search_word_has_letters"),
            models.CheckConstraint(
                name="a_search_word_stands_somewhere",
                condition=Q(places__gte=1),
                violation_error_message="A word that stands nowhere is not kept.",
            ),
        ]

    def __str__(self) -> str:
        return self.word
