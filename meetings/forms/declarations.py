"""Forms of declarations of interest."""

from typing import Any

from django import forms

from meetings.forms.seen import SeenForm
from meetings.models import AgendaItem, Attendance, AttendanceGroup, Declaration
from meetings.policies.attendance import AWAY
from meetings.policies.voting import item_concerned

NATURE_AT_MOST = 2_000
WITHDREW = [("", "Not said"), ("True", "Withdrew"), ("False", "Stayed")]


def declarers(rows: list[Attendance]) -> list[Attendance]:
    """Who may have declared something: whoever is not away; officers after members."""
    there = [row for row in rows if row.mode not in AWAY]
    return sorted(there, key=lambda row: row.group == AttendanceGroup.OFFICER)


class DeclarationForm(SeenForm[Declaration]):
    """One declaration: who, in which item, what kind of interest, and whether he or she withdrew.

    Whoever is away is not offered; who was marked so meanwhile is refused by the deed, with a sentence. Of a
    declaration that was read from a document, the person and the item may stay "as the record says".
    """

    who = forms.ChoiceField(label="Who")
    concerned = forms.ChoiceField(label="Item")
    withdrew = forms.TypedChoiceField(
        label="Then",
        required=False,
        choices=WITHDREW,
        coerce=lambda said: said == "True",
        empty_value=None,
    )

    field_order = ("who", "concerned", "kind", "nature", "withdrew")

    class Meta:
        model = Declaration
        fields = ["kind", "nature", "withdrew"]
        labels = {"kind": "Kind of interest", "nature": "Nature of the interest"}
        widgets = {"nature": forms.Textarea(attrs={"rows": 2, "maxlength": NATURE_AT_MOST})}

    def __init__(self, *args: Any, rows: list[Attendance], items: list[AgendaItem], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = {str(row.pk): row for row in rows}
        self.items = {str(item.pk): item for item in items}
        offered = rows if self.is_bound else declarers(rows)
        who = [(str(row.pk), row.name) for row in offered]
        concerned = [(key, str(item)) for key, item in self.items.items()]
        if self.instance.pk:
            who.insert(0, ("", self.instance.name))
            row = next((r for r in rows if r.person_id and r.person_id == self.instance.person_id), None)
            item = item_concerned(self.instance, items)
            if item is None and self.instance.about:
                concerned.insert(0, ("", self.instance.about))
            self.initial.update(
                who=str(row.pk) if row and row.name == self.instance.name else "",
                concerned=str(item.pk) if item else "" if self.instance.about else str(self.instance.item_id),
            )
        else:
            who.insert(0, ("", "Choose"))
            concerned.insert(0, ("", "Choose"))
        for name, choices in (("who", who), ("concerned", concerned)):
            field = self.fields[name]
            field.required = not self.instance.pk
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def clean_nature(self) -> str:
        nature: str = self.cleaned_data["nature"]
        if len(nature) > NATURE_AT_MOST:
            raise forms.ValidationError(f"Say it in at most {NATURE_AT_MOST} letters.")
        return nature

    @property
    def row(self) -> Attendance | None:
        return self.rows.get(self.cleaned_data["who"])

    @property
    def item(self) -> AgendaItem | None:
        return self.items.get(self.cleaned_data["concerned"])


class NewDeclarationForm(DeclarationForm):
    """A blank line for a declaration. It is filled once anything but its kind is."""

    def has_changed(self) -> bool:
        return bool({"who", "concerned", "nature", "withdrew"} & set(self.changed_data))
