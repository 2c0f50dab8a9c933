"""The fields of one item in the form of the agenda."""

import re
from typing import Any

from django import forms

from meetings.models import ItemKind, ItemState
from meetings.models.agenda_item import EXEMPT_PARAGRAPHS
from meetings.workflow.agenda_row import AgendaRow
from meetings.workflow.restriction import PapersThen

KEY = re.compile(r"\d{1,18}|new[a-z0-9]{1,20}")
PARAGRAPHS = [("", "None"), *((number, f"{number}: {words}") for number, words in EXEMPT_PARAGRAPHS.items())]
WHEN_MADE = "The next meeting, when it is made"
_CONTROL = {"class": "control"}


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AgendaRowForm(forms.Form):
    """What is said of one item. `seen` and `shown_number` are what it said when it was shown."""

    use_required_attribute = False

    agenda_number = forms.CharField(
        label="Number", max_length=12, required=False, widget=forms.TextInput(attrs={**_CONTROL, "size": 3})
    )
    title = forms.CharField(
        label="Title",
        max_length=500,
        widget=forms.Textarea(attrs={**_CONTROL, "rows": 1}),
        error_messages={"required": "An item needs a title. To take it off the agenda, tick “Remove” under “More”."},
    )
    kind = forms.ChoiceField(choices=ItemKind.choices, widget=forms.Select(attrs=_CONTROL))
    lead_officers = forms.CharField(
        label="Lead officers", max_length=300, required=False, widget=forms.TextInput(attrs=_CONTROL)
    )
    pages = forms.CharField(max_length=40, required=False, widget=forms.TextInput(attrs=_CONTROL))
    state = forms.ChoiceField(
        choices=[("", "As usual"), *ItemState.choices], required=False, widget=forms.Select(attrs=_CONTROL)
    )
    purpose = forms.CharField(
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For example: To receive the minutes of the last meeting.",
    )
    state_note = forms.CharField(
        label="Note to the state",
        max_length=500,
        required=False,
        help_text="The chair's reason for urgent business, which the minutes print; else what the public should know.",
    )
    moves_to = forms.TypedChoiceField(
        label="Deferred to", coerce=int, empty_value=None, required=False, help_text="Only of a deferred item."
    )
    is_education = forms.BooleanField(label="Education: education co-optees may vote", required=False)
    is_exempt = forms.BooleanField(
        label="Not for publication",
        required=False,
        help_text="Its papers are restricted with it. The public reads its title and theirs, this reason and the "
        "summary: none of them may itself disclose what is withheld.",
    )
    exempt_paragraph = forms.TypedChoiceField(
        label="Paragraph of Schedule 12A", choices=PARAGRAPHS, coerce=int, empty_value=None, required=False
    )
    exempt_reason = forms.CharField(
        label="Why the public interest lies in not publishing",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    exempt_review_on = forms.DateField(label="To be reviewed on", required=False, widget=_day())
    papers_then = forms.ChoiceField(
        label="If the item becomes open, its restricted papers",
        choices=[("", "Choose"), *PapersThen.choices],
        required=False,
    )
    needs_no_summary = forms.BooleanField(
        label="No summary is needed",
        required=False,
        help_text="What is public without one is a fair and coherent record of the item (LGA 1972 s.100C(2)).",
    )
    public_summary = forms.CharField(
        label="Summary for the public",
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="A fair and coherent record that discloses nothing; needed before the minutes are published.",
    )
    remove = forms.BooleanField(label="Remove this item from the agenda", required=False)
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    shown_number = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)

    def __init__(self, *args: Any, targets: list[tuple[int | str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["moves_to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", WHEN_MADE), *targets]

    def clean(self) -> dict[str, Any]:
        """A meeting chosen anew says that the item is deferred; an item no longer deferred has left its meeting.

        A day of review alone says nothing: it is offered with every open item.
        """
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("moves_to") and "moves_to" in self.changed_data and not cleaned.get("state"):
            cleaned["state"] = ItemState.DEFERRED
        if cleaned.get("state") != ItemState.DEFERRED:
            cleaned["moves_to"] = None
        if not (cleaned.get("is_exempt") or cleaned.get("exempt_paragraph") or cleaned.get("exempt_reason")):
            cleaned["exempt_review_on"] = None
        return cleaned

    def clean_title(self) -> str:
        """In one line."""
        return " ".join(str(self.cleaned_data["title"]).split())

    @property
    def row(self) -> AgendaRow:
        """The words of a valid form."""
        given: dict[str, Any] = {name: self.cleaned_data[name] for name in AgendaRow.__slots__}
        for name in given:
            if isinstance(given[name], str):
                given[name] = given[name].replace("\r\n", "\n")
        return AgendaRow(**given)

    def shown_again(self, **values: str) -> None:
        """Gives the form, which stays as it was typed, another stamp of what was seen."""
        typed = {name: self.data[name] for name in self.data}
        self.data = typed | {self.add_prefix(name): value for name, value in values.items()}
