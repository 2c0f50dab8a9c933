"""One line of outcomes, and one group of them, as forms."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.dateformat import format as date_format

from meetings.due_dates import EXAMPLES, UnclearDateError, due_date
from meetings.forms.seen import SeenForm
from meetings.importing.drafts.outcomes import NOT_STATED
from meetings.models import AddresseeKind, Outcome, OutcomeGroup, OutcomeKind
from meetings.rich_text import blocks, plain_text
from meetings.workflow.outcome_groups import GroupValues
from meetings.workflow.outcome_lines import LineValues

END = "end"
LARGEST_VOTE = 999


def long_date(day: dt.date) -> str:
    return date_format(day, "j F Y")


class Figure(forms.IntegerField):
    """How many voted one way; empty where the votes were not counted."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=LARGEST_VOTE, required=False, **options)


class LineForm(SeenForm[Outcome]):
    """One line. The due date is typed as a date or in words; the kind of addressee is told by the words if left."""

    kind = forms.ChoiceField(choices=OutcomeKind.choices, widget=forms.RadioSelect, label="Kind")
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 20000}), max_length=20000, label="Words"
    )
    label = forms.CharField(max_length=12, required=False, label="Label")
    addressee_kind = forms.ChoiceField(
        choices=[("", "As the words tell"), *AddresseeKind.choices], required=False, label="Kind of addressee"
    )
    due = forms.CharField(max_length=100, required=False, label="Due", help_text=f"Such as {EXAMPLES}.")
    confirmed = forms.BooleanField(
        required=False, label="Take the line out of the ledger, which marks its entry withdrawn"
    )

    class Meta:
        model = Outcome
        fields = ("kind", "text", "label", "addressee", "addressee_kind", "owner", "directorate")
        labels = {"addressee": "Recommended to", "owner": "Owner"}
        help_texts = {"owner": "A post or a person. A post that is not known yet is added."}

    def __init__(
        self, *args: Any, meeting_day: dt.date, next_meeting: dt.date | None, in_ledger: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.meeting_day, self.next_meeting = meeting_day, next_meeting
        if self.instance.due_on:
            self.initial["due"] = long_date(self.instance.due_on)
        if self.initial.get("addressee") == NOT_STATED:
            self.initial["addressee"] = self.initial["addressee_kind"] = ""
        if not in_ledger:
            del self.fields["confirmed"]
        self.fields["owner"].widget.attrs["list"] = "owners"
        self.fields["owner"].widget.attrs["autocomplete"] = "off"

    def clean_due(self) -> dt.date | None:
        words: str = self.cleaned_data["due"].strip()
        if not words or self.data.get(self.add_prefix("kind")) != OutcomeKind.ACTION:
            return None
        try:
            day = due_date(words, meeting_day=self.meeting_day, next_meeting=self.next_meeting)
        except UnclearDateError as unclear:
            raise forms.ValidationError(str(unclear)) from unclear
        if day < self.meeting_day:
            raise forms.ValidationError(f"{long_date(day)} is before the meeting of {long_date(self.meeting_day)}.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") == OutcomeKind.RECOMMENDATION and not cleaned.get("addressee"):
            self.add_error("addressee", "Say to whom the recommendation is made.")
        return cleaned

    def _post_clean(self) -> None:
        """The row is changed by the deed alone, which knows what belongs to which kind."""

    @property
    def values(self) -> LineValues:
        """What was typed, once the form is valid."""
        cleaned = self.cleaned_data
        return LineValues(
            kind=cleaned["kind"],
            text=" ".join(cleaned["text"].split()),
            label=cleaned["label"],
            addressee=cleaned["addressee"],
            addressee_kind=cleaned["addressee_kind"],
            owner=cleaned["owner"],
            directorate=cleaned["directorate"],
            due_on=cleaned["due"],
        )


class GroupForm(SeenForm[OutcomeGroup]):
    """A group: its marker and lead-in, who moved it, how the vote went, and its place in the narrative."""

    lead_in = forms.CharField(max_length=2000, required=False, label="Lead-in", help_text="That the committee:")
    votes_for = Figure(label="For")
    votes_against = Figure(label="Against")
    votes_abstained = Figure(label="Abstained")
    place = forms.ChoiceField(label="Place")
    letters_anew = forms.BooleanField(required=False, label="Letter the lines anew, though they are published")

    class Meta:
        model = OutcomeGroup
        fields = (
            "marker", "lead_in", "proposer", "seconder", "result", "votes_for", "votes_against", "votes_abstained",
        )  # fmt: skip
        labels = {"proposer": "Proposed by", "seconder": "Seconded by", "result": "Result in words"}
        help_texts = {"marker": "RESOLVED:, RECOMMENDED: or ACTION:"}

    def __init__(self, *args: Any, html: str, published: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        places = [(str(number), _after(number, block)) for number, block in enumerate(blocks(html), start=1)]
        self.fields["place"].choices = [("0", "Before the text"), *places, (END, "At the end of the item")]  # type: ignore[attr-defined]
        stands = self.instance.after_block
        self.initial["place"] = END if stands is None or stands > len(places) else str(stands)
        if not published:
            del self.fields["letters_anew"]
        for name in ("proposer", "seconder"):
            self.fields[name].widget.attrs["list"] = "movers"
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        figures = [cleaned.get(name) for name in ("votes_for", "votes_against", "votes_abstained")]
        if any(figure is not None for figure in figures) and any(figure is None for figure in figures):
            missing = next(
                name for name in ("votes_for", "votes_against", "votes_abstained") if cleaned.get(name) is None
            )
            if missing not in self.errors:
                self.add_error(missing, "A counted vote has figures for, against and abstained; 0 counts too.")
        return cleaned

    def _post_clean(self) -> None:
        """The row is changed by the deed alone."""

    @property
    def values(self) -> GroupValues:
        """What was typed, once the form is valid."""
        cleaned = self.cleaned_data
        counted = cleaned["votes_for"] is not None
        return GroupValues(
            marker=cleaned["marker"],
            lead_in=cleaned["lead_in"],
            proposer=cleaned["proposer"],
            seconder=cleaned["seconder"],
            result=cleaned["result"],
            votes=(cleaned["votes_for"], cleaned["votes_against"], cleaned["votes_abstained"]) if counted else None,
            after_block=None if cleaned["place"] == END else int(cleaned["place"]),
            letters_anew=cleaned.get("letters_anew", False),
        )


def _after(number: int, block: str) -> str:
    words = " ".join(plain_text(block).split())
    return f"After “{words if len(words) <= 50 else words[:49].rsplit(' ', 1)[0] + ' …'}”"
