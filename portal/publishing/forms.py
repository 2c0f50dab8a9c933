"""What the publish page asks for. Forms check shape; the deed checks whether it may be."""

from typing import Any

from django import forms

from meetings.models import Meeting
from portal.publishing.effects import Details
from portal.publishing.transitions import Transition, What

REASON_MOST = 1_000
BECAUSE_MOST = 500
# The digest of a page that was never shown: it fits no record.
NOTHING_SEEN = "nothing"


class DetailsForm(forms.Form):
    """Why a meeting is lost, and when it is held instead; only the fields that the publication asks for."""

    because = forms.CharField(
        label="Why the meeting is not held on its day",
        max_length=BECAUSE_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The public reads this on the page of the meeting.",
    )
    new_date = forms.DateField(label="New date", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    new_start = forms.TimeField(
        label="Start on that day",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="Empty: the same hour as before.",
    )

    def __init__(self, sent: Any = None, *, transition: Transition, meeting: Meeting) -> None:
        super().__init__(sent, initial={"because": meeting.status_reason})
        if not transition.asks_because:
            del self.fields["because"]
        if not transition.asks_date:
            del self.fields["new_date"], self.fields["new_start"]
        elif transition.asks_date == "may":
            self.fields["new_date"].help_text = "If it is known already. The agenda then moves to the new meeting."

    @property
    def details(self) -> Details:
        """What was asked for; of a form that was not sent, what it shows."""
        if not self.is_bound:
            return Details(because=self.initial["because"] if "because" in self.fields else "")
        told = self.cleaned_data if self.is_valid() else {}
        return Details(told.get("because", ""), told.get("new_date"), told.get("new_start"))


class PublishForm(forms.Form):
    """The button's form: what is published, why, and what the publisher had before them.

    `seen` is the digest of the page that was shown, `shown` that page itself, signed, so that what changed since can be
    told.
    """

    what = forms.ChoiceField(choices=What.choices, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Reason for this edition",
        max_length=REASON_MOST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Stands in the edition, and the public reads it.",
        error_messages={"required": "Say why this edition is published."},
    )


class WithdrawForm(forms.Form):
    """Why an edition is withdrawn."""

    reason = forms.CharField(
        label="Why this edition is withdrawn",
        max_length=REASON_MOST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Stands in its place, and the public reads it.",
        error_messages={"required": "Say why the edition is withdrawn."},
    )


class PublishCommitteeForm(forms.Form):
    """Why a committee is published, and the digest of what the publisher had before them."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Reason for this edition",
        max_length=REASON_MOST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Stands in the edition, and the public reads it.",
        error_messages={"required": "Say why this edition is published."},
    )
