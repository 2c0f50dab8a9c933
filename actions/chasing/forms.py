"""What the outbox is narrowed by, which messages an officer picks, and the day of a dry run."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from actions.models import Message
from actions.models.message import MessageKind, MessageState
from meetings.forms.reference.base import DayInput

# By the word in the address: the words of the page, and the states that it shows together.
STATES: dict[str, tuple[str, tuple[MessageState, ...]]] = {
    "planned": ("To be looked at", (MessageState.PLANNED,)),
    "leaving": ("On their way", (MessageState.RELEASED, MessageState.SENDING)),
    "failed": ("Could not be sent", (MessageState.FAILED,)),
    "uncertain": ("Perhaps sent", (MessageState.UNCERTAIN,)),
    "sent": ("Sent", (MessageState.SENT,)),
    "dropped": ("Not sent", (MessageState.DROPPED,)),
}
WORDS_AT_MOST = 10
# So many are ticked on one page at most.
TICKED_AT_MOST = 500
# So far from today a dry run looks.
YEARS = 50
WITHIN = "Choose a day within fifty years."


class OutboxFilterForm(forms.Form):
    """Kind of message, and words of its subject, its text, or whom it goes to."""

    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Every kind"), *MessageKind.choices])
    text = forms.CharField(label="Words, name or address", required=False, max_length=200)

    def narrowed(self, messages: QuerySet[Message]) -> QuerySet[Message]:
        """Those that fit; a field that does not hold is left out, and says so."""
        self.is_valid()
        told = self.cleaned_data
        if told.get("kind"):
            messages = messages.filter(kind=told["kind"])
        for word in (told.get("text") or "").split()[:WORDS_AT_MOST]:
            in_any = Q(subject__icontains=word) | Q(to_name__icontains=word) | Q(to_address__icontains=word)
            messages = messages.filter(in_any | Q(body__icontains=word))
        return messages


class PickForm(forms.Form):
    """The messages that were ticked, or all that the filters of the page showed."""

    message = forms.TypedMultipleChoiceField(coerce=int, required=False)
    everything = forms.BooleanField(required=False)

    def __init__(self, data: Any, *, among: QuerySet[Message]) -> None:
        super().__init__(data)
        self.among = among
        numbers = [value for value in data.getlist("message") if value.isascii() and value.isdigit()]
        ticked = [int(value) for value in numbers[:TICKED_AT_MOST] if len(value) < 16]
        mine = among.filter(pk__in=ticked).order_by().values_list("pk", flat=True) if ticked else []
        self.fields["message"].choices = [(pk, pk) for pk in mine]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "message" not in self.errors and not cleaned.get("message") and not cleaned.get("everything"):
            raise forms.ValidationError("Tick at least one message.")
        return cleaned

    @property
    def picked(self) -> QuerySet[Message]:
        if self.cleaned_data["everything"]:
            return self.among
        return self.among.filter(pk__in=self.cleaned_data["message"])

    @property
    def trouble(self) -> str:
        """Why nothing can be done with what was ticked, as a sentence."""
        if "message" in self.errors:
            return "One of the ticked messages is not there any more. Look again, and tick what is to be done."
        return " ".join(map(str, self.non_field_errors()))


class BecauseForm(forms.Form):
    """Why a message is not sent."""

    because = forms.CharField(
        label="Why it is not sent",
        max_length=500,
        error_messages={"required": "Say why it is not sent."},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DayForm(forms.Form):
    """The day of a dry run."""

    day = forms.DateField(
        label="As if today were",
        required=False,
        widget=DayInput(),
        error_messages={"invalid": "This is not a date. Write it as in 26/04/2026."},
    )

    def clean_day(self) -> Any:
        """Within the years of which there can be a ledger; none: today."""
        day, today = self.cleaned_data["day"], timezone.localdate()
        if day and abs(day.year - today.year) > YEARS:
            raise forms.ValidationError(WITHIN)
        return day or today
