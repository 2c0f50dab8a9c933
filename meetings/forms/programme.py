"""Forms of work programmes, and of what a task and finish group is for."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from meetings.forms.facts import day_input
from meetings.forms.seen import SeenForm
from meetings.models import (
    Committee,
    Document,
    Meeting,
    ProgrammeOrigin,
    ProgrammeRow,
    ScrutinyType,
    TaskGroup,
    WorkProgramme,
)
from meetings.municipal_year import municipal_year_label
from meetings.policies.work_programme import meetings_of_year

LONGEST_LIST = 20_000
LONGEST_REASON = 1000


def reason_field() -> forms.CharField:
    return forms.CharField(
        label="Why", max_length=LONGEST_REASON, required=False, help_text="The public reads it with the change."
    )


class NewProgrammeForm(forms.Form):
    """Committee and municipal year of a new programme."""

    use_required_attribute = False

    committee = forms.ModelChoiceField(
        queryset=Committee.objects.none(),
        to_field_name="slug",
        empty_label="Choose a committee",
        error_messages={"required": "Choose the committee whose programme it is."},
    )
    year = forms.TypedChoiceField(coerce=int, label="Municipal year")

    def __init__(self, *args: Any, committees: QuerySet[Committee], this_year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = self.fields["committee"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = committees
        years = self.fields["year"]
        if isinstance(years, forms.ChoiceField):
            years.choices = [(year, municipal_year_label(year)) for year in range(this_year + 1, this_year - 6, -1)]
            years.initial = this_year


class AddRowsForm(forms.Form):
    """Titles, one a line, and why they come in."""

    use_required_attribute = False

    titles = forms.CharField(
        label="Add rows, one title a line",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_LIST,
        help_text="A pasted list may keep its numbers: they are taken off.",
        error_messages={"required": "Type or paste the titles of what is to be examined, one a line."},
    )
    reason = reason_field()


class NoteForm(SeenForm[WorkProgramme]):
    """What stands above the programme."""

    class Meta:
        model = WorkProgramme
        fields = ["note"]
        labels = {"note": "What stands above the programme"}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"note": "The public reads it. May be empty."}


class MeetingChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # it takes an argument for the checker alone
    """Meetings of one committee, each by its day and its state."""

    def label_from_instance(self, obj: Meeting) -> str:
        return f"{obj.long_date}, {obj.get_status_display().lower()}"


class PaperChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # as above
    """Papers, each with its meeting."""

    def label_from_instance(self, obj: Document) -> str:
        return f"{obj.title} ({obj.meeting})"


class RowForm(SeenForm[ProgrammeRow]):
    """All that is said of one row."""

    use_required_attribute = False
    target_meeting = MeetingChoiceField(
        label="Meeting",
        queryset=Meeting.objects.none(),
        required=False,
        empty_label="None: another day, or to be scheduled",
    )
    reason = reason_field()

    class Meta:
        model = ProgrammeRow
        fields = [
            "title", "description", "scrutiny_type", "heading", "origin", "origin_note", "lead_officers",
            "current_position", "target_meeting", "target_date", "target_words",
        ]  # fmt: skip
        labels = {
            "title": "Item",
            "description": "What it is about, and what for",
            "scrutiny_type": "Type of scrutiny",
            "heading": "Heading within its section",
            "origin": "Origin",
            "origin_note": "More on its origin",
            "lead_officers": "Lead officers",
            "current_position": "Current position",
            "target_date": "Or another day",
            "target_words": "In words",
        }
        help_texts = {
            "target_words": "“Autumn 2026”, or what the day alone does not say: “11am to 1pm”.",
            "heading": "Such as “Annual agenda items”. May be empty.",
        }
        widgets = {
            "title": forms.Textarea(attrs={"rows": 1}),
            "description": forms.Textarea(attrs={"rows": 2}),
            "origin_note": forms.Textarea(attrs={"rows": 2}),
            "current_position": forms.Textarea(attrs={"rows": 2}),
            "target_date": day_input(),
        }

    def __init__(self, *args: Any, instance: ProgrammeRow, **options: Any) -> None:
        super().__init__(*args, instance=instance, **options)
        meeting = self.fields["target_meeting"]
        if isinstance(meeting, MeetingChoiceField):
            near = meetings_of_year(instance.programme)
            chosen = Meeting.objects.filter(pk=instance.target_meeting_id or 0)
            meeting.queryset = Meeting.objects.filter(
                Q(pk__in=near.order_by().values("pk")) | Q(pk__in=chosen.values("pk"))
            ).order_by("date", "start")
        for name, choices in (("scrutiny_type", ScrutinyType.choices), ("origin", ProgrammeOrigin.choices)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", "Not said"), *choices]
        if not instance.programme.is_released:
            del self.fields["reason"]

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    @property
    def columns(self) -> dict[str, Any]:
        """What a valid form changes, by the columns of the row."""
        changed = set(self.changed_data)
        values = {name: self.cleaned_data[name] for name in self._meta.fields or [] if name in changed}
        if values.get("origin", ProgrammeOrigin.RECOMMENDATION) != ProgrammeOrigin.RECOMMENDATION:
            values["origin_reference"] = ""
        return values

    @property
    def words(self) -> list[forms.BoundField]:
        return [self[name] for name in ("title", "description")]

    @property
    def kinds(self) -> list[forms.BoundField]:
        return [self[name] for name in ("scrutiny_type", "lead_officers", "origin", "origin_note")]

    @property
    def when(self) -> list[forms.BoundField]:
        return [self[name] for name in ("target_meeting", "target_date", "target_words")]

    @property
    def rest(self) -> list[forms.BoundField]:
        return [self[name] for name in ("current_position", "heading", "reason") if name in self.fields]


class TaskGroupForm(SeenForm[TaskGroup]):
    """What the committee that set the group up agreed."""

    use_required_attribute = False
    report = PaperChoiceField(
        label="Report, as a paper of a meeting",
        queryset=Document.objects.none(),
        required=False,
        empty_label="None yet",
    )
    report_link = forms.URLField(
        label="Or the report’s web address", max_length=500, required=False, assume_scheme="https"
    )

    class Meta:
        model = TaskGroup
        fields = [
            "status", "scope", "exclusions", "desired_outcomes", "begins_on", "ends_on", "timeframe", "report",
            "report_link",
        ]  # fmt: skip
        labels = {
            "exclusions": "What is not part of the work",
            "desired_outcomes": "Desired outcomes",
            "begins_on": "Begins on",
            "ends_on": "Ends on",
            "timeframe": "Timeframe in words",
        }
        widgets = {
            "scope": forms.Textarea(attrs={"rows": 4}),
            "exclusions": forms.Textarea(attrs={"rows": 3}),
            "desired_outcomes": forms.Textarea(attrs={"rows": 3}),
            "begins_on": day_input(),
            "ends_on": day_input(),
        }

    def __init__(self, *args: Any, papers: QuerySet[Document], **options: Any) -> None:
        super().__init__(*args, **options)
        report = self.fields["report"]
        if isinstance(report, PaperChoiceField):
            report.queryset = papers

    @property
    def words(self) -> list[forms.BoundField]:
        return [self[name] for name in ("scope", "exclusions", "desired_outcomes")]

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[name] for name in ("status", "begins_on", "ends_on", "timeframe")]

    @property
    def ends(self) -> list[forms.BoundField]:
        return [self[name] for name in ("report", "report_link")]
