"""What the desk is narrowed by, from its address."""

from django import forms
from django.db.models import QuerySet

from meetings.models import Committee
from meetings.workspace.desk import Duty


class DeskForm(forms.Form):
    """One committee, and one kind of work; what does not hold is left out and says so."""

    use_required_attribute = False

    committee = forms.ModelChoiceField(
        queryset=Committee.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="All of yours",
        error_messages={"invalid_choice": "This is none of your committees, so it was left out."},
    )
    about = forms.ChoiceField(
        label="What",
        choices=[("", "Everything"), *Duty.choices],
        required=False,
        error_messages={"invalid_choice": "There is no work of this kind, so it was left out."},
    )

    def __init__(self, data: object, *, committees: QuerySet[Committee]) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict
        field = self.fields["committee"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = committees

    @property
    def chosen(self) -> tuple[Committee | None, str]:
        """The committee and the kind that were chosen, as far as they hold."""
        self.is_valid()
        told = self.cleaned_data
        return told.get("committee"), told.get("about") or ""
