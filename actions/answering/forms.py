"""The form by which an owner or an addressee answers. It checks shape; the ledger checks what an officer accepts."""

import datetime as dt
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from actions.answering.kinds import kinds_of_answers
from actions.answering.limits import LARGEST_MB, MOST_FILES
from actions.models import LedgerEntry, OwnerAnswer
from actions.models.owner_answer import AnswerKind
from actions.words import Verdict
from meetings.editions.spelling import long_date
from meetings.paper_checks.kinds import ENDINGS, IN_WORDS
from portal.plain_fields import LineField, WordsField

LONGEST = 5_000
# Fields that belong to one kind of answer: what stands in them counts for that one alone.
OF_ONE_KIND = {
    "verdict": AnswerKind.RESPONSE,
    "responded_on": AnswerKind.RESPONSE,
    "on": AnswerKind.COMPLETED,
    "evidence": AnswerKind.COMPLETED,
    "due_on": AnswerKind.LATER,
    "owner": AnswerKind.NOT_MINE,
}
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
    """Progress, a completion, a request for a later date, or word that it is somebody else's; of a recommendation the
    response with its verdict. It offers what the entry takes as it stands.

    `website` is for machines to fill in: nobody sees it.
    """

    use_required_attribute = False

    kind = forms.ChoiceField(
        label="What you want to tell us",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you want to tell us.", "invalid_choice": "Choose one of these."},
    )
    verdict = forms.ChoiceField(
        required=False,
        choices=Verdict.choices,
        label="The verdict of the response",
        help_text="“Accepted in principle” counts as not accepted until an action with an owner and a date exists.",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of these."},
    )
    responded_on = _day("The day of the response", "When it was decided or given. It may have been before today.")
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
        self._kinds = kinds_of_answers(entry)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in self._kinds]  # type: ignore[attr-defined]
        if self.takes_a_response:
            self._speak_to_an_addressee()

    def _speak_to_an_addressee(self) -> None:
        """An addressee responds where an owner reports; the fields are the same."""
        text, name, files = self.fields["text"], self.fields["by_name"], self.fields["chosen"]
        text.help_text = (
            "The words of the response, and what will be done, by whom and by when. Otherwise what has been done, or "
            "why more time is needed. Leave out what the public should not read."
        )
        text.error_messages["required"] = "Give the words of the response, or say what has happened."
        name.label = "Who responds: name and post"
        name.error_messages["required"] = "Say who responds."
        files.help_text = f"The response as a document, or what shows that it was done. {files.help_text}"
        if not self._entry.known_verdict:
            self.fields["due_on"].label = "By which day will you respond?"
            self.fields["due_on"].help_text = "It is shown beside the last day for the response, and does not move it."

    @property
    def takes_a_response(self) -> bool:
        return AnswerKind.RESPONSE in self._kinds

    @property
    def takes_another_owner(self) -> bool:
        return AnswerKind.NOT_MINE in self._kinds

    @property
    def is_by_a_machine(self) -> bool:
        return bool(self.data.get("website"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind, today = cleaned.get("kind"), timezone.localdate()
        if kind:
            self._look_away_from_others(kind)
        if kind == AnswerKind.RESPONSE:
            if "verdict" not in self.errors and not cleaned.get("verdict"):
                self.add_error("verdict", "Choose the verdict.")
            self._check_past("responded_on", today, none="Say on which day the response was given.")
        if kind == AnswerKind.COMPLETED:
            self._check_past("on", today, none="Say on which day it was done.")
        if kind == AnswerKind.LATER:
            self._check_later(cleaned.get("due_on"), today)
        for name in self._too_large:
            self.add_error("chosen", LARGER.format(name, LARGEST_MB))
        return cleaned

    def _look_away_from_others(self, kind: str) -> None:
        """Nobody is asked to mend what their kind of answer does not tell, in a field that they may not even see."""
        for name, of_kind in OF_ONE_KIND.items():
            if kind != of_kind:
                self.errors.pop(name, None)

    def _check_past(self, name: str, today: dt.date, *, none: str) -> None:
        """A day that has come, and not before the committee made its recommendation or agreed the action."""
        day, made_on = self.cleaned_data.get(name), self._entry.made_on
        if name in self.errors:
            return
        if day is None:
            self.add_error(name, none)
        elif day > today:
            what = "it is done" if name == "on" else "it is given"
            self.add_error(name, f"That day has not come yet. Tell us when {what}, or ask for a later date.")
        elif day < made_on:
            what = "made" if self._entry.is_recommendation else "agreed"
            self.add_error(name, f"That is before {long_date(made_on)}, when it was {what}. Look at the year.")

    def _check_later(self, day: dt.date | None, today: dt.date) -> None:
        if "due_on" in self.errors:
            return
        if day is None:
            answers_by = self.takes_a_response and not self._entry.known_verdict
            self.add_error("due_on", f"Say by which day {'you will respond' if answers_by else 'it will be done'}.")
        elif day <= today:
            self.add_error("due_on", "That day is not to come. Choose a later one.")
        elif self._entry.due_on is not None and day <= self._entry.due_on:
            due = long_date(self._entry.due_on)
            self.add_error("due_on", f"It is due on {due} already. Choose a later day, or leave it.")

    @property
    def told(self) -> dict[str, Any]:
        """The columns of an answer: of each kind what belongs to it, and nothing that stood in another field."""
        cleaned, kind = self.cleaned_data, self.cleaned_data["kind"]
        own = {name: cleaned[name] for name, of_kind in OF_ONE_KIND.items() if kind == of_kind}
        return {
            "kind": kind,
            "on": own.get("on") or own.get("responded_on") or timezone.localdate(),
            "verdict": own.get("verdict", ""),
            "text": cleaned["text"],
            "evidence": own.get("evidence", ""),
            "due_on": own.get("due_on"),
            "owner": own.get("owner", ""),
            "by_name": cleaned["by_name"],
        }


def typed_before(answer: OwnerAnswer) -> dict[str, Any]:
    """What stands in the form where an answer came back: as it was typed. Files are chosen again."""
    names = ("kind", "verdict", "text", "evidence", "due_on", "owner", "by_name")
    typed = {name: getattr(answer, name) for name in names}
    day_field = {AnswerKind.COMPLETED: "on", AnswerKind.RESPONSE: "responded_on"}.get(AnswerKind(answer.kind))
    return {**typed, day_field: answer.on} if day_field else typed
