"""The form of an addressee kind's clock."""

from django import forms

from actions.models import AddresseeClock
from meetings.forms.reference.base import ReferenceForm


class ClockForm(ReferenceForm[AddresseeClock]):
    """By when an addressee of this kind must respond, and by which rule."""

    whole = ["rule"]
    at_fields = {
        "a_clock_cites_its_rule": "rule",
        "a_clock_counts_months_or_days": "days",
        "a_clock_counts_from_one": "months",
    }

    class Meta:
        model = AddresseeClock
        fields = ["label", "months", "days", "rule"]
        labels = {"label": "Called"}
        help_texts = {
            "label": "As lists and filters name this kind of addressee.",
            "months": "Months beginning with the day of receipt: received on 22 March, two months end on 21 May.",
            "days": "Days after the day of receipt: received on 1 March, 28 days end on 29 March. Months or days, or "
            "neither where no date is set.",
            "rule": "The Act and section, or the council's own rule. It is shown with every date that follows from it.",
        }
        widgets = {"months": forms.NumberInput(attrs={"min": 1}), "days": forms.NumberInput(attrs={"min": 1})}
