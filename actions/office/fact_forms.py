"""The form of each kind of fact that an officer records."""

import datetime as dt
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone

from actions.clocks import response_due
from actions.models import AddresseeClock, LedgerEntry
from actions.office.fact_form import FactForm, day_field, files_field, name_field, words_field
from actions.office.review_form import ReviewedForm
from actions.words import SET_ASIDE_BY, UpdateKind, Verdict
from meetings.editions.spelling import long_date


def last_day_told(entry: LedgerEntry, on: dt.date) -> str:
    """The last day for a response to what is received on that day, with its rule, as a sentence."""
    clock = AddresseeClock.objects.filter(addressee_kind=entry.addressee_kind).first()
    if clock is None:
        return "No clock is kept for this kind of addressee, so no last day for a response is set."
    due_on = response_due(on, clock)
    if due_on is None:
        return f"No last day for a response is set: {clock.rule}."
    return f"From {long_date(on)} the last day for a response is {long_date(due_on)}. {clock.rule}."


class _WithLastDay(FactForm):
    """A day from which the addressee's clock runs; the last day stands beside it before anything is saved."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].widget.attrs |= {
            "hx-get": reverse("ledger:entry-last-day", args=[self.entry.reference]),
            "hx-trigger": "change",
            "hx-target": "#last-day",
            # The form takes one part out of a whole page; here the answer is the sentence itself.
            "hx-select": "unset",
            "hx-swap": "innerHTML",
        }

    @property
    def note(self) -> str:
        return last_day_told(self.entry, self._day_given() or timezone.localdate())

    def _day_given(self) -> dt.date | None:
        try:
            day = forms.DateField(required=False).clean(self["on"].value() or "")
        except forms.ValidationError:
            return None
        return day if day and day <= timezone.localdate() else None


class SentForm(_WithLastDay):
    """That the addressee received it."""

    kind = UpdateKind.SENT

    on = day_field("Day of receipt", sentence="Give the day on which the addressee received it.")
    text = words_field("Note", hint="How it was sent, or who confirmed it.")


class ResponseForm(FactForm):
    """What the addressee answered."""

    kind = UpdateKind.RESPONSE
    said = ("verdict", "text", "by_name")

    on = day_field("Day of the response")
    verdict = forms.ChoiceField(
        label="Verdict",
        choices=[("", "Choose"), *Verdict.choices],
        help_text="In principle counts as accepted once an action with owner and date exists.",
        error_messages={"required": "Say what the addressee answered: choose the verdict."},
    )
    by_name = name_field("Responder", sentence="Say who responded.", required=True)
    text = words_field("Response", required=True, sentence="Give the words of the response.")
    chosen = files_field("Response as it came")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("by_name", self.entry.addressee)


class PlannedForm(FactForm):
    """The action that a response promised; it gets an entry of its own."""

    kind = UpdateKind.PLANNED
    said = ("text", "owner", "directorate", "due_on")

    on = day_field("Day of the agreement")
    text = words_field("Action", required=True, sentence="Say what is to be done.")
    owner = name_field("Owner", hint="A person or a post.", required=True, sentence="Say who owns the action.")
    directorate = name_field("Directorate")
    due_on = day_field("Due date", sentence="Give the day by which it is to be done.")


class ProgressForm(FactForm):
    """What has been done so far."""

    kind = UpdateKind.PROGRESS
    said = ("text", "by_name")

    text = words_field("Progress", required=True, sentence="Say what has been done.")
    by_name = name_field("Reported by")
    chosen = files_field("Files")


class ExtendedForm(FactForm):
    """A later date, and why."""

    kind = UpdateKind.EXTENDED
    said = ("text", "due_on")

    on = day_field("Day on which it was agreed")
    due_on = day_field("New due date", sentence="Give the new due date.")
    text = words_field("Reason", required=True, sentence="Say why it takes longer.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.entry.is_recommendation:
            self.fields["on"].label = "Day on which it was promised"
            self.fields["due_on"].label = "Promised for"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        due_on, on = cleaned.get("due_on"), cleaned.get("on")
        if due_on and on and due_on <= on:
            self.add_error("due_on", "The new due date does not come after the day on which it was agreed.")
        return cleaned

    @property
    def note(self) -> str:
        due = f"Due now: {long_date(self.entry.due_on)}." if self.entry.due_on else "No due date was set so far."
        return f"{due} A promise stands beside it, and does not move it." if self.entry.is_recommendation else due


class HandedOverForm(FactForm):
    """A new owner."""

    kind = UpdateKind.HANDED_OVER
    said = ("text", "owner", "directorate")

    owner = name_field("New owner", hint="A person or a post.", required=True, sentence="Say who owns it from now on.")
    directorate = name_field("Directorate")
    text = words_field("Reason")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("directorate", self.entry.directorate)

    @property
    def note(self) -> str:
        return f"Owner now: {self.entry.owner or 'nobody'}."


class CompletedForm(FactForm):
    """That it was done: evidence, a file, or at the least a note."""

    kind = UpdateKind.COMPLETED
    said = ("text", "evidence", "by_name")

    on = day_field("Day of completion")
    by_name = name_field("Reported by")
    text = words_field("Note", hint="What was done.")
    evidence = words_field("Evidence", hint="What proves it: a link, a reference, words. A file proves it too.")
    chosen = files_field("Evidence as files")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        proofs = (cleaned.get("text"), cleaned.get("evidence"), self.arrived, cleaned.get("keep"))
        if not any(proofs) and "chosen" not in self.errors:
            self.add_error("evidence", "A completion needs evidence, a file or a note.")
        return cleaned


class ReconsideredForm(_WithLastDay):
    """That the committee asked for another answer."""

    kind = UpdateKind.RECONSIDERED

    on = day_field("Day on which it was received again")
    text = words_field("Why it was sent back", required=True, sentence="Say why the committee sent it back.")


class _SayingForm(FactForm):
    text = words_field("Why", required=True, sentence="Say why.")


class ReopenedForm(_SayingForm):
    kind = UpdateKind.REOPENED


class WithdrawnForm(_SayingForm):
    kind = UpdateKind.WITHDRAWN


class _GivingWayForm(_SayingForm):
    """Another entry takes the place of this one; it is named by its reference."""

    said = ("text", "other")

    other = forms.CharField(
        label="Reference of the other",
        max_length=40,
        error_messages={"required": "Name the entry that takes the place of this one, by its reference."},
    )
    field_order = ["seen", "on", "other", "text"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if isinstance(self.initial.get("other"), LedgerEntry):
            self.initial["other"] = self.initial["other"].reference

    def clean_other(self) -> LedgerEntry:
        typed = self.cleaned_data["other"].strip()
        entries = LedgerEntry.objects.published().filter(kind=self.entry.kind)
        other = entries.filter(reference=typed.upper()).first()
        if other is None:
            raise forms.ValidationError(
                f"No {self.entry.kind} of the ledger has the reference “{typed}”. Write it as it is printed, such as "
                f"{self.entry.reference}."
            )
        if other.pk == self.entry.pk:
            raise forms.ValidationError(f"{other.reference} cannot give way to itself. Name another entry.")
        if other.known_end in SET_ASIDE_BY:
            raise forms.ValidationError(f"{other.reference} was itself {other.known_end}. Name the one that stands.")
        return other


class SupersededForm(_GivingWayForm):
    kind = UpdateKind.SUPERSEDED


class MergedForm(_GivingWayForm):
    kind = UpdateKind.MERGED


_FORMS: list[type[FactForm]] = [
    SentForm,
    ResponseForm,
    PlannedForm,
    ProgressForm,
    ExtendedForm,
    HandedOverForm,
    CompletedForm,
    ReviewedForm,
    ReconsideredForm,
    ReopenedForm,
    SupersededForm,
    MergedForm,
    WithdrawnForm,
]
FORMS: dict[UpdateKind, type[FactForm]] = {form.kind: form for form in _FORMS}
