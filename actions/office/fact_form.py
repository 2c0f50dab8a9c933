"""What the forms of all facts share: the day, the files, and the history that the officer had before them."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from actions.life.told import Told
from actions.models import LedgerEntry, LedgerFile, LedgerUpdate
from actions.policies import why_not_on
from actions.words import UpdateKind
from actions.workflow.recording import FactFile, NewFact
from meetings.forms.facts import day_input
from meetings.forms.papers import MOST_IN_A_FORM, FilesField
from meetings.paper_arrival import too_large_in
from meetings.paper_checks.examining import examine, too_large
from meetings.paper_checks.kinds import IN_WORDS
from meetings.paper_checks.refusing import PaperRefusedError
from portal.accounts.office import OfficeRequest

LONGEST_WORDS = 20_000
LONGEST_NAME = 200
TOO_MANY = f"At most {MOST_IN_A_FORM} files are taken with one fact. Record the others with a further one."


def words_field(label: str, *, hint: str = "", required: bool = False, sentence: str = "Say what happened.") -> Any:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": sentence},
    )


def day_field(label: str, *, hint: str = "", required: bool = True, sentence: str = "Give the day.") -> forms.DateField:
    return forms.DateField(
        label=label, help_text=hint, required=required, widget=day_input(), error_messages={"required": sentence}
    )


def name_field(label: str, *, hint: str = "", required: bool = False, sentence: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST_NAME,
        error_messages={"required": sentence} if sentence else None,
    )


def files_field(label: str) -> FilesField:
    return FilesField(
        label=label, required=False, help_text=f"Public at once. {IN_WORDS}; several may be chosen together."
    )


class FactForm(forms.Form):
    """One fact of an entry. `seen` is the last fact that its officer had read when the form was made.

    `right` is the fact that it puts right: the form then begins with what that said, and may keep its files.
    """

    use_required_attribute = False
    kind: ClassVar[UpdateKind]
    # Fields whose values `add_update` takes under the same names.
    said: ClassVar[tuple[str, ...]] = ("text",)
    # Fields that fill a line of the form; the others stand side by side.
    whole: ClassVar[tuple[str, ...]] = ("text", "evidence", "chosen", "keep")

    seen = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    on = day_field("Day")

    def __init__(
        self,
        data: Any = None,
        *,
        entry: LedgerEntry,
        request: OfficeRequest,
        right: LedgerUpdate | None = None,
        **options: Any,
    ) -> None:
        self.entry, self.request, self.right = entry, request, right
        files = request.FILES if data is not None else None
        name = self.kind.value.replace(" ", "-")
        super().__init__(data, files, **{"auto_id": f"{'right' if right else 'fact'}-{name}-%s", **options})
        self.arrived: list[FactFile] = []
        if right is not None:
            self.initial.update({name: getattr(right, name) for name in ("on", *self.said) if hasattr(right, name)})
            self._offer_files(list(right.files.all()))
        else:
            self.initial.setdefault("on", timezone.localdate())

    def _offer_files(self, files: list[LedgerFile]) -> None:
        self._kept = {str(file.pk): file for file in files}
        if files and "chosen" in self.fields:
            self.fields["keep"] = forms.MultipleChoiceField(
                label="Files that stay",
                choices=[(str(file.pk), file.title) for file in files],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.initial["keep"] = list(self._kept)

    @property
    def note(self) -> str:
        """What the officer should know before saving; "" where there is nothing."""
        return ""

    @property
    def lines(self) -> list[tuple[forms.BoundField, bool]]:
        """The fields that are shown, each with whether it fills a line."""
        return [(field, field.name in self.whole) for field in self.visible_fields()]

    def begin_with_first_field(self) -> None:
        """Puts the keyboard into the first field, of a form that was asked for."""
        self.visible_fields()[0].field.widget.attrs["autofocus"] = True

    def clean_on(self) -> dt.date:
        """A day that can be told of the entry; said at its field, with whatever else is wrong."""
        on: dt.date = self.cleaned_data["on"]
        if refusal := why_not_on(self.entry, on):
            raise forms.ValidationError(refusal)
        return on

    def clean_chosen(self) -> list[FactFile]:
        """Looks into each file that came; all of them are taken or none."""
        problems = [str(too_large(name)) for name in too_large_in(self.request)]
        chosen = self.cleaned_data["chosen"]
        if len(chosen) > MOST_IN_A_FORM:
            problems, chosen = [*problems, TOO_MANY], []
        for file in chosen:
            try:
                self.arrived.append(FactFile(examine(file.file, file.name or ""), file.file))
            except PaperRefusedError as refused:
                problems.append(str(refused))
        if problems:
            again = "Nothing was recorded; what you typed stands below. Choose the files again."
            raise forms.ValidationError([*problems, again])
        return self.arrived

    def day(self) -> dt.date:
        """The day of the fact."""
        day: dt.date = self.cleaned_data["on"]
        return day

    def fact(self) -> NewFact:
        """What a valid form says."""
        kept = [self._kept[number] for number in self.cleaned_data.get("keep", [])] if self.right else []
        return NewFact(
            kind=self.kind,
            on=self.day(),
            said={name: self.cleaned_data[name] for name in self.said if name in self.cleaned_data},
            files=self.arrived,
            kept=kept,
        )


def recorded_since(seen: str, facts: list[Told]) -> list[Told]:
    """What was recorded after the fact `seen`, the number of the last one that stood on the page."""
    number = int(seen) if seen.isascii() and seen.isdigit() else 0
    return [told for told in facts if told.update.pk > number]
