"""Forms of contacts: who they are, who holds a post now, and to whom actions are passed on."""

from typing import Any

from django import forms
from django.utils import timezone

from actions.models import Contact
from actions.models.contact import ContactKind
from meetings.forms.reference.base import DayInput, ReferenceForm

NO_DATE = "This is not a date. Write it as in 26/04/2026."
NO_ADDRESS = "This is no e-mail address. Write it as in name@example.org."


def _missing(sentence: str) -> dict[str, str]:
    return {"required": sentence, "invalid": NO_DATE}


class ContactForm(ReferenceForm[Contact]):
    """Under which name the ledger calls somebody, and how he or she is reached."""

    at_fields = {
        "a_contact_has_a_name": "name",
        "a_contact_is_kept_once": "name",
        "only_a_post_has_a_holder": "holder",
    }

    class Meta:
        model = Contact
        fields = ["name", "kind", "holder", "email", "directorate", "head"]
        labels = {"holder": "Holder now", "email": "E-mail address", "head": "Head"}
        help_texts = {
            "name": "As the ledger names the owner or the addressee; capital letters do not matter.",
            "holder": "Of a post: who holds it. Messages greet the holder.",
            "email": "For the office alone; it is never published.",
            "head": "Gets a copy once an action is overdue for long. Keep the head here first, as a contact.",
        }
        error_messages = {
            "name": {"required": "Give the name."},
            "kind": {"required": "Choose who it is."},
            "email": {"invalid": NO_ADDRESS},
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        head = self.fields["head"]
        if isinstance(head, forms.ModelChoiceField):
            others = Contact.objects.all()
            head.queryset = others.exclude(pk=self.instance.pk) if self.instance.pk else others
            head.empty_label = "Nobody"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("holder") and cleaned.get("kind") not in (None, ContactKind.POST):
            self.add_error("holder", "Only a post has a holder. Choose “A post”, or leave this empty.")
        return cleaned


class FindContactForm(forms.Form):
    """What the list of contacts is narrowed by."""

    text = forms.CharField(label="Name, holder or directorate", required=False, max_length=200)


class ChangedHandsForm(forms.Form):
    """Who has taken over a post."""

    prefix = "hands"
    holder = forms.CharField(label="New holder", max_length=200, error_messages=_missing("Say who holds the post now."))
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        help_text="Where reminders go now. Empty: nobody is written to.",
        error_messages={"invalid": NO_ADDRESS},
    )
    since = forms.DateField(
        label="Since", widget=DayInput(), error_messages=_missing("Give the day on which the post changed hands.")
    )


class PassOnForm(forms.Form):
    """To whom all open actions of somebody go, from when, and why."""

    prefix = "pass"
    to = forms.CharField(
        label="To",
        max_length=200,
        help_text="A contact of this list, or another name.",
        error_messages=_missing("Say to whom the actions go."),
    )
    directorate = forms.CharField(
        label="Directorate", max_length=200, required=False, help_text="Empty: each action stays in its own."
    )
    on = forms.DateField(
        label="On", widget=DayInput(), error_messages=_missing("Give the day on which they were passed on.")
    )
    reason = forms.CharField(
        label="Why",
        max_length=1000,
        help_text="The public reads it in each action's history.",
        error_messages=_missing("Say why they are passed on."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].initial = timezone.localdate
        self.fields["to"].widget.attrs["list"] = "contact-names"
