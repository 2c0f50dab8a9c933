"""What the year is narrowed by, from its address."""

from typing import Any

from django import forms
from django.db.models import Max, Min, QuerySet

from meetings.models import Committee, Meeting
from meetings.municipal_year import municipal_year_label, municipal_year_of


class YearForm(forms.Form):
    """The municipal year, and the committees; none chosen: all of them. What does not hold is left out."""

    use_required_attribute = False

    year = forms.TypedChoiceField(
        label="Municipal year",
        coerce=int,
        required=False,
        error_messages={"invalid_choice": "No meetings are known of this year, so the present one is shown."},
    )
    committee = forms.ModelMultipleChoiceField(
        label="Committees",
        queryset=Committee.objects.none(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "“%(value)s” is none of your committees, so it was left out."},
    )

    def __init__(self, data: Any, *, committees: QuerySet[Committee], present: int) -> None:
        given = data.copy()
        given.setdefault("year", str(present))
        super().__init__(given)
        self._all = committees
        self._present = present
        year, committee = self.fields["year"], self.fields["committee"]
        if isinstance(year, forms.TypedChoiceField) and isinstance(committee, forms.ModelMultipleChoiceField):
            year.choices = _years(present)
            committee.queryset = committees

    @property
    def chosen(self) -> tuple[int, list[Committee]]:
        """The year, and the committees."""
        self.is_valid()
        told = self.cleaned_data
        return told.get("year") or self._present, list(told.get("committee") or self._all)


def _years(present: int) -> list[tuple[int, str]]:
    """Years of which meetings are entered, this one and the next, the last one first."""
    ends = Meeting.objects.aggregate(first=Min("date"), last=Max("date"))
    first = municipal_year_of(ends["first"]) if ends["first"] else present
    last = municipal_year_of(ends["last"]) if ends["last"] else present
    return [(year, municipal_year_label(year)) for year in range(max(last, present + 1), min(first, present) - 1, -1)]
