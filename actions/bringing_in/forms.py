"""The form with which a file is brought in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings.editions.models import PublishedCommittee

ACCEPTED = ".xlsx,.csv,.tsv,.txt"


class LogForm(forms.Form):
    """Which committee's log it is, the file, and the day as at which the log was written."""

    committee = forms.ModelChoiceField(
        PublishedCommittee.objects.none(),
        to_field_name="slug",
        empty_label="Choose a committee",
        error_messages={
            "required": "Choose the committee whose log it is.",
            "invalid_choice": "Choose one of the committees whose ledger you keep.",
        },
    )
    file = forms.FileField(
        label="The action log",
        help_text="A workbook (XLSX) or a CSV file whose columns have names. What stands in it is shown first.",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": "Choose the file of the log.", "empty": "The file is empty: choose another file."},
    )
    as_at = forms.DateField(
        label="As at",
        help_text="The day as at which the log was written, such as that of the meeting before which it lay.",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": "Give the day as at which the log was written.",
            "invalid": "This is not a date. Write it as in 26/04/2026.",
        },
    )
    sheet = forms.CharField(
        label="Sheet",
        required=False,
        max_length=100,
        help_text="Only where it is not the first sheet with an action log.",
    )

    def __init__(self, *args: Any, committees: list[PublishedCommittee], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["committee"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # for the type checker: it stands above
        field.queryset = PublishedCommittee.objects.filter(pk__in=[it.pk for it in committees])
        if len(committees) == 1:
            field.initial = committees[0].slug

    def clean_as_at(self) -> Any:
        as_at = self.cleaned_data["as_at"]
        if as_at > timezone.localdate():
            raise ValidationError("A log cannot have been written as at a day that has not come yet.")
        if as_at.year < 1950:
            raise ValidationError("Give a year from 1950 on.")
        return as_at
