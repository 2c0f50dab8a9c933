"""The forms of a report's header: what it says of itself, its background papers, and its review."""

import datetime as dt
from typing import Any

from django import forms

from meetings.forms.facts import day_input
from meetings.forms.seen import SeenForm
from meetings.models import Report, ReportReviewer
from meetings.policies.report_review import NONE_IDENTIFIED
from meetings.workflow.reports import MOST_REVIEWERS, Reviewer

LONGEST = 20_000
BLANK_ROWS = 2


class ReportHeaderForm(SeenForm[Report]):
    """Classification, decision type, wards, purpose and recommendations."""

    purpose = forms.CharField(required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
    recommendations = forms.CharField(
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="As the report asks for them, one a line.",
    )

    class Meta:
        model = Report
        fields = ["classification", "decision_type", "wards", "purpose", "recommendations"]
        labels = {"wards": "Wards affected"}
        help_texts = {
            "classification": "For example: Open.",
            "decision_type": "For example: Key decision, or Not an executive decision.",
            "wards": "For example: All wards.",
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, prefix="header", **options)

    @property
    def values(self) -> dict[str, object]:
        """Of a valid form, by column."""
        return {name: self.cleaned_data[name].replace("\r\n", "\n") for name in self.Meta.fields}


class BackgroundForm(SeenForm[Report]):
    """The background papers, one a line; a button of its own says that there are none."""

    background_papers = forms.CharField(
        label="Background papers",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"One a line. Where there are none, say so on purpose: “{NONE_IDENTIFIED}”.",
    )

    class Meta:
        model = Report
        fields = ["background_papers"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, prefix="background", **options)


class ReviewerForm(forms.Form):
    """One line of the reviewers' section."""

    use_required_attribute = False

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**62)
    role = forms.CharField(label="Reviewed for", max_length=200, required=False)
    name = forms.CharField(label="Reviewer", max_length=200, required=False)
    reviewed_on = forms.DateField(label="On", required=False, widget=day_input())
    remove = forms.BooleanField(label="Remove", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("role", "name", "reviewed_on"):
            self.fields[name].widget.attrs["class"] = "control"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        said = cleaned.get("name") or cleaned.get("reviewed_on")
        if said and not cleaned.get("role") and not cleaned.get("remove"):
            self.add_error("role", "Say for what the report was reviewed.")
        return cleaned

    @property
    def row(self) -> Reviewer | None:
        """Of a valid form; None of a line that is empty or removed."""
        said = self.cleaned_data
        if said.get("remove") or not said.get("role"):
            return None
        return Reviewer(said["role"], said["name"], said["reviewed_on"], said["pk"])


class ReviewForm(SeenForm[Report]):
    """Who reviewed the report, for what and when, line by line; and who approved it."""

    class Meta:
        model = Report
        fields = ["approver", "approved_on"]
        labels = {"approver": "Approved by", "approved_on": "On"}
        widgets = {"approved_on": day_input()}

    def __init__(self, data: Any = None, *, instance: Report, **options: Any) -> None:
        super().__init__(data, instance=instance, prefix="review", **options)
        standing = list(instance.reviewers.all()) if instance.pk else []
        self.initial["reviewers"] = [(row.role, row.name, row.reviewed_on) for row in standing]
        self.also_seen("reviewers")
        factory = forms.formset_factory(ReviewerForm, extra=BLANK_ROWS, max_num=MOST_REVIEWERS, absolute_max=100)
        self.rows = factory(data, prefix="reviewer", initial=[_initial(row) for row in standing])

    def is_valid(self) -> bool:
        """Both the lines and what stands beneath them."""
        return all([super().is_valid(), self.rows.is_valid()])

    @property
    def reviewers(self) -> list[Reviewer]:
        """Of a valid form, in order."""
        return [form.row for form in self.rows.forms if form.row is not None]

    @property
    def approval(self) -> tuple[str, dt.date | None]:
        return self.cleaned_data["approver"], self.cleaned_data["approved_on"]


def _initial(row: ReportReviewer) -> dict[str, object]:
    return {"pk": row.pk, "role": row.role, "name": row.name, "reviewed_on": row.reviewed_on}
