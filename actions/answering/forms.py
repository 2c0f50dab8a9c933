"""The form by which an owner answers. It checks shape; what may be said of the entry is checked when it is accepted."""

import datetime as dt
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from actions.answering.limits import LARGEST_MB, MOST_FILES
from actions.models import LedgerEntry, OwnerAnswer
from actions.models.owner_answer import AnswerKind
from meetings.paper_checks.kinds import ENDINGS, IN_WORDS
from portal.plain_fields import LineField, WordsField

LONGEST = 5_000
LARGER = "“{}” is larger than {} MB, the most that is taken here. Make it smaller, or send it to the officer."
TOO_MANY = "That is {} files; {} are taken at most. Choose those that show it best."


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        found: list[UploadedFile] = files.getlist(name) if hasattr(files, "getlist") else []
        return found


class FilesField(forms.Field):
    """Files; each is looked into by itself once the rest of the form is in order."""

    widget = ManyFiles(attrs={"accept": ENDINGS, "multiple": True})

    def clean(self, value: Any) -> list[UploadedFile]:
        files: list[UploadedFile] = list(value or [])
        if len(files) > MOST_FILES:
            raise forms.ValidationError(TOO_MANY.format(len(files), MOST_FILES))
        return files


def _day(label: str, hint: str) -> forms.DateField:
    return forms.DateField(
        required=False,
        label=label,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write the date as 26/4/2026."},
    )


class AnswerForm(forms.Form):
    """Progress, a completion, a request for a later date, or word that it is somebody else's.

    `website` is for machines to fill in: nobody sees it.
    """

    use_required_attribute = False

    kind = forms.ChoiceField(
        choices=AnswerKind.choices,
        label="What you want to tell us",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you want to tell us.", "invalid_choice": "Choose one of these."},
    )
    on = _day("When was it done?", "")
    due_on = _day("By which day will it be done?", "The committee sees that the date was moved, and why.")
    owner = LineField(
        max_length=200, required=False, label="Whose is it?", help_text="A name or a post, as far as you know."
    )
    text = WordsField(
        longest=LONGEST,
        label="In your words",
        help_text="What has been done, or why more time is needed. Leave out what the public should not read.",
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": "Say in your words what has happened."},
    )
    evidence = WordsField(
        longest=LONGEST,
        required=False,
        label="Evidence (optional)",
        help_text="What shows that it was done: a report, a decision, the address of a page.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    chosen = FilesField(
        required=False,
        label="Files (optional)",
        help_text=f"Up to {MOST_FILES}, each up to {LARGEST_MB} MB: {IN_WORDS}.",
    )
    by_name = LineField(
        max_length=200,
        label="Your name and post",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="Published with your answer once it is accepted.",
        error_messages={"required": "Say who answers."},
    )
    website = forms.CharField(
        required=False,
        label="Leave this field empty. It is there for machines.",
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, entry: LedgerEntry, too_large: list[str] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._entry = entry
        self._too_large = too_large or []

    @property
    def is_by_a_machine(self) -> bool:
        return bool(self.data.get("website"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind, today = cleaned.get("kind"), timezone.localdate()
        if kind == AnswerKind.COMPLETED:
            self._check_done(cleaned.get("on"), today)
        if kind == AnswerKind.LATER:
            self._check_later(cleaned.get("due_on"), today)
        for name in self._too_large:
            self.add_error("chosen", LARGER.format(name, LARGEST_MB))
        return cleaned

    def _check_done(self, day: dt.date | None, today: dt.date) -> None:
        if "on" in self.errors:
            return
        if day is None:
            self.add_error("on", "Say on which day it was done.")
        elif day > today:
            self.add_error("on", "That day has not come yet. Tell us when it is done, or ask for a later date.")
        elif day < self._entry.made_on:
            made = f"{self._entry.made_on.day} {self._entry.made_on:%B %Y}"
            self.add_error("on", f"That is before {made}, when it was agreed. Look at the year.")

    def _check_later(self, day: dt.date | None, today: dt.date) -> None:
        if "due_on" in self.errors:
            return
        if day is None:
            self.add_error("due_on", "Say by which day it will be done.")
        elif day <= today:
            self.add_error("due_on", "That day is not to come. Choose a later one.")
        elif self._entry.due_on is not None and day <= self._entry.due_on:
            due = f"{self._entry.due_on.day} {self._entry.due_on:%B %Y}"
            self.add_error("due_on", f"It is due on {due} already. Choose a later day, or leave it.")

    @property
    def told(self) -> dict[str, Any]:
        """The columns of an answer: of each kind what belongs to it, and nothing that stood in another field."""
        cleaned, kind = self.cleaned_data, self.cleaned_data["kind"]
        is_done = kind == AnswerKind.COMPLETED
        return {
            "kind": kind,
            "on": cleaned["on"] if is_done else timezone.localdate(),
            "text": cleaned["text"],
            "evidence": cleaned["evidence"] if is_done else "",
            "due_on": cleaned["due_on"] if kind == AnswerKind.LATER else None,
            "owner": cleaned["owner"] if kind == AnswerKind.NOT_MINE else "",
            "by_name": cleaned["by_name"],
        }


def typed_before(answer: OwnerAnswer) -> dict[str, Any]:
    """What stands in the form where an answer came back: as it was typed. Files are chosen again."""
    names = ("kind", "text", "evidence", "due_on", "owner", "by_name")
    typed = {name: getattr(answer, name) for name in names}
    return {**typed, "on": answer.on if answer.kind == AnswerKind.COMPLETED else None}
