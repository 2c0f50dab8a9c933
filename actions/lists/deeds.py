"""What can be told of several entries at once, and the form that asks for it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from actions.filter_form import NO_DATE
from actions.words import EntryKind, UpdateKind
from actions.workflow.together import SharedFact
from meetings.filters import DATE_INPUT

BEFORE = "This day does not come after the day on which it was agreed."


def _day(label: str, missing: str, *, hint: str = "") -> forms.DateField:
    messages = {"required": missing, "invalid": NO_DATE}
    return forms.DateField(label=label, help_text=hint, widget=DATE_INPUT, error_messages=messages)


def _words(label: str, missing: str = "", *, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(missing),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": missing, "max_length": "Use 5,000 characters at most."},
    )


def _name(label: str, missing: str = "") -> forms.CharField:
    messages = {"required": missing, "max_length": "Use 200 characters at most."}
    return forms.CharField(label=label, required=bool(missing), max_length=200, error_messages=messages)


class SharedFactForm(forms.Form):
    """What is common to every fact: its day."""

    use_required_attribute = False
    kind: ClassVar[UpdateKind]

    on = _day("On", "Say on which day it happened.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("on", timezone.localdate())
        if not self.is_bound:
            next(iter(self.fields.values())).widget.attrs["autofocus"] = True

    @property
    def fact(self) -> SharedFact:
        """What is told, once the form is valid."""
        return SharedFact(kind=self.kind, **self.cleaned_data)


class ProgressForm(SharedFactForm):
    kind = UpdateKind.PROGRESS

    text = _words("Progress", "Say what has been done.", hint="The public reads it with each of the entries.")


class ExtensionForm(SharedFactForm):
    kind = UpdateKind.EXTENDED
    field_order = ["due_on", "text", "on"]

    due_on = _day("New due date", "Say until when.")
    text = _words("Reason", "Say why it takes longer.", hint="The public reads it with each of the entries.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        due_on: dt.date | None = cleaned.get("due_on")
        if due_on and cleaned.get("on") and due_on <= cleaned["on"]:
            self.add_error("due_on", BEFORE)
        return cleaned


class PromiseForm(ExtensionForm):
    """What an addressee promises stands beside the last day for the response, and does not move it."""

    due_on = _day("Promised for", "Say for which day it was promised.")


class HandoverForm(SharedFactForm):
    kind = UpdateKind.HANDED_OVER
    field_order = ["owner", "directorate", "text", "on"]

    owner = _name("New owner", "Name the person or the post that has it now.")
    directorate = _name("Directorate")
    text = _words("Note")


class CompletionForm(SharedFactForm):
    kind = UpdateKind.COMPLETED

    text = _words("Note", "Say what was done.", hint="The public reads it with each of the entries.")
    evidence = _words(
        "Evidence", hint="What proves it: a minute, a report, an address. Without it they need attention."
    )


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done to several entries: its name in addresses, its words, and its form, if it has one."""

    name: str
    label: str
    done: str
    form: type[SharedFactForm] | None = None


PROGRESS = Deed("progress", "Record progress", "Progress recorded of", ProgressForm)
EXTEND = Deed("extend", "Extend", "Due date extended of", ExtensionForm)
PROMISE = Deed("promise", "Note a promise", "A later day promised for", PromiseForm)
HAND_OVER = Deed("hand-over", "Hand over", "Handed over:", HandoverForm)
COMPLETE = Deed("complete", "Complete", "Recorded as done:", CompletionForm)
CHASE = Deed("chase", "Chase", "Asked how they stand:")


def deeds_for(kind: EntryKind) -> list[Deed]:
    """Nobody owns a recommendation, so none is handed over; its last day follows from a rule, so none is extended."""
    if kind == EntryKind.ACTION:
        return [PROGRESS, EXTEND, HAND_OVER, COMPLETE, CHASE]
    return [PROGRESS, PROMISE, COMPLETE, CHASE]
