"""Forms of the attendance: the marks of everybody who is listed, people who are added, and one row in detail."""

from collections.abc import Iterable
from typing import Any

from django import forms

from meetings.forms.seen import SeenForm
from meetings.importing.drafts.people import is_post
from meetings.models import AgendaItem, Attendance, AttendanceGroup, AttendanceMode
from meetings.workflow.attendance import Arrival, Mark

# Blank lines for people who are added; more come with the next page, or as a pasted list.
BLANK_ROWS = 2
PASTED_AT_MOST = 20_000
LINES_AT_MOST = 200
NAME_AT_MOST = 200


class MarksForm(forms.Form):
    """One choice for each row, beside what the row said when the page was made."""

    def __init__(self, rows: Iterable[Attendance], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = list(rows)
        for row in self.rows:
            self.fields[f"mode-{row.pk}"] = forms.ChoiceField(
                choices=AttendanceMode.choices,
                required=False,
                label=row.name,
                error_messages={"invalid_choice": "Choose present, remote, apologies or absent."},
            )
            self.fields[f"was-{row.pk}"] = forms.ChoiceField(
                choices=AttendanceMode.choices, required=False, label=f"{row.name} before"
            )

    @property
    def marks(self) -> list[Mark]:
        """Of a valid form: every row about which the page says something."""
        said = self.cleaned_data
        return [
            Mark(row.pk, said[f"mode-{row.pk}"], said[f"was-{row.pk}"] or row.mode)
            for row in self.rows
            if said[f"mode-{row.pk}"]
        ]


class SubstituteForm(forms.Form):
    """A substitute and the member for whom he or she came."""

    name = forms.CharField(max_length=NAME_AT_MOST, label="Substitute")
    substitute_for = forms.ChoiceField(label="For", choices=[("", "Choose a member")])

    def __init__(self, *args: Any, members: Iterable[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["substitute_for"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Choose a member"), *((name, name) for name in members)]

    @property
    def arrival(self) -> Arrival:
        said = self.cleaned_data
        return Arrival(AttendanceGroup.SUBSTITUTE, said["name"], substitute_for=said["substitute_for"])


class GuestForm(forms.Form):
    """A guest or a member of the cabinet in attendance."""

    name = forms.CharField(max_length=NAME_AT_MOST, label="In attendance")
    role = forms.CharField(max_length=NAME_AT_MOST, label="Role", required=False)

    @property
    def arrival(self) -> Arrival:
        return Arrival(AttendanceGroup.IN_ATTENDANCE, self.cleaned_data["name"], role=self.cleaned_data["role"])


class OfficerForm(forms.Form):
    """An officer by post."""

    name = forms.CharField(max_length=NAME_AT_MOST, label="Officer, by post")

    @property
    def arrival(self) -> Arrival:
        return officer(self.cleaned_data["name"])


class PastedForm(forms.Form):
    """Lists of people, one to a line."""

    guests = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=PASTED_AT_MOST,
        label="In attendance, one a line",
        help_text="Name, role",
    )
    officers = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=PASTED_AT_MOST,
        label="Officers, one a line",
        help_text="Posts, or Name, post",
    )

    posts = forms.ChoiceField(
        widget=forms.RadioSelect,
        required=False,
        label="Posts among those in attendance",
        choices=[("officers", "List them with the officers"), ("guests", "Keep them in attendance")],
    )

    def clean_guests(self) -> str:
        return _short_lines(self.cleaned_data["guests"])

    def clean_officers(self) -> str:
        return _short_lines(self.cleaned_data["officers"])

    @property
    def arrivals(self) -> list[Arrival]:
        found = []
        for line in _lines(self.cleaned_data["guests"]):
            name, _, role = (part.strip() for part in line.partition(","))
            found.append(Arrival(AttendanceGroup.IN_ATTENDANCE, name, role=role))
        return found + [officer(line) for line in _lines(self.cleaned_data["officers"])]


class AttendeeForm(SeenForm[Attendance]):
    """One row of the attendance in detail; its mode is marked in the list."""

    class Meta:
        model = Attendance
        fields = [
            "name", "group", "substitute_for", "role", "body", "arrived_at_item", "arrived", "left_at_item", "left",
            "note",
        ]  # fmt: skip
        labels = {
            "name": "Name, as the record prints it",
            "body": "Body represented",
            "substitute_for": "Substitute for",
            "arrived_at_item": "Arrived at item",
            "arrived": "Arrived, in words",
            "left_at_item": "Left before item",
            "left": "Left, in words",
        }
        help_texts = {
            "arrived": "If it is not to read “at item …”.",
            "left": "If it is not to read “before item …”.",
        }

    def __init__(self, items: list[AgendaItem], *args: Any, members: Iterable[str] = (), **options: Any) -> None:
        super().__init__(*args, prefix="attendee", **options)
        for name in ("arrived_at_item", "left_at_item"):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = AgendaItem.objects.filter(meeting=self.instance.meeting_id)
                field.choices = [("", "–"), *((item.pk, str(item)) for item in items)]
        known = dict.fromkeys([*members, *filter(None, [self.instance.substitute_for])])
        self.fields["substitute_for"] = forms.ChoiceField(
            label="Substitute for", required=False, choices=[("", "–"), *((name, name) for name in known)]
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("group") != AttendanceGroup.SUBSTITUTE:
            cleaned["substitute_for"] = ""
        return cleaned


def officer(words: str) -> Arrival:
    """An officer from a line: a post ("Director of Education"), or a name and a post after a comma."""
    name, _, role = (part.strip() for part in words.partition(","))
    if role and not is_post(name):
        return Arrival(AttendanceGroup.OFFICER, name, role=role)
    return Arrival(AttendanceGroup.OFFICER, words, is_post=True)


def _lines(text: str) -> list[str]:
    """What stands on each line, or between semicolons as minutes print lists of officers."""
    parts = (part.strip(" \t•*·-–") for line in text.splitlines() for part in line.split(";"))
    return [part for part in parts if part and part != ","]


def _short_lines(text: str) -> str:
    lines = _lines(text)
    if len(lines) > LINES_AT_MOST:
        raise forms.ValidationError(f"These are {len(lines)} lines. Paste {LINES_AT_MOST} at a time.")
    for line in lines:
        if not line.partition(",")[0].strip():
            raise forms.ValidationError(f"“{line[:60]}” begins with a comma. Write the name before it.")
        if len(line) > NAME_AT_MOST:
            raise forms.ValidationError(f"“{line[:60]}…” is too long for one person. Write one to a line.")
    return text
