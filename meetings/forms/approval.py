"""Approving the minutes of an earlier meeting, as the item of the later one asks for it."""

from typing import Any

from django import forms

from meetings.models import AgendaItem, Meeting
from meetings.policies.approval import minutes_to_approve
from meetings.workflow.approval import offered_resolution

CORRECTION_MOST = 4_000


class _Minutes(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among meetings, by their day."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.long_date}"


class ApprovalForm(forms.Form):
    """Which minutes, what was corrected in them, and who signed."""

    earlier = _Minutes(label="Minutes of", queryset=Meeting.objects.none(), empty_label=None)
    corrections = forms.CharField(
        label="Corrections",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=20 * CORRECTION_MOST,
        help_text="One a line; empty: none. Make them in the text of those minutes too, in their own workspace.",
    )
    signed_by = forms.CharField(
        label="Signed by", max_length=200, error_messages={"required": "Say who signed the minutes."}
    )
    with_resolution = forms.BooleanField(label="Add the resolution to the outcomes", required=False)

    def __init__(
        self,
        sent: Any = None,
        *,
        meeting: Meeting,
        item: AgendaItem,
        waiting: list[Meeting],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(sent, prefix=f"approve-{item.pk}", initial=initial)
        field = self.fields["earlier"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = minutes_to_approve(meeting)
            if waiting:  # read once for the page, however many items may approve
                field.choices = [(one.pk, field.label_from_instance(one)) for one in waiting]
        if len(waiting) == 1:
            self.fields["with_resolution"].label = f"Add “{offered_resolution(waiting[0])}” to the outcomes"

    def clean_corrections(self) -> list[str]:
        """The corrections, one for each line that says something."""
        return [line for told in self.cleaned_data["corrections"].splitlines() if (line := told.strip())]
